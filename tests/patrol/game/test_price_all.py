from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import FRIDAY, a_place, a_unit, a_window
from tests.patrol.game.a_game import a_town
from tests.patrol.game.small_game import every_round, small_requests
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.price_all import MOST_GROUPS, NOTHING_TO_DO, Pricer
from vigil.patrol.game.pricing import price, visit_profits
from vigil.patrol.game.problem import column_of, make_problem
from vigil.patrol.request import Request

WORDS = ("arabic", "french", "urdu")


def many_hours():
    """Give more classes that end at different hours than are looked at each by itself."""
    shifts = (a_unit(f"u{n}", from_minute=720 + n, until_minute=840 + 5 * n) for n in range(MOST_GROUPS + 2))
    return replace(a_town(), units=tuple(shifts))


def many_skills():
    """Give more classes that may do different things than are looked at each by itself."""
    town = a_town()
    windows = tuple(
        replace(window, skills=WORDS[n : n + 1] if n < len(WORDS) else ()) for n, window in enumerate(town.windows)
    )
    units = tuple(
        a_unit(f"u{n}", from_minute=720, until_minute=900, skills=tuple(w for k, w in enumerate(WORDS) if n >> k & 1))
        for n in range(2 ** len(WORDS))
    )
    return replace(town, windows=windows, units=units)


def many_speeds():
    """Give more classes that travel by different speeds than are looked at each by itself."""
    units = (a_unit(f"u{n}", from_minute=720, until_minute=900, speed_kmh=5.0 + 3 * n) for n in range(MOST_GROUPS + 2))
    return replace(a_town(), units=tuple(units))


def hold_to_one_by_one(problem, prices, count=3) -> None:
    together = Pricer(problem).price_all(prices, count)
    assert len(together) == len(problem.classes)
    for one, priced in zip(problem.classes, together, strict=True):
        alone = price(problem, one, prices, count)
        assert priced.bound == pytest.approx(alone.bound, abs=1e-9)
        assert [found.value for found in priced.rounds[:1]] == pytest.approx(
            [found.value for found in alone.rounds[:1]]
        )
        for found in priced.rounds:
            column = column_of(problem, one, found.visits)
            assert found.value == pytest.approx(float(prices[column.bins] @ column.shares))
            assert least_drive(problem, one, found.visits) < np.inf


MANY = [a_town(), many_hours(), many_skills(), many_speeds()]


@pytest.mark.parametrize("request_", MANY, ids=["few", "hours", "skills", "speeds"])
def test_it_finds_what_pricing_class_by_class_finds(request_) -> None:
    problem = make_problem(request_)
    assert len(problem.classes) == len({one.members for one in problem.classes})
    for seed in range(3):
        hold_to_one_by_one(problem, np.random.default_rng(seed).exponential(1.0, problem.bins))


@settings(max_examples=40, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32))
def test_no_round_of_any_class_is_worth_more_than_its_bound(request_, seed) -> None:
    problem = make_problem(request_)
    pricer = Pricer(problem)
    for turn in range(2):  # the second time with what it remembers of the first
        prices = np.random.default_rng(seed + turn).uniform(0, 10, problem.bins)
        for one, priced in zip(problem.classes, pricer.price_all(prices), strict=True):
            columns = [column_of(problem, one, visits) for visits in every_round(problem, one)]
            best = max(float(prices[column.bins] @ column.shares) for column in columns)
            assert priced.bound >= best - 1e-9
            if one.max_drive is None:
                assert priced.bound == pytest.approx(best, abs=1e-9)
                assert max((found.value for found in priced.rounds), default=0.0) == pytest.approx(best, abs=1e-9)


def test_threads_and_repeating_it_change_nothing() -> None:
    problem = make_problem(many_hours())
    prices = np.random.default_rng(1).exponential(1.0, problem.bins)
    first, second = (Pricer(problem, threads).price_all(prices, 4) for threads in (1, 2))
    assert first == second
    pricer = Pricer(problem, 2)
    again = [pricer.price_all(prices, 4) for _ in range(3)]
    assert [[priced.rounds for priced in answer] for answer in again] == [[priced.rounds for priced in first]] * 3


def test_a_class_that_may_do_nothing_is_passed_over() -> None:
    town = a_town(units=2)
    windows = tuple(replace(window, min_persons=2) for window in town.windows)
    units = (replace(town.units[0], persons=1), replace(town.units[1], persons=2))
    problem = make_problem(replace(town, windows=windows, units=units))
    answers = Pricer(problem).price_all(np.ones(problem.bins))
    for one, priced in zip(problem.classes, answers, strict=True):
        assert (priced == NOTHING_TO_DO) == (one.members == (0,))
        assert priced.bound == (0.0 if one.members == (0,) else pytest.approx(priced.rounds[0].value))


def test_where_nobody_may_do_anything_nothing_is_found() -> None:
    town = a_town(units=2)
    problem = make_problem(replace(town, windows=tuple(replace(window, min_persons=9) for window in town.windows)))
    assert Pricer(problem).price_all(np.ones(problem.bins)) == (NOTHING_TO_DO,) * len(problem.classes)


@settings(max_examples=40, deadline=None)
@given(small_requests(limits=True), st.integers(0, 2**32), st.integers(1, 3))
def test_a_glance_bounds_every_round_and_what_is_good_can_be_made(request_, seed, count) -> None:
    problem = make_problem(request_)
    pricer = Pricer(problem)
    rng = np.random.default_rng(seed)
    prices, among = rng.uniform(0, 10, problem.bins), rng.uniform(size=problem.nodes) < 0.7
    for number, (one, glanced) in enumerate(zip(problem.classes, pricer.glance(prices, count), strict=True)):
        worth = {}
        for visits in every_round(problem, one):
            column = column_of(problem, one, visits)
            worth[visits] = float(prices[column.bins] @ column.shares)
        good = pricer.good_round(number, prices, among)
        assert glanced.bound >= max(worth.values()) - 1e-9
        assert len(glanced.rounds) <= count
        for found in (*glanced.rounds, *good.rounds):
            assert found.value == pytest.approx(worth[found.visits])
        inside = [visits for visits in worth if among[problem.visit_node[list(visits)]].all()]
        assert good.bound >= max(worth[visits] for visits in inside) - 1e-9
        assert all(found.visits in inside for found in good.rounds)


def test_a_glance_gives_more_rounds_when_asked_that_begin_at_different_nodes() -> None:
    problem = make_problem(many_hours())
    prices = np.random.default_rng(1).exponential(1.0, problem.bins)
    pricer = Pricer(problem)
    for single, several in zip(pricer.glance(prices), pricer.glance(prices, 4), strict=True):
        assert several.bound == single.bound
        assert set(single.rounds) < set(several.rounds)
        assert len({problem.visit_node[found.visits[0]] for found in several.rounds}) == 4


@settings(max_examples=40, deadline=None)
@given(small_requests(), st.integers(0, 2**32))
def test_where_covering_a_bin_may_cost_rounds_are_worth_what_they_say(request_, seed) -> None:
    problem = make_problem(request_)
    prices = np.random.default_rng(seed).uniform(-10, 10, problem.bins)
    pricer = Pricer(problem)
    for number, (one, glanced) in enumerate(zip(problem.classes, pricer.glance(prices, 3), strict=True)):
        columns = {visits: column_of(problem, one, visits) for visits in every_round(problem, one)}
        worth = {visits: float(prices[column.bins] @ column.shares) for visits, column in columns.items()}
        good = pricer.good_round(number, prices, one.may)
        assert min(glanced.bound, good.bound) >= max(worth.values()) - 1e-4
        for found in (*glanced.rounds, *good.rounds):
            assert found.value == pytest.approx(worth[found.visits])
            assert found.value > 0


def long_hours(seed):
    """A few places close to each other whose doors stay open for long, so that it would pay to go to and fro."""
    rng = np.random.default_rng(seed)
    places = tuple(a_place(f"p{n}", east=float(rng.uniform(-0.01, 0.01))) for n in range(int(rng.integers(2, 5))))
    windows = tuple(
        a_window(
            f"w{n}",
            places[n % len(places)].id,
            opens,
            opens + int(rng.integers(15, 70)),
            visit_minutes=int(rng.integers(3, 15)),
        )
        for n, opens in enumerate(rng.integers(760, 790, len(places) + 1).tolist())
    )
    units = (a_unit("u", from_minute=750, until_minute=850, effect=0.8), a_unit("v", from_minute=755, until_minute=860))
    return Request(day=FRIDAY, places=places, windows=windows, units=units)


def best_of_all(problem, one, prices):
    """Give what the best round is worth, by recursion over where a unit was before."""
    profit = one.effect * visit_profits(prices, problem.share_from, problem.share_bin, problem.share)
    way = problem.least_way[one.profile].astype(int)

    @cache
    def arriving(node, minute, left):
        until = min(problem.last[node], one.home_by - one.home[0][problem.place[node]] - problem.minutes[node])
        starts = range(max(minute, problem.first[node]), until + 1)
        visit = problem.visit_from[node] - problem.first[node]
        return max(
            (profit[visit + start] + onward(node, start + int(problem.minutes[node]), left) for start in starts),
            default=-np.inf,
        )

    @cache
    def onward(node, leaves, left):
        spot = problem.place[node]
        there = (arriving(other, leaves + way[spot, problem.place[other]], left - {other}) for other in left)
        return max(0.0, max(there, default=0.0))

    may = frozenset(np.flatnonzero(one.may).tolist())
    begin = (arriving(node, one.ready + int(one.out[0][problem.place[node]]), may - {node}) for node in may)
    return max(0.0, max(begin, default=0.0))


@pytest.mark.parametrize("seed", range(8))
def test_where_it_would_pay_to_go_to_and_fro_the_best_round_is_still_found(seed) -> None:
    problem = make_problem(long_hours(seed))
    pricer, rng = Pricer(problem), np.random.default_rng(seed)
    for signed in (False, True):
        prices = rng.normal(0, 1, problem.bins) if signed else rng.exponential(1, problem.bins)
        answers = zip(problem.classes, pricer.price_all(prices), pricer.glance(prices), strict=True)
        for one, priced, glanced in answers:
            best = best_of_all(problem, one, prices)
            for found in (priced, price(problem, one, prices)):
                assert found.bound == pytest.approx(best, abs=1e-6)
                assert max((round_.value for round_ in found.rounds), default=0.0) == pytest.approx(best, abs=1e-6)
            assert glanced.bound >= best - 1e-6
