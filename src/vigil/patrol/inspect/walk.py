"""What is wrong with one round: who visits, when, for how long, whether it can be driven, and the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vigil.patrol.inspect.asked import Asked, AskedRest, AskedUnit, AskedWindow, Station
from vigil.patrol.inspect.spot import ENDLESS
from vigil.patrol.inspect.told import ToldRound
from vigil.patrol.inspect.way import HAIR, TimedWay, TimedWays


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time between two visits, or between one and the base: when a unit may leave, and when it must be there."""

    way: TimedWay
    leaves: float
    arrives: float

    def drive(self) -> float:
        """Give the least minutes on the way; endless when there is no time for it."""
        return self.way.least_minutes(self.leaves, self.arrives)

    def drive_with(self, rest: AskedRest) -> float:
        """Give the least minutes on the way when the rest is taken before or after it; endless when it cannot be."""
        found = ENDLESS
        rested = max(self.leaves, rest.begins) + rest.minutes
        if rested <= rest.ends + HAIR:
            found = self.way.least_minutes(rested, self.arrives)
        end = min(self.arrives, rest.ends)
        if rest.begins + rest.minutes <= end + HAIR:
            found = min(found, self.way.least_minutes(self.leaves, end - rest.minutes))
        return found


@dataclass(frozen=True, slots=True)
class DriveNeed:
    """The least minutes a unit drives in a row of stretches, and the same with its rest; endless when impossible."""

    plain: float
    rested: float


def drive_need(stretches: Sequence[Stretch], rest: AskedRest | None) -> DriveNeed:
    """Give what a row of stretches asks of a unit."""
    each = [stretch.drive() for stretch in stretches]
    plain = sum(each)
    if rest is None or plain == ENDLESS:
        return DriveNeed(plain, plain)
    return DriveNeed(plain, min(plain - own + s.drive_with(rest) for own, s in zip(each, stretches, strict=True)))


def round_faults(asked: Asked, ways: TimedWays, walk: ToldRound) -> Iterator[str]:
    """Give everything that is wrong with a round, each as a sentence with the stop it is about."""
    unit = asked.units.get(walk.unit)
    if unit is None:
        yield f"unit {walk.unit}: the request has no such unit"
        return
    if unknown := [name for name in walk.windows if name not in asked.windows]:
        yield f"unit {unit.id}: the request has no window {unknown[0]}"
        return
    windows = [asked.windows[name] for name in walk.windows]
    if len(set(walk.windows)) < len(walk.windows):
        yield f"unit {unit.id}: visits a window twice in its round"
    for number, window in enumerate(windows):
        where = f"unit {unit.id}, stop {number + 1} ({window.id})"
        yield from (f"{where}: {why}" for why in _stop_faults(asked, unit, window, _times(walk, number)))
    if windows:
        yield from _way_faults(asked, unit, walk, _stretches(ways, unit, walk, windows))


@dataclass(frozen=True, slots=True)
class StopTimes:
    """When a visit begins and ends."""

    arrive: float
    depart: float


def _times(walk: ToldRound, number: int) -> StopTimes:
    return StopTimes(walk.arrive[number], walk.depart[number])


def _stop_faults(asked: Asked, unit: AskedUnit, window: AskedWindow, stay: StopTimes) -> Iterator[str]:
    says = asked.midnight.says
    if stay.arrive % 1 or stay.depart % 1:
        yield "does not begin and end on whole minutes"
    if abs(stay.depart - stay.arrive - window.visit_minutes) > HAIR:
        yield f"lasts {stay.depart - stay.arrive:g} minutes and not {window.visit_minutes}"
    if stay.arrive < window.opens - HAIR:
        yield f"begins at {says(stay.arrive)}, before the window opens at {says(window.opens)}"
    if stay.depart > window.closes + HAIR:
        yield f"ends at {says(stay.depart)}, after the window closes at {says(window.closes)}"
    if unit.persons < window.min_persons:
        yield f"needs {window.min_persons} people, and the unit is {unit.persons}"
    if missing := sorted(window.skills - unit.skills):
        yield f"needs “{missing[0]}”, and the unit does not have it"


def _stretches(ways: TimedWays, unit: AskedUnit, walk: ToldRound, windows: Sequence[AskedWindow]) -> list[Stretch]:
    stations: list[Station] = [unit.start, *(window.station for window in windows), unit.end]
    leaves = (unit.leaves, *walk.depart)
    arrives = (*walk.arrive, unit.back)
    return [
        Stretch(ways.between(stations[n], stations[n + 1], unit.speed_kmh), leaves[n], arrives[n])
        for n in range(len(leaves))
    ]


def _way_faults(asked: Asked, unit: AskedUnit, walk: ToldRound, stretches: Sequence[Stretch]) -> Iterator[str]:
    says, late = asked.midnight.says, False
    for number, stretch in enumerate(stretches):
        there = stretch.way.arrives(stretch.leaves)
        if there <= stretch.arrives + HAIR:
            continue
        late = True
        if number < len(walk.windows):
            where = f"unit {unit.id}, stop {number + 1} ({walk.windows[number]})"
            yield f"{where}: begins at {says(stretch.arrives)}, but the unit cannot be there before {says(there)}"
        else:
            yield f"unit {unit.id}: is back at {says(there)} and must be back by {says(unit.back)}"
    if not late:
        yield from _limit_faults(unit, drive_need(stretches, unit.rest))


def _limit_faults(unit: AskedUnit, need: DriveNeed) -> Iterator[str]:
    if need.plain > unit.max_drive + HAIR:
        yield f"unit {unit.id}: drives {need.plain:g} minutes and may drive {unit.max_drive:g}"
    elif need.rested == ENDLESS and unit.rest is not None:
        yield f"unit {unit.id}: has no {unit.rest.minutes:g} minutes free for its rest"
    elif need.rested > unit.max_drive + HAIR:
        yield f"unit {unit.id}: with its rest drives {need.rested:g} minutes and may drive {unit.max_drive:g}"
