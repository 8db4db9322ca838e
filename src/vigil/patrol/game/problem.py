"""A request as arrays: what the game's masters and its pricing count with.

Everything stands in an order that does not depend on ids or on how the request lists things, so that a place, unit or
window that is called otherwise gets the same plan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vigil.ground.compiled import compiled
from vigil.patrol.detour import Outing, knows_no_detour
from vigil.patrol.game.fair import Floors, find_floors
from vigil.patrol.game.unit_class import ShortArray, UnitClass, find_classes, short
from vigil.patrol.plan import Round, Stop
from vigil.patrol.reach import Reach, find_reach, first_start, last_start
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.travel import TravelTimes, travel_times

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
NumberArray = NDArray[np.int32]
BoolArray = NDArray[np.bool_]

Visits = tuple[int, ...]
"""A round of a class: its visits in order, by their numbers; none when it stays at home."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Problem:
    """A request as arrays.

    Node: a window that somebody can reach. `windows` gives its number in the request, `place` that of its place (0 to
    places - 1), `first` and `last` the whole minutes between which a visit may begin, `minutes` how long it takes; all
    of shape (nodes,). Nodes stand by `last`, latest first.

    Visit: a node and the minute at which the visit begins, as one number. Those of node j are `visit_from[j]` up to
    `visit_from[j + 1]` (shape (nodes + 1,)), one for each minute from `first[j]` to `last[j]`. `visit_node` and
    `visit_minute`, shape (visits,), say it the other way round.

    Bin: all bins of the request, those of nodes first, node by node: `bin_from[j]` up to `bin_from[j + 1]` (shape
    (nodes + 1,)), then those out of reach. `bin_ids` names them; `value` is what each is worth; `weight` what covering
    it wholly takes off the objective: value_of_coverage × max_value × value / Σ value. `is_open`, shape (bins,), says
    that at least one visit that some unit can make covers some of it; what is not open pins the request's value.

    Share: what a visit by a unit of full effect covers. Those of visit i are `share_from[i]` up to `share_from[i + 1]`
    (shape (visits + 1,)): `share_bin` says of which bin, `share` how much (0 to 1). A round visits a node once at most,
    so its shares simply add up, times the effect of the class.

    `way` is the travel in minutes, one array for each profile of shape (slots, places, places); slot s begins at minute
    `slot_from[s]`; `least_way` is the least of all slots, shape (places, places). `classes` are the units, `floors` the
    fairness floors.
    """

    request: Request
    times: TravelTimes
    reach: Reach
    windows: IntArray
    place: NumberArray
    first: NumberArray
    last: NumberArray
    minutes: NumberArray
    visit_from: NumberArray
    visit_node: NumberArray
    visit_minute: NumberArray
    bin_from: NumberArray
    bin_ids: tuple[str, ...]
    value: FloatArray
    weight: FloatArray
    is_open: BoolArray
    share_from: NumberArray
    share_bin: NumberArray
    share: FloatArray
    slot_from: IntArray
    way: tuple[ShortArray, ...]
    least_way: tuple[ShortArray, ...]
    classes: tuple[UnitClass, ...]
    floors: Floors

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.place)

    @property
    def bins(self) -> int:
        """How many bins there are, with those out of reach."""
        return len(self.value)

    @property
    def pinned(self) -> float:
        """The value that no mixture can get below: that of the dearest bin that nobody can cover."""
        shut = self.value[~self.is_open]
        return float(shut.max()) if len(shut) else 0.0

    @property
    def units(self) -> tuple[int, ...]:
        """For each unit in the game's order the number of its class."""
        return tuple(number for number, one in enumerate(self.classes) for _ in one.members)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The bins that a round covers, ascending, and how much of each (above 0, at most 1)."""

    bins: NumberArray
    shares: FloatArray


def make_problem(request: Request) -> Problem:
    """Give a request as arrays."""
    times = travel_times(request)
    reach = find_reach(request, times)
    windows, others = _in_order(request, reach)
    where = _where(request)
    # Not by way of a set: its order is another in every run.
    places = sorted(dict.fromkeys(window.place_id for window in windows), key=lambda name: where[name])
    spots = np.array([times.place_spot[name] for name in places], dtype=np.int64)
    place = {name: number for number, name in enumerate(places)}
    index = {window.id: number for number, window in enumerate(request.windows)}
    first = _numbers(first_start(window) for window in windows)
    minutes = _numbers(window.visit_minutes for window in windows)
    visit_from = _offsets(last_start(window) - first_start(window) + 1 for window in windows)
    visit_node = _numbers(np.repeat(np.arange(len(windows)), np.diff(visit_from)))
    visit_minute = _numbers(np.arange(len(visit_node)) - visit_from[visit_node] + first[visit_node])
    bin_from = _offsets(len(window.bins) for window in windows)
    parts = [part for window in (*windows, *others) for part in window.bins]
    value = np.array([part.value for part in parts], dtype=np.float64)
    edges = np.array([(part.from_minute, part.to_minute) for part in parts], dtype=np.float64).reshape(-1, 2)
    rule = np.array([request.coverage.residual_minutes, request.coverage.residual], dtype=np.float64)
    share_from, share_bin, share = visit_shares(visit_node, visit_minute, minutes, (bin_from, edges, rule))
    way = tuple(short(table[:, spots[:, None], spots[None, :]]) for table in times.slot_minutes)
    problem = Problem(
        request=request,
        times=times,
        reach=reach,
        windows=np.array([index[window.id] for window in windows], dtype=np.int64),
        place=_numbers(place[window.place_id] for window in windows),
        first=first,
        last=_numbers(last_start(window) for window in windows),
        minutes=minutes,
        visit_from=visit_from,
        visit_node=visit_node,
        visit_minute=visit_minute,
        bin_from=bin_from,
        bin_ids=tuple(part.id for part in parts),
        value=value,
        weight=request.value_of_coverage * request.max_value * value / max(float(value.sum()), 1e-300),
        is_open=np.zeros(len(value), dtype=np.bool_),
        share_from=share_from,
        share_bin=share_bin,
        share=share,
        slot_from=times.slot_from,
        way=way,
        least_way=tuple(table[0] if len(table) == 1 else table.min(axis=0) for table in way),
        classes=find_classes(request, times, spots, windows),
        floors=find_floors(request, (*windows, *others)),
    )
    _open_bins(problem)
    return problem


def column_of(problem: Problem, one: UnitClass, visits: Visits) -> Column:
    """Give what a round of a class covers."""
    cells = [slice(problem.share_from[visit], problem.share_from[visit + 1]) for visit in visits]
    if not cells:
        return Column(np.zeros(0, dtype=np.int32), np.zeros(0))
    bins = np.concatenate([problem.share_bin[cell] for cell in cells])
    shares = np.concatenate([problem.share[cell] for cell in cells]) * one.effect
    order = np.argsort(bins, kind="stable")
    order = order[shares[order] > 0]
    return Column(bins[order], shares[order])


def coverage_of_rounds(problem: Problem, rounds: Sequence[Visits]) -> FloatArray:
    """Give what one plan covers of each bin (0 to 1), from a round for each unit in the order of `Problem.units`."""
    covered = np.zeros(problem.bins)
    for number, visits in zip(problem.units, rounds, strict=True):
        column = column_of(problem, problem.classes[number], visits)
        covered[column.bins] += column.shares
    return np.minimum(1.0, covered)


def rounds_for_request(problem: Problem, rounds: Sequence[Visits]) -> tuple[Round, ...]:
    """Give the rounds as the request has them, from those in the order of `Problem.units`."""
    by_unit: list[Round] = [Round(unit.id, ()) for unit in problem.request.units]
    members = [member for one in problem.classes for member in one.members]
    for member, visits in zip(members, rounds, strict=True):
        by_unit[member] = Round(problem.request.units[member].id, tuple(_stop(problem, visit) for visit in visits))
    return tuple(by_unit)


def visits_alone(problem: Problem, one: UnitClass) -> BoolArray:
    """Say which visits a unit of a class could make, alone or by way of others, shape (visits,).

    Its rest is not looked at: it may say yes too often, and never no too often.
    """
    place = problem.place[problem.visit_node]
    there = arrivals(problem, np.full(len(one.out[0]), one.ready, dtype=np.int64), one.out)[place]
    leaves = problem.visit_minute + problem.minutes[problem.visit_node]
    back = arrivals(problem, leaves.astype(np.int64), one.home[:, place])
    fits: BoolArray = (there <= problem.visit_minute) & (back <= one.home_by) & one.may[problem.visit_node]
    if one.max_drive is not None:
        fits &= (one.out.min(axis=0) + one.home.min(axis=0))[place] <= one.max_drive
    if knows_no_detour(problem.request.travel) or fits.sum() == one.may[problem.visit_node].sum():
        return fits
    outing = Outing(
        ready=one.ready,
        home_by=one.home_by,
        rest=None,
        max_drive=np.inf if one.max_drive is None else one.max_drive,
        place=problem.place.astype(np.int64),
        first=problem.first.astype(np.int64),
        last=np.where(one.may, problem.last, problem.first - 1).astype(np.int64),
        minutes=problem.minutes.astype(np.int64),
        slot_from=problem.slot_from,
        way=problem.way[one.profile],
        out=one.out.astype(np.int64),
        home=one.home.astype(np.int64),
    )
    node, minute = problem.visit_node, problem.visit_minute
    if not (outing.may_be_near[node] & ~fits).any():
        return fits
    in_time = (outing.earliest[1][node] <= minute) & (minute <= outing.latest[1][node])
    return fits | (in_time & outing.may_drive_to[node])


def arrivals(problem: Problem, leaves: IntArray, way: ShortArray) -> IntArray:
    """Give the earliest arrivals of who may leave from minutes on, shape (n,), by ways of shape (slots, n)."""
    best = np.full(leaves.shape, np.iinfo(np.int64).max)
    for slot, begins in enumerate(problem.slot_from):
        ends = problem.slot_from[slot + 1] if slot + 1 < len(problem.slot_from) else np.inf
        off = np.maximum(leaves, begins)
        best = np.where(off < ends, np.minimum(best, off + way[slot]), best)
    return best


@compiled
def visit_shares(
    visit_node: NumberArray,
    visit_minute: NumberArray,
    minutes: NumberArray,
    cover: tuple[NumberArray, FloatArray, FloatArray],
) -> tuple[NumberArray, NumberArray, FloatArray]:
    """Give `share_from`, `share_bin` and `share` as `Problem` has them.

    Parameters
    ----------
    visit_node, visit_minute : shape (visits,); minutes : shape (nodes,), of a visit
    cover : `bin_from`, shape (nodes + 1,); from and to of each bin, shape (bins, 2); residual minutes and residual
    """
    bin_from, edges, rule = cover
    share_from = np.zeros(len(visit_node) + 1, dtype=np.int32)
    most = 0
    for visit in range(len(visit_node)):
        most += bin_from[visit_node[visit] + 1] - bin_from[visit_node[visit]]
    share_bin = np.zeros(most, dtype=np.int32)
    share = np.zeros(most, dtype=np.float64)
    found = 0
    for visit in range(len(visit_node)):
        node = visit_node[visit]
        arrive = visit_minute[visit]
        depart = arrive + minutes[node]
        for part in range(bin_from[node], bin_from[node + 1]):
            begins, ends = edges[part, 0], edges[part, 1]
            present = max(0.0, min(ends, depart) - max(begins, arrive))
            after = max(0.0, min(ends, depart + rule[0]) - max(begins, depart))
            covered = (present + rule[1] * after) / (ends - begins)
            if covered > 0:
                share_bin[found] = part
                share[found] = covered
                found += 1
        share_from[visit + 1] = found
    return share_from, share_bin[:found].copy(), share[:found].copy()


def _in_order(request: Request, reach: Reach) -> tuple[tuple[PlanWindow, ...], tuple[PlanWindow, ...]]:
    """Give the windows that somebody can reach, and the others, each in an order that does not depend on names."""
    where = _where(request)

    def key(window: PlanWindow) -> tuple[object, ...]:
        bins = tuple((part.from_minute, part.to_minute, part.value) for part in window.bins)
        needs = (window.min_persons, len(window.skills), len(reach.units.get(window.id, ())))
        hours = (first_start(window), window.visit_minutes, window.opens_minute, window.closes_minute)
        return (-last_start(window), where[window.place_id], hours, needs, bins)

    ordered = sorted(request.windows, key=key)
    return (
        tuple(window for window in ordered if window.id in reach.units),
        tuple(window for window in ordered if window.id not in reach.units),
    )


def _where(request: Request) -> dict[str, tuple[float, float, str, str]]:
    """Give where places are; those at one spot are told apart by what a floor may ask for them."""
    return {place.id: (place.point.lat, place.point.lon, place.community, place.area) for place in request.places}


def _open_bins(problem: Problem) -> None:
    """Mark the bins that at least one visit that some unit can make covers."""
    can = np.zeros(len(problem.visit_node), dtype=np.bool_)
    for one in problem.classes:
        if one.effect > 0:
            can |= visits_alone(problem, one)
    problem.is_open[problem.share_bin[np.repeat(can, np.diff(problem.share_from))]] = True


def _stop(problem: Problem, visit: int) -> Stop:
    node = problem.visit_node[visit]
    window = problem.request.windows[problem.windows[node]]
    minute = int(problem.visit_minute[visit])
    return Stop(window.id, minute, minute + window.visit_minutes)


def _numbers(values: Iterable[int] | IntArray) -> NumberArray:
    return np.array(values if isinstance(values, np.ndarray) else list(values), dtype=np.int32)


def _offsets(lengths: Iterable[int]) -> NumberArray:
    return np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(_numbers(lengths), dtype=np.int32)])
