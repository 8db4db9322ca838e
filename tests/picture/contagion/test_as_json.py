"""Spread in JSON."""

import json
from dataclasses import replace

import pytest

from tests.picture.contagion.made import NAMES, events_of, shocked
from vigil.picture.contagion.as_json import as_json
from vigil.picture.contagion.assemble import hear_nothing
from vigil.picture.contagion.found import ForecastRecord
from vigil.picture.contagion.study import SpreadQuestion, study_spread


@pytest.fixture(scope="module")
def study():
    return study_spread(SpreadQuestion(events=events_of(shocked()), weeks=0), hear_nothing)


def test_everything_is_in_it(study):
    record = ForecastRecord(series="muslim", days=7, forecasts=4, covered=3, ratio=1.1)
    none = replace(record, forecasts=0, covered=0, ratio=float("nan"))
    found = json.loads(as_json(replace(study, records=(record, none))))
    assert found["source"] == {
        "name": "made.csv",
        "first_day": "2019-01-01",
        "last_day": "2019-04-10",
        "fitted_from": "2019-01-01",
        "events": int(shocked().sum()),
        "bins_per_day": 1,
    }
    assert found["series"] == list(NAMES)
    pairs = {(one["source"], one["target"]) for one in found["branching"]}
    assert pairs == {(source, target) for source in NAMES for target in NAMES}
    for one in found["branching"]:
        assert one["shown"] == (one["children"] > 0)
        row, column = NAMES.index(one["target"]), NAMES.index(one["source"])
        for key in ("children", "low", "high"):
            assert found["matrix"][key][row][column] == one[key]
    assert found["spectral_radius"] == study.spread.spectral_radius
    assert [one["on"] for one in found["triggers"]] == [one.on.isoformat() for one in study.spread.shocks]
    assert [(one["series"], one["days"]) for one in found["forecast"]] == [(n, d) for d in (7, 14) for n in NAMES]
    assert all(one["low"] <= one["expected"] <= one["high"] for one in found["forecast"])
    assert [(one["coverage"], one["ratio"]) for one in found["record"]] == [(0.75, 1.1), (None, None)]
    assert [one["series"] for one in found["residuals"]] == list(NAMES)
    assert len(found["baseline"]["days"]) == 100
    for one, fitted in zip(found["baseline"]["series"], study.spread.series, strict=True):
        assert one["baseline"] == pytest.approx(fitted.baseline.tolist(), abs=1e-4)
        assert one["from_shocks"] == pytest.approx(fitted.from_shocks.tolist(), abs=1e-4)
        assert one["from_events"] == pytest.approx(fitted.from_events.tolist(), abs=1e-4)
    assert found["sentences"]


def test_totals_leave_no_hole_in_the_matrix():
    asked = SpreadQuestion(events=events_of(shocked()), wholes=("muslim",), weeks=0)
    found = json.loads(as_json(study_spread(asked, hear_nothing)))
    assert found["matrix"]["children"][0][1] == found["matrix"]["high"][1][0] == 0.0
    assert len(found["branching"]) == 2


def test_where_nothing_was_fitted_it_says_so():
    asked = SpreadQuestion(events=events_of(shocked(60)[:20], first_on=None))
    found = json.loads(as_json(study_spread(asked, hear_nothing)))
    assert [one["series"] for one in found["too_thin"]] == list(NAMES)
    assert found["too_thin"][0]["events"] == int(shocked(60)[:20, 0].sum())
    assert (found["forecast"], found["branching"], found["baseline"]["days"]) == ([], [], [])
    assert found["source"]["first_day"] == "1"


def test_days_that_are_numbers_stay_numbers():
    asked = SpreadQuestion(events=events_of(shocked(), first_on=None), weeks=0)
    found = json.loads(as_json(study_spread(asked, hear_nothing)))
    assert all(isinstance(one["on"], int) for one in found["triggers"])
