"""Repairing the rounds of a day under way: whoever is near goes where presence is worth most, from where they are."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vigil.patrol.check import find_breaches
from vigil.patrol.cover import coverage_of
from vigil.patrol.game.problem import make_problem, rounds_for_request
from vigil.patrol.plan import Round
from vigil.patrol.repair.difference import Difference, find_difference
from vigil.patrol.repair.near import Group, find_groups
from vigil.patrol.repair.reprice import Stakes, reprice
from vigil.patrol.repair.rest_of_day import RestOfDay, find_rest_of_day
from vigil.patrol.request import Request
from vigil.patrol.travel import travel_times

WORK: Final = 20_000
"""Steps of pricing after which the search at random ends: some tens of milliseconds."""

CALM: Final = 0.5
"""A round that could stay changes only for half a visit more: every change must be told and heard."""

LOOKED_AT_ONCE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRule:
    """What is to be repaired: from when on, without whom, at which prices.

    `prices` says what covering each bin wholly is worth, by its id; those not named are worth their value. `new` names
    windows that nobody knew when the rounds were made. A round that can stay as it is changes only for as much more as
    `calm` visits are worth, as visits go today, and only for what was lost or is new; 0 takes whatever is better. Units
    that have `joined` since are sent wherever they are of use.
    """

    at_minute: float
    out: AbstractSet[str] = frozenset()
    new: AbstractSet[str] = frozenset()
    prices: Mapping[str, float] | None = None
    calm: float = 0.0
    joined: AbstractSet[str] = frozenset()
    seed: int = 1
    work: int = WORK


@dataclass(frozen=True, slots=True)
class Repaired:
    """The rounds of the whole day, with what was done already, one for each unit; and what changes."""

    rounds: tuple[Round, ...]
    difference: Difference


def repair_rounds(request: Request, rounds: Sequence[Round], rule: RepairRule) -> Repaired:
    """Give new rounds for the rest of a day; what was done stays, and who is out does no more.

    `request` is what is asked of the whole day now, `rounds` are today's, as they were told.
    """
    rest = find_rest_of_day(request, tuple(rounds), rule.at_minute, rule.out)
    ahead = {walk.unit_id: walk for walk in rest.ahead}
    focus = _focus(request, rounds, rest, rule)
    for group in find_groups(rest, focus, rule.at_minute, rule.joined if rule.calm else None):
        ahead |= {walk.unit_id: walk for walk in _repaired(request, rest, ahead, group, rule)}
    whole = tuple(
        Round(walk.unit_id, (*walk.stops, *(ahead[walk.unit_id].stops if walk.unit_id in ahead else ())))
        for walk in rest.done
    )
    _refuse_breaches(request, whole)
    return Repaired(whole, find_difference(request, rounds, whole))


def _focus(request: Request, rounds: Sequence[Round], rest: RestOfDay, rule: RepairRule) -> frozenset[str]:
    """Give the windows that somebody was to visit and no longer does, or can no longer as planned, and the new ones."""
    windows = request.window_by_id
    still = {(walk.unit_id, stop) for walk in (*rest.done, *rest.ahead) for stop in walk.stops}
    lost = {stop.window_id for walk in rounds for stop in walk.stops if (walk.unit_id, stop) not in still}
    late = {
        stop.window_id
        for walk in rest.ahead
        for stop in walk.stops
        if stop.arrive_minute < windows[stop.window_id].opens_minute
        or stop.depart_minute > windows[stop.window_id].closes_minute
    }
    return frozenset(lost | late | rule.new) & windows.keys()


def _repaired(
    request: Request, rest: RestOfDay, ahead: Mapping[str, Round], group: Group, rule: RepairRule
) -> tuple[Round, ...]:
    """Give the new rounds of a group's units, given what is done and what all others will do."""
    names = [rest.request.units[number].id for number in group.units]
    windows = tuple(window for window in rest.request.windows if window.id in group.windows)
    places = {window.place_id for window in windows}
    sub = replace(
        rest.request,
        places=tuple(place for place in rest.request.places if place.id in places),
        windows=windows,
        units=tuple(rest.request.units[number] for number in group.units),
        fairness=(),
    )
    problem = make_problem(sub)
    others = [*rest.done, *(walk for name, walk in ahead.items() if name not in names)]
    covered = _covered(request, others, group.windows)
    prices = {} if rule.prices is None else rule.prices
    done = {walk.unit_id: frozenset(stop.window_id for stop in walk.stops) for walk in rest.done}
    priced = np.array([prices.get(name, worth) for name, worth in zip(problem.bin_ids, problem.value, strict=True)])
    stakes = Stakes(
        prices=priced,
        covered=np.array([covered[name] for name in problem.bin_ids]),
        barred=[done[name] for name in names],
        seed=rule.seed,
        work=rule.work,
        sought=group.sought,
        clear=rule.calm
        * _worth_of_a_visit(sub, [ahead[name] for name in names], dict(zip(problem.bin_ids, priced, strict=True))),
    )
    return rounds_for_request(problem, reprice(problem, [ahead[name] for name in names], stakes))


def _worth_of_a_visit(request: Request, rounds: Sequence[Round], prices: Mapping[str, float]) -> float:
    """Give what a visit of some rounds is worth on average; of a round that is none, nothing."""
    covered = coverage_of(request, rounds)
    visits = sum(len(walk.stops) for walk in rounds)
    return sum(prices[name] * share for name, share in covered.items()) / max(1, visits)


def _covered(request: Request, rounds: Sequence[Round], names: AbstractSet[str]) -> Mapping[str, float]:
    """Give what rounds cover of the bins of some windows."""
    some = replace(request, windows=tuple(window for window in request.windows if window.id in names))
    cut = [Round(walk.unit_id, tuple(s for s in walk.stops if s.window_id in names)) for walk in rounds]
    return coverage_of(some, cut)


def _refuse_breaches(request: Request, rounds: tuple[Round, ...]) -> None:
    """Look at every round once more, from what is asked of the whole day; few at a time, whose ways are soon known."""
    windows, places = request.window_by_id, request.place_by_id
    for first in range(0, len(rounds), LOOKED_AT_ONCE):
        some = rounds[first : first + LOOKED_AT_ONCE]
        visited = [windows[name] for name in dict.fromkeys(stop.window_id for walk in some for stop in walk.stops)]
        seen = replace(
            request,
            places=tuple(places[name] for name in dict.fromkeys(window.place_id for window in visited)),
            windows=tuple(visited),
            units=request.units[first : first + LOOKED_AT_ONCE],
            max_visits_per_place=None,
        )
        breaches = [said for said in find_breaches(seen, travel_times(seen), some) if "visited twice" not in said]
        if breaches:
            raise RuntimeError(f"the repair broke a rule: {breaches[0]}")
