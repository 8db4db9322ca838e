"""Impacts as other programmes read them."""

import json

from tests.picture.impacts.timelines import an_excess, an_impact
from vigil.picture.impacts.as_json import as_json
from vigil.picture.impacts.half_life import HalfLife


def read(*impacts):
    return json.loads(as_json("counts.csv", [impacts]))


def test_an_impact_is_written_with_its_limits():
    found = read(an_impact(an_excess()))
    assert found["source"] == "counts.csv"
    (impact,) = found["impacts"]
    assert impact == {
        "event": "Woolwich",
        "on": "2013-05-22",
        "series": "islamophobic",
        "period": "day",
        "history_from": "2012-01-01",
        "dispersion": 1.25,
        "horizons": [
            {
                "days": 1,
                "until": "2013-05-22",
                "observed": 12,
                "expected": 3.0,
                "expected_low": 0,
                "expected_high": 7,
                "excess": 9.0,
                "low": 5,
                "high": 12,
                "ratio": 4.0,
                "p": 0.001,
            }
        ],
        "half_life_days": {"value": 4.04, "low": 2.0, "high": 9.96},
        "not_measurable": None,
        "why_not": None,
    }
    assert len(found["sentences"]) == 1


def test_what_is_not_defined_is_null():
    open_ended = an_impact(an_excess(), half_life=HalfLife(50.0, 9.0, 180.0, is_open=True), is_monthly=True)
    untold = an_impact(half_life=None, history_from=None, dispersion=None, why_not="nothing is known")
    first, second = read(open_ended, untold)["impacts"]
    assert (first["period"], first["half_life_days"]["high"]) == ("month", None)
    assert "not measurable from monthly figures" in first["not_measurable"]
    assert (second["half_life_days"], second["history_from"], second["horizons"]) == (None, None, [])
    assert second["why_not"] == "nothing is known"


def test_series_follow_each_other_with_their_sentences():
    one, other = an_impact(an_excess(), series="a"), an_impact(an_excess(), series="b")
    found = json.loads(as_json("counts.csv", [[one, one], [other]]))
    assert [impact["series"] for impact in found["impacts"]] == ["a", "a", "b"]
    assert [said.split()[0] for said in found["sentences"]] == ["a", "a", "a", "b"]
