"""An explained day in JSON: the keys that others rely on."""

import json
from datetime import date

import pytest

from tests.picture.explained.test_explain import year
from tests.picture.june import ISLAMOPHOBIC, JUNE_6, PARIS, RACIST, counts_of, june_2017
from vigil.picture.explained.as_json import as_json
from vigil.picture.explained.compare import Reference
from vigil.picture.explained.explain import DayQuestion, explain


def test_6_june_2017():
    counts = counts_of(june_2017())
    found = json.loads(as_json(explain(counts, DayQuestion(JUNE_6, RACIST, (Reference("Paris", PARIS),)))))
    assert found["on"] == "2017-06-06"
    assert found["baseline"] == {"from": "2017-01-01", "to": "2017-06-05", "days": 156}
    assert found["source"] == {"name": "counts.csv", "last_day": "2017-06-06", "alarm_below": 0.001}
    rest = found["rest"]
    assert list(rest) == ["observed", "mean", "ratio", "ratio_low", "ratio_high", "share_of_rise", "low", "high"]
    assert (rest["observed"], rest["mean"], rest["share_of_rise"]) == (34, 35.0, pytest.approx(-1 / 16))
    assert rest["ratio_low"] < 1 < rest["ratio_high"]
    assert rest["low"] < 0 < rest["high"]
    assert found["correction"].startswith("“racist: about 40 per cent more” misleads")
    assert (found["total"], found["sole"], found["why_not"]) == (RACIST, ISLAMOPHOBIC, None)
    racist, islamophobic = found["series"]
    assert list(racist) == [
        "series",
        "observed",
        "mean",
        "ratio",
        "ratio_low",
        "ratio_high",
        "dispersion",
        "p_poisson",
        "p_overdispersed",
        "alarm",
        "record_since",
        "is_highest_known",
        "above",
    ]
    assert (racist["observed"], racist["mean"], racist["alarm"]) == (54, 38.0, False)
    assert (islamophobic["observed"], islamophobic["mean"], islamophobic["alarm"]) == (20, 3.0, True)
    assert (round(islamophobic["ratio_low"], 1), round(islamophobic["ratio_high"], 1)) == (4.0, 10.4)
    assert islamophobic["p_poisson"] == pytest.approx(8.3e-11, rel=0.01)
    assert islamophobic["record_since"] == "2017-01-01"
    assert islamophobic["above"] == ["Paris"]
    (share,) = found["whose"]
    assert list(share) == ["series", "share_of_rise", "low", "high"]
    assert found["sentences"][0].startswith("6 June 2017: the whole surge is one community's")


def test_what_is_not_defined_is_null():
    found = json.loads(as_json(explain(year({"a": [0] * 11}), DayQuestion(date(2017, 1, 11)))))
    assert set(found["rest"].values()) == {None}
    assert found["correction"] is None
    only = found["series"][0]
    assert (only["ratio"], only["ratio_low"], only["ratio_high"], only["p_poisson"]) == (None, None, None, None)
    assert (found["whose"], found["total"], found["sole"]) == ([], None, None)
