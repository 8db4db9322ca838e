"""From the words of a command to a method, its settings and its verdicts."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.picture.golden import answer_of, cases_of, counts_of, differs
from vigil.ground.errors import Unreadable
from vigil.picture import ears, farrington
from vigil.picture.farrington import Compat, SeriesBreak, make_table
from vigil.picture.judge_counts import (
    SERIES_AT_A_TIME,
    SurgeMethod,
    SurgeQuestion,
    judge_counts,
    name_compat,
    name_method,
)


def asked(method, settings=None, **changes):
    usual = {"method": method, "settings": settings or {}, "settings_source": "control.json"}
    return SurgeQuestion(**{**usual, **changes})


def weeks(series=1, periods=220, **kept):
    return make_table(np.random.default_rng(2).poisson(9.0, size=(periods, series)), begins=date(2016, 1, 4), **kept)


def days(periods=500):
    return make_table(np.random.default_rng(2).poisson(9.0, size=periods), begins=date(2016, 1, 1), every="day")


def refusal(table, question):
    with pytest.raises(Unreadable) as raised:
        judge_counts(table, question)
    return raised.value.says


def test_a_method_is_found_by_its_name():
    assert [name_method(method.value) for method in SurgeMethod] == list(SurgeMethod)
    with pytest.raises(Unreadable, match="--method: must be one of: farrington, ears-c1, ears-c2"):
        name_method("Farrington")


@pytest.mark.parametrize(("name", "found"), [("R", Compat.R), ("r", Compat.R), ("none", Compat.NONE)])
def test_whose_figures_is_found_by_its_name(name, found):
    assert name_compat(name) is found


def test_nobody_elses_figures_can_be_asked_for():
    with pytest.raises(Unreadable, match="--compat: must be R or none"):
        name_compat("SAS")


def test_every_setting_of_r_reaches_farringtons_method():
    settings = {
        "frequency": 52, "b": 2, "w": 2, "noPeriods": 4, "pastWeeksNotIncluded": 10, "trend": False,
        "pThresholdTrend": 0.5, "reweight": False, "weightsThreshold": 2.0, "thresholdMethod": "muan", "alpha": 0.01,
        "limit54": [0, 4], "powertrans": "1/2", "populationOffset": True, "range": [150, 170],
        "fitFun": "algo.farrington.fitGLM.flexible", "glmWarnings": False, "verbose": True,
    }  # fmt: skip
    table = weeks(population=np.linspace(1.0, 2.0, 220))
    found = judge_counts(table, asked(SurgeMethod.FARRINGTON, settings))
    control = farrington.FarringtonControl(
        b=2,
        w=2,
        no_periods=4,
        past_weeks_not_included=10,
        trend=False,
        p_threshold_trend=0.5,
        reweight=False,
        weights_threshold=2.0,
        threshold_method=farrington.ThresholdMethod.MUAN,
        alpha=0.01,
        limit54=(0, 4),
        powertrans=farrington.PowerTransform.HALF,
        population_offset=True,
        rows=(149, 169),
    )
    wanted = farrington.detect(table, control)
    assert found.method == "farrington"
    assert found.rows.tolist() == list(range(149, 170))
    for name in ("expected", "upper_bound", "score", "p_value", "mu0", "phi", "has_trend", "is_alarm", "observed"):
        assert np.array_equal(getattr(found, name), getattr(wanted, name), equal_nan=name != "is_alarm")


def test_rs_figures_are_rs():
    case = cases_of("farrington")["met_population"]
    table = counts_of(case)
    _, wanted = answer_of("farrington", "met_population", table)
    found = judge_counts(table, asked(SurgeMethod.FARRINGTON, case["control"], compat=Compat.R))
    assert differs(found.upper_bound, wanted["upperbound"]) < 1e-9
    ours = judge_counts(table, asked(SurgeMethod.FARRINGTON, case["control"]))
    assert differs(ours.upper_bound, wanted["upperbound"]) > 1e-4


def test_the_dates_say_how_many_periods_make_a_year():
    table = make_table(np.random.default_rng(2).poisson(9.0, size=80), begins=date(2010, 1, 1), every="month")
    found = judge_counts(table, asked(SurgeMethod.FARRINGTON, {"b": 3, "w": 1}))
    assert found.rows[0] == 37
    numbered = judge_counts(
        replace(table, first_days=(), numbers=tuple(range(80))), asked(SurgeMethod.FARRINGTON, {"b": 1, "w": 1})
    )
    assert numbered.rows[0] == 53


@pytest.mark.parametrize("name", ["C1", "C2", "C3"])
def test_ears_takes_its_settings(name):
    method, table = SurgeMethod(f"ears-{name.lower()}"), weeks(2)
    settings = {"baseline": 14, "minSigma": 0.5, "alpha": 0.01, "frequency": 52, "method": [name], "range": [40, 60]}
    found = judge_counts(table, asked(method, settings))
    control = ears.EarsControl(method=ears.EarsMethod(name), baseline=14, min_sigma=0.5, alpha=0.01, rows=(39, 59))
    assert np.array_equal(found.upper_bound, ears.detect(table, control).upper_bound)
    # R's figures are the same.
    assert np.array_equal(judge_counts(table, asked(method, settings, compat=Compat.R)).upper_bound, found.upper_bound)


def test_days_are_judged_by_the_daily_model_and_the_cusum():
    table = days()
    assert judge_counts(table, asked(SurgeMethod.DAILY, {"range": [400, 410], "frequency": 365})).method == "daily"
    found = judge_counts(table, asked(SurgeMethod.NB_CUSUM, {"range": [400, 410]}))
    assert (found.method, found.rows.tolist()) == ("nb-cusum", list(range(399, 410)))


def test_many_series_are_judged_part_by_part_and_heard_of():
    table = weeks(SERIES_AT_A_TIME * 2 + 7, 60, population=np.ones((60, SERIES_AT_A_TIME * 2 + 7)))
    heard = []
    found = judge_counts(table, asked(SurgeMethod.EARS_C1), heard=heard.append)
    assert heard == [50, 100, 107]
    assert np.array_equal(found.upper_bound, ears.detect(table, ears.EarsControl()).upper_bound)


def test_breaks_reach_the_methods_that_mind_them():
    one = SeriesBreak("", date(2018, 6, 4), "a new form")
    settings = {"b": 2}
    minding = judge_counts(weeks(), asked(SurgeMethod.FARRINGTON, settings, breaks=(one,)))
    plain = judge_counts(weeks(), asked(SurgeMethod.FARRINGTON, settings))
    assert np.isnan(minding.mu0).sum() > np.isnan(plain.mu0).sum() == 0


ONE = (SeriesBreak("", date(2018, 6, 4), "a new form"),)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            asked(SurgeMethod.FARRINGTON, {"B": 2}),
            "control.json, field B: is not a setting of this method; it has: alpha",
        ),
        (asked(SurgeMethod.FARRINGTON, {"b": "2"}), "control.json, field b: must be a whole number"),
        (asked(SurgeMethod.FARRINGTON, {"b": 2, "alpha": 2}), "control.json, field alpha: must lie between 0 and 1"),
        (asked(SurgeMethod.FARRINGTON, {"b": 9}), "counts, field range: there are counts of 220 periods"),
        (
            asked(SurgeMethod.FARRINGTON, {"b": 2, "range": [9, 300]}),
            "control.json, field range: there are counts of 220",
        ),
        (asked(SurgeMethod.FARRINGTON, {"fitFun": "glm"}), "control.json, field fitFun: must be “algo.farrington"),
        (asked(SurgeMethod.FARRINGTON, {"verbose": 1}), "control.json, field verbose: must be true or false"),
        (
            asked(SurgeMethod.FARRINGTON, {"frequency": 12}),
            "control.json, field frequency: the dates of the counts make 52",
        ),
        (asked(SurgeMethod.EARS_C1, {"frequency": 365}), "control.json, field frequency: the dates of counts make 52"),
        (asked(SurgeMethod.EARS_C1, {"frequency": "weekly"}), "control.json, field frequency: must be a whole number"),
        (asked(SurgeMethod.EARS_C1, {"method": "C2"}), "control.json, field method: is not that of --method ears-c1"),
        (asked(SurgeMethod.EARS_C1, {"b": 5}), "control.json, field b: is not a setting of this method"),
        (asked(SurgeMethod.EARS_C1, {"baseline": 2}), "control.json, field baseline: must be at least 3"),
        (asked(SurgeMethod.DAILY, compat=Compat.R), "--compat: R has no method such as daily"),
        (asked(SurgeMethod.NB_CUSUM, compat=Compat.R), "--compat: R has no method such as nb-cusum"),
        (asked(SurgeMethod.FARRINGTON, breaks=ONE, compat=Compat.R), "--breaks: R knows no series breaks"),
        (asked(SurgeMethod.EARS_C2, breaks=ONE), "--breaks: EARS looks at the last few periods only"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(question, said):
    assert said in refusal(weeks(), question)


def test_breaks_need_dates():
    assert "periods of the counts are only numbered" in refusal(
        make_table(np.ones(300)), asked(SurgeMethod.FARRINGTON, breaks=ONE)
    )
