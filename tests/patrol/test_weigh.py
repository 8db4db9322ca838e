import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.patrol.factor import FactorName
from vigil.patrol.surge_factor import Surge
from vigil.patrol.weigh import Stake, Weights, cut_bins, visit_minutes, weigh_session
from vigil.posture.level import ResponseLevel
from vigil.register.worship.session import Phase, Sureness

WEIGHTS = Weights()


def weighed(people=100, level=ResponseLevel.NORMAL, sureness=Sureness.COMPUTED, **more):
    return weigh_session(Stake(people=people, level=level, sureness=sureness, **more), WEIGHTS)


def worth(people, level=ResponseLevel.NORMAL, sureness=Sureness.COMPUTED):
    return weighed(people, level, sureness).value


@given(st.integers(-5, 10**7), st.sampled_from(ResponseLevel), st.sampled_from(Sureness))
def test_a_value_is_bounded(people, level, sureness):
    assert 0 <= worth(people, level, sureness) <= 140


@given(st.integers(-5, 10**7), st.floats(1, 2), st.none() | st.floats(0, 10))
def test_every_factor_is_shown_once_within_its_bounds_and_says_why(people, factor, vulnerability):
    factors = weighed(people, surge=Surge(factor, "A surge."), vulnerability=vulnerability).factors
    assert [one.name for one in factors] == list(FactorName)
    assert all(one.low <= one.value <= one.high and one.says.endswith(".") for one in factors)


def test_a_surge_and_an_assessment_count():
    assert weighed(surge=Surge(1.5, "Much more than expected.")).value == pytest.approx(1.5 * weighed().value)
    assert weighed(vulnerability=1.2).value == pytest.approx(1.2 * weighed().value)
    assert weighed(vulnerability=9.0).value == pytest.approx(1.5 * weighed().value)
    says = {one.name: one.says for one in weighed(surge=Surge(1.5, "Much more than expected.")).factors}
    assert says[FactorName.COMMUNITY] == "Much more than expected."
    assert "not been assessed" in says[FactorName.VULNERABILITY]


@given(st.integers(1, 2000))
def test_more_people_count_more_but_less_than_in_proportion(people):
    assert worth(people) < worth(2 * people) < 2 * worth(people)


def test_a_raised_level_counts_for_more_and_a_doubtful_day_for_less():
    assert worth(400, ResponseLevel.HEIGHTENED) == 2 * worth(400)
    assert worth(400, ResponseLevel.EXCEPTIONAL) == 3 * worth(400)
    assert worth(400, sureness=Sureness.SIGHTING) == worth(400) / 2


def test_known_values():
    assert worth(1000) == pytest.approx(22.387, abs=0.001)
    assert worth(0) == 0.0
    assert worth(9000) == worth(5000)


@given(st.floats(1, 300), st.sampled_from([Phase.ARRIVING, Phase.LEAVING]))
def test_bins_are_about_a_quarter_of_an_hour_and_as_full_as_their_third(length, phase):
    bins = cut_bins(length, phase, WEIGHTS)
    assert abs(length / len(bins) - 15) <= 7.5 or len(bins) == 1
    assert all(0 < full <= 1 for full in bins)


def test_people_come_towards_the_start_and_leave_at_once():
    assert cut_bins(45, Phase.ARRIVING, WEIGHTS) == (0.6, 1.0, 0.9)
    assert cut_bins(45, Phase.LEAVING, WEIGHTS) == (1.0, 0.9, 0.5)
    assert cut_bins(30, Phase.LEAVING, WEIGHTS) == (1.0, 0.5)
    assert cut_bins(10, Phase.ARRIVING, WEIGHTS) == (1.0,)


def test_a_visit_is_longer_where_more_people_are():
    lengths = [visit_minutes(people, 30) for people in (20, 249, 250, 599, 600, 5000)]
    assert lengths == [10, 10, 12, 12, 15, 15]


def test_a_visit_fits_a_short_window_but_is_no_shorter_than_ten_minutes():
    assert [visit_minutes(5000, length) for length in (15, 13, 10, 5)] == [15, 13, 10, 10]
