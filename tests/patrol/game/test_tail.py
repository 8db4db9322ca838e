import numpy as np
import pytest

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from tests.patrol.game.a_game import visit_at
from vigil.patrol.game.problem import Problem, make_problem
from vigil.patrol.game.tail import tail_value
from vigil.patrol.request import Bin, CoverageRule, Request


def one_bin(window_id: str, place_id: str, opens: int, value: float):
    """A quarter of an hour of which a visit covers four fifths."""
    bins = (Bin(f"{window_id}/0", opens, opens + 15, value),)
    return a_window(window_id, place_id, opens, opens + 15, bins=bins)


def noon_and_later(units: int = 1) -> Request:
    return a_request(
        places=(a_place("a"), a_place("b", east=-0.01)),
        windows=(one_bin("noon", "a", 765, 10.0), one_bin("later", "b", 840, 20.0)),
        units=tuple(a_unit(f"u{n}") for n in range(units)),
        coverage=CoverageRule(0.0, 0.0),
    )


@pytest.fixture(scope="module")
def game() -> tuple[Problem, int, int]:
    problem = make_problem(noon_and_later())
    return problem, visit_at(problem, "noon", 765), visit_at(problem, "later", 840)


def test_who_sees_the_first_stop_strikes_at_what_is_then_left(game) -> None:
    problem, noon, later = game
    # Seen at noon (0.6): of the later bin a fifth is left, 4. Seen to stay in (0.4): all 20 are.
    told = tail_value(problem, [[(noon, later)], [()]], np.array([0.6, 0.4]))
    assert told == pytest.approx(0.6 * 4 + 0.4 * 20)


def test_who_sees_it_does_not_know_more_than_the_first_stop(game) -> None:
    problem, noon, later = game
    # Both begin at noon: the later bin is covered by four fifths in one of the two.
    told = tail_value(problem, [[(noon, later)], [(noon,)]], np.array([0.25, 0.75]))
    assert told == pytest.approx(20 * (1 - 0.25 * 0.8))


def test_nothing_is_left_half_an_hour_after_the_last_bin_has_begun(game) -> None:
    problem, _, later = game
    assert tail_value(problem, [[(later,)]], np.array([1.0])) == 0.0
    assert tail_value(problem, [[()]], np.array([1.0])) == 20.0


def test_a_bin_that_begins_exactly_half_an_hour_later_can_be_struck_at() -> None:
    for begins, left in ((795, 7.0), (794, 0.0)):
        windows = (one_bin("noon", "a", 765, 10.0), one_bin("later", "b", begins, 7.0))
        problem = make_problem(a_request(places=noon_and_later().places, windows=windows))
        assert tail_value(problem, [[(visit_at(problem, "noon", 765),)]], np.array([1.0])) == left


def test_the_unit_that_tells_most_is_followed() -> None:
    problem = make_problem(noon_and_later(units=2))
    noon, later = visit_at(problem, "noon", 765), visit_at(problem, "later", 840)
    plans: list[list[tuple[int, ...]]] = [[(noon,), (later,)], [(noon,), ()]]
    chances = np.array([0.5, 0.5])
    # The first unit is always at noon: the later bin is covered by four fifths every other day, so 12 are left.
    # The second tells which day it is: 0 is left after the later bin has begun, and half the days 20.
    assert tail_value(problem, plans, chances) == pytest.approx(12.0)
    assert tail_value(problem, [plan[::-1] for plan in plans], chances) == pytest.approx(12.0)


def test_nobody_to_follow_tells_nothing() -> None:
    problem = make_problem(noon_and_later(units=0))
    assert tail_value(problem, [[]], np.array([1.0])) == 0.0
