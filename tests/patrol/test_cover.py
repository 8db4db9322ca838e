from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from vigil.patrol.cover import bin_share, coverage_of, group_shares, measure, measure_mixture, visit_gain
from vigil.patrol.mixture import LikelyPlan
from vigil.patrol.plan import FloorKept, GroupShare, Round, Stop
from vigil.patrol.request import Bin, CoverageRule, FairnessFloor

QUARTER = Bin("b", 780, 795, 10.0)
RULE = CoverageRule(15.0, 0.5)


@pytest.mark.parametrize(
    ("arrive", "depart", "share"),
    [
        (780, 795, 1.0),
        (780, 790, 10 / 15 + 0.5 * 5 / 15),
        (770, 780, 0.5),
        (765, 775, 0.5 * 10 / 15),
        (750, 765, 0.0),
        (795, 810, 0.0),
        (785, 800, 10 / 15),
    ],
)
def test_a_bin_is_covered_while_present_and_half_for_a_while_after(arrive, depart, share):
    assert bin_share(QUARTER, arrive, depart, RULE) == pytest.approx(share)


@given(st.integers(0, 1440), st.integers(1, 60), st.floats(0, 60), st.floats(0, 1))
def test_a_share_is_a_share(arrive, length, residual_minutes, residual):
    assert 0 <= bin_share(QUARTER, arrive, arrive + length, CoverageRule(residual_minutes, residual)) <= 1 + 1e-9


def test_what_a_visit_gains_is_value_times_share():
    window = a_window(opens=780, closes=810, bins=(QUARTER, Bin("c", 795, 810, 4.0)))
    assert visit_gain(window, 780, RULE) == pytest.approx(10 * (12 / 15 + 0.5 * 3 / 15) + 4 * 0.5 * 12 / 15)


def test_visits_add_up_to_at_most_all():
    request = a_request(
        windows=(a_window(opens=780, closes=795, visit_minutes=15, bins=(QUARTER,)),),
        units=(a_unit("a", effect=0.7), a_unit("b", effect=0.7)),
    )
    one = Round("a", (Stop("mosque/arriving", 780, 795),))
    two = Round("b", (Stop("mosque/arriving", 780, 795),))
    assert coverage_of(request, [one]) == {"b": 0.7}
    assert coverage_of(request, [one, two]) == {"b": 1.0}
    assert coverage_of(request, []) == {"b": 0.0}


def two_communities(**changes):
    places = (a_place(), a_place("shul", community="jewish", area="Barnet"))
    windows = (
        a_window(opens=780, closes=795, visit_minutes=15, bins=(Bin("m", 780, 795, 10.0),)),
        a_window("shul/arriving", "shul", 780, 795, visit_minutes=15, bins=(Bin("j", 780, 795, 30.0),)),
    )
    return a_request(places=places, windows=windows, **changes)


VISIT_TO_MOSQUE = (Round("unit", (Stop("mosque/arriving", 780, 795),)),)


def test_a_plan_is_worth_what_it_leaves_to_strike_at():
    measures = measure(two_communities(), VISIT_TO_MOSQUE)
    assert measures.coverage == {"m": 1.0, "j": 0.0}
    assert (measures.value, measures.max_value) == (30.0, 30.0)
    assert measures.mean_coverage == pytest.approx(0.25)
    assert measures.objective == pytest.approx(30 - 0.05 * 30 * 0.25)


def test_floors_are_held_against_the_overall_mean():
    request = two_communities(fairness=(FairnessFloor("community", "*", 0.8), FairnessFloor("area", "Camden", 4.0)))
    assert measure(request, VISIT_TO_MOSQUE).floors == (
        FloorKept("community", "jewish", 0.0, 0.8, False),
        FloorKept("community", "muslim", 4.0, 0.8, True),
        FloorKept("area", "Camden", 4.0, 4.0, True),
    )


def test_each_group_has_its_share():
    request = two_communities()
    assert group_shares(request, {"m": 1.0, "j": 0.0}) == (
        GroupShare("area", "Barnet", 0.0, 0.0),
        GroupShare("area", "Camden", 1.0, 4.0),
        GroupShare("community", "jewish", 0.0, 0.0),
        GroupShare("community", "muslim", 1.0, 4.0),
    )


def test_who_has_nothing_to_protect_is_not_treated_unfairly():
    request = two_communities()
    request = replace(request, places=(*request.places, a_place("empty", community="sikh")))
    shares = {share.name: share for share in group_shares(request, {"m": 1.0, "j": 1.0})}
    assert shares["sikh"] == GroupShare("community", "sikh", 0.0, 1.0)
    assert {share.share for share in group_shares(two_communities(), {"m": 0.0, "j": 0.0})} == {1.0}


def test_nothing_to_protect_is_worth_nothing():
    measures = measure(a_request(windows=()), ())
    assert (measures.value, measures.objective, measures.mean_coverage) == (0.0, 0.0, 0.0)


@given(st.floats(0, 1), st.integers(765, 788))
def test_a_mixture_covers_as_its_plans_do_times_how_likely_each_is(chance, arrive):
    request = a_request()
    busy = (Round("unit", (Stop("mosque/arriving", arrive, arrive + 12),)),)
    mixture = (LikelyPlan(chance, busy), LikelyPlan(1 - chance, (Round("unit", ()),)))
    found, alone = measure_mixture(request, mixture), measure(request, busy)
    assert found.coverage == pytest.approx({name: chance * share for name, share in alone.coverage.items()})
    assert found.mean_coverage == pytest.approx(chance * alone.mean_coverage)
    assert found.value == max(10.0 * (1 - share) for share in found.coverage.values())
    assert measure_mixture(request, (LikelyPlan(1.0, busy),)) == alone
