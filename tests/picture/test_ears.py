"""EARS C1, C2 and C3: equal to R's, and to the formulas written out."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.golden import answer_of, cases_of, counts_of, differs
from vigil.ground.errors import Unreadable
from vigil.picture import ears
from vigil.picture.ears import EarsControl, EarsMethod
from vigil.picture.farrington import make_table
from vigil.picture.series.read_control import read_control

CASES = cases_of("ears")


def control_of(case):
    settings = {name: value for name, value in case["control"].items() if name != "method"}
    said = read_control(settings, "control.json", EarsControl)
    method = EarsMethod(case["method"].removeprefix("ears-").upper())
    return EarsControl(
        method=method, **{name: getattr(said, name) for name in ("baseline", "min_sigma", "alpha", "rows")}
    )


@pytest.mark.parametrize("name", CASES)
def test_r_is_equalled(name):
    table = counts_of(CASES[name])
    labels, wanted = answer_of("ears", name, table)
    found = ears.detect(table, control_of(CASES[name]))
    assert [table.label(row) for row in found.rows] == labels
    assert differs(found.observed, wanted["observed"]) == 0
    assert differs(found.upper_bound, wanted["upperbound"]) < 1e-9
    is_known = ~np.isnan(found.upper_bound) & ~np.isnan(found.observed)
    assert differs(np.where(is_known, found.is_alarm, np.nan), wanted["alarm"]) == 0


COUNTS = st.lists(st.integers(0, 500), min_size=12, max_size=40)
SIGMAS = st.sampled_from([0.0, 0.5, 2.0])


def statistic(counts, at, *, lag, baseline, min_sigma):
    """Give mean, deviation and surprise of one period by the formulas of the papers."""
    before = counts[at - lag - baseline : at - lag]
    mean = sum(before) / baseline
    deviation = max(math.sqrt(sum((one - mean) ** 2 for one in before) / (baseline - 1)), min_sigma)
    return mean, deviation, (counts[at] - mean) / deviation if deviation > 0 else math.nan


@given(COUNTS, SIGMAS)
def test_c1_and_c2_are_the_published_formulas(counts, min_sigma):
    for method, lag in ((EarsMethod.C1, 0), (EarsMethod.C2, 2)):
        control = EarsControl(method=method, baseline=7, min_sigma=min_sigma)
        found = ears.detect(make_table(counts), control)
        assert found.method == f"ears-{method.value.lower()}"
        for place, at in enumerate(found.rows):
            mean, deviation, surprise = statistic(counts, at, lag=lag, baseline=7, min_sigma=min_sigma)
            assert found.expected[place, 0] == pytest.approx(mean)
            assert found.upper_bound[place, 0] == pytest.approx(mean + 3.090232306167813 * deviation)
            if not math.isnan(surprise):
                assert found.score[place, 0] == pytest.approx(surprise / 3.090232306167813, abs=1e-9)
                wanted = 0.5 * math.erfc(surprise / math.sqrt(2.0))
                assert found.p_value[place, 0] == pytest.approx(wanted, rel=1e-6, abs=1e-300)


@given(COUNTS)
def test_c3_adds_up_the_excess_of_the_two_periods_before(counts):
    control = EarsControl(method=EarsMethod.C3, baseline=5, min_sigma=1.0)
    found = ears.detect(make_table(counts), control)
    for place, at in enumerate(found.rows):
        before = [statistic(counts, one, lag=2, baseline=5, min_sigma=1.0)[2] for one in (at - 1, at - 2)]
        excess = sum(max(0.0, one - 1.0) for one in before)
        _, deviation, _ = statistic(counts, at, lag=2, baseline=5, min_sigma=1.0)
        bound = max(0.0, counts[at] + deviation * (1.959963984540054 - excess))
        assert found.upper_bound[place, 0] == pytest.approx(bound, abs=1e-7)
        assert found.score[place, 0] == pytest.approx(excess / 1.959963984540054)


@given(COUNTS, st.sampled_from(EarsMethod))
def test_an_alarm_is_a_count_above_the_bound(counts, method):
    found = ears.detect(make_table(counts), EarsControl(method=method, baseline=3))
    assert (found.is_alarm == (found.observed > found.upper_bound)).all()
    assert found.rows.tolist() == list(range(found.rows[0], len(counts)))
    assert len(counts) - len(found.rows) == 3 + {"C1": 0, "C2": 2, "C3": 4}[method.value]


@pytest.mark.parametrize("method", EarsMethod)
def test_where_a_count_it_rests_on_is_not_known_nothing_is_said(method):
    counts = np.random.default_rng(5).poisson(6.0, size=60).astype(float)
    counts[:20] = np.nan
    control = EarsControl(method=method, baseline=7)
    found = ears.detect(make_table(counts), control)
    first_known = 20 + control.first_row
    is_silent = np.isnan(found.upper_bound[:, 0])
    assert is_silent[found.rows < first_known - 1].all()
    assert not is_silent[found.rows >= first_known].any()
    assert not found.is_alarm[is_silent].any()


def test_nothing_is_fitted():
    found = ears.detect(make_table(np.arange(20)), EarsControl())
    for name in ("mu0", "phi", "has_trend"):
        assert np.isnan(getattr(found, name)).all()


def test_rows_that_are_named_are_judged_and_no_others():
    table = make_table(np.random.default_rng(5).poisson(6.0, size=(60, 2)))
    everything = ears.detect(table, EarsControl(method=EarsMethod.C3))
    some = ears.detect(table, EarsControl(method=EarsMethod.C3, rows=(30, 35)))
    assert some.rows.tolist() == [30, 31, 32, 33, 34, 35]
    assert np.array_equal(some.upper_bound, everything.upper_bound[30 - 11 : 36 - 11])


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"baseline": 2}, "baseline", "at least 3 periods"),
        ({"min_sigma": -1.0}, "minSigma", "at least 0"),
        ({"min_sigma": math.nan}, "minSigma", "at least 0"),
        ({"alpha": 0.0}, "alpha", "between 0 and 1"),
        ({"rows": (6, 10)}, "range", "begins with period 8"),
        ({"rows": (10, 30)}, "range", "end with period 30; give a range within that (found “11 to 31”)"),
        ({"baseline": 40}, "", "begins with period 41, and there are counts of 30 periods"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_its_name_in_a_file(changes, field, said):
    with pytest.raises(Unreadable) as raised:
        ears.detect(make_table(np.ones(30)), EarsControl(**changes))
    assert raised.value.where.field == field
    assert said in raised.value.says
