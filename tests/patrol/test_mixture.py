from dataclasses import replace

import pytest

from tests.patrol.a_request import a_request
from vigil.patrol.cover import measure_mixture
from vigil.patrol.mixture import LikelyPlan, Mixture
from vigil.patrol.plan import Round, Stop


def a_mixture(**changes) -> Mixture:
    """Three days in four the unit comes to see people in, and else it stays at home."""
    request = a_request()
    arriving = (Round("unit", (Stop("mosque/arriving", 765, 777),)),)
    plans = (LikelyPlan(0.25, (Round("unit", ()),)), LikelyPlan(0.75, arriving))
    mixture = Mixture(
        request=request,
        plans=plans,
        drawn=1,
        seed=7,
        measures=measure_mixture(request, plans),
        uncovered=(),
        bound=9.0,
        tail_value=10.0,
        entropy_bits=0.811,
        iterations=3,
        columns=2,
        cpu_s=0.1,
        stopped="work",
    )
    return replace(mixture, **changes)


def test_the_gap_is_how_far_the_objective_is_from_the_bound() -> None:
    mixture = a_mixture()
    measures = mixture.measures
    assert measures.value == 10.0
    assert 9.5 < measures.objective < 10.0
    assert mixture.gap == pytest.approx((measures.objective - 9.0) / 10.0)
    dear = replace(measures, max_value=40.0)
    assert a_mixture(measures=dear).gap_of_range == pytest.approx((measures.objective - 9.0) / 40.0)
    assert a_mixture(measures=dear).gap == mixture.gap
    assert a_mixture(bound=measures.objective).gap == a_mixture(bound=measures.objective).gap_of_range == 0.0


def test_where_nothing_is_left_or_nothing_is_of_value_there_is_no_gap() -> None:
    measures = a_mixture().measures
    assert a_mixture(measures=replace(measures, value=0.0)).gap == 0.0
    assert a_mixture(measures=replace(measures, value=0.0, max_value=0.0)).gap_of_range == 0.0


def test_the_likeliest_plan_is_not_always_the_first() -> None:
    assert a_mixture().most_likely == 0.75
