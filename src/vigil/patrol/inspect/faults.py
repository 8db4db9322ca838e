"""Everything that is wrong with a plan: where it stands and what it is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.inspect.asked import Asked
from vigil.patrol.inspect.chances import cap_faults, chance_faults, entropy_bits
from vigil.patrol.inspect.figures import coverage_faults, fairness_faults, figure_faults, see, tail_value
from vigil.patrol.inspect.present import coverage_by_plan
from vigil.patrol.inspect.reached import fewest_plans, out_of_reach, within_reach
from vigil.patrol.inspect.read_asked import read_asked
from vigil.patrol.inspect.read_told import read_told
from vigil.patrol.inspect.told import Told, ToldPlan, ToldRound
from vigil.patrol.inspect.walk import round_faults
from vigil.patrol.inspect.way import HAIR, TimedWays

TINY: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the check found: every fault as a line, and one sentence that says what was looked at."""

    faults: tuple[str, ...]
    summary: str


def inspect_plan(request: bytes, plan: bytes, request_name: str, plan_name: str) -> Inspection:
    """Check a plan against its request, both as the bytes of their JSON files.

    Raises
    ------
    Unreadable : either is not JSON, or a field of it is missing or will not do
    """
    asked = read_asked(request, request_name)
    told = read_told(plan, plan_name, asked.midnight)
    return Inspection(tuple(find_faults(asked, told)), _summary(asked, told))


def find_faults(asked: Asked, told: Told) -> Iterator[str]:
    """Give everything that is wrong with a plan, one line each."""
    rounds = tuple(_round_faults(asked, told))
    yield from rounds
    yield from chance_faults(asked, told)
    yield from _cap_faults(asked, told)
    yield from _reach_faults(asked, told)
    if any(walk.unit not in asked.units or set(walk.windows) - set(asked.windows) for walk in _all_rounds(told)):
        yield "the figures cannot be worked out, since the rounds name what is not there"
        return
    yield from _figure_faults(asked, told, coverage_by_plan(asked, told.plans))


def _all_rounds(told: Told) -> dict[ToldRound, int]:
    """Give every different round with the number of the first plan it is in."""
    found: dict[ToldRound, int] = {}
    for number, plan in enumerate(told.plans):
        for walk in plan.rounds:
            found.setdefault(walk, number)
    return found


def _round_faults(asked: Asked, told: Told) -> Iterator[str]:
    for number, plan in enumerate(told.plans):
        if sorted(walk.unit for walk in plan.rounds) != sorted(asked.units):
            yield f"plan {number}: its rounds are not one for each unit"
        if told.is_single:
            yield from (f"plan {number}: {why}" for why in _crowded(asked, plan))
    ways = TimedWays(asked.travel)
    for walk, number in _all_rounds(told).items():
        yield from (f"plan {number}, {why}" for why in round_faults(asked, ways, walk))


def _crowded(asked: Asked, plan: ToldPlan) -> Iterator[str]:
    names = (name for walk in plan.rounds for name in walk.windows if name in asked.windows)
    visits = Counter(asked.windows[name].station.id for name in names)
    for place, count in visits.items():
        if count > asked.max_visits:
            yield f"place {place}: {count} visits, and at most {asked.max_visits:g} were asked for"


def _cap_faults(asked: Asked, told: Told) -> Iterator[str]:
    """Give plans above the cap, unless there may be too few different plans to keep it."""
    if told.is_single:
        return
    above = tuple(cap_faults(asked.plan_cap, told.plans))
    if above and fewest_plans(asked, TimedWays(asked.travel, -HAIR)) * asked.plan_cap >= 1:
        yield from above


def _reach_faults(asked: Asked, told: Told) -> Iterator[str]:
    """Give windows wrongly called unreachable or reachable; where rounding decides, both are right."""
    said = set(told.unreachable)
    for name in sorted(out_of_reach(asked, TimedWays(asked.travel)) - said):
        yield f"unreachable: {name} is missing, and no unit can visit it"
    yield from (f"unreachable: {name} is no window of the request" for name in sorted(said - set(asked.windows)))
    for name in sorted(within_reach(asked, TimedWays(asked.travel, -HAIR), said)):
        yield f"unreachable: {name} can be visited"


def _figure_faults(asked: Asked, told: Told, by_plan: FloatArray) -> Iterator[str]:
    sight = see(asked, np.array([plan.probability for plan in told.plans]) @ by_plan)
    yield from coverage_faults(asked, told, sight)
    yield from figure_faults(asked, told, sight)
    yield from fairness_faults(asked, told, sight)
    if told.is_single:
        return
    figures = {"entropy_bits": entropy_bits(told.plans), "tail_value": tail_value(told.plans, by_plan, sight)}
    for name, figure in figures.items():
        said = told.figures[name]
        if said is None or abs(said - figure) > TINY * max(1.0, figure):
            yield f"“{name}” is said to be {said} and is {figure:.12g}"


def _summary(asked: Asked, told: Told) -> str:
    visits = sum(
        len(walk.windows) for walk in told.plans[told.drawn if 0 <= told.drawn < len(told.plans) else 0].rounds
    )
    many = "1 plan" if len(told.plans) == 1 else f"{len(told.plans)} plans"
    gap = told.figures["gap"]
    proved = (
        "its bound proves nothing" if gap is not None and gap > 1 else f"at most {gap or 0:.2%} from the best there is"
    )
    short = "" if told.is_single or gap is None else f"; {proved}"
    return (
        f"{many}, {len(asked.units)} units, {visits} visits in the one drawn; value {told.figures['value']:.6g}{short}"
    )
