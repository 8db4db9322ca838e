"""When a unit can be sent on a day: its shift, less the time nobody lends it or its crew is short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from vigil.ground.moment import local_day, zone_named
from vigil.register.rota.loan import Loan
from vigil.register.rota.steward import Duty, Steward
from vigil.register.unit import Stretch, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """From when until when a unit can be sent on a day, with how many people; no stretch when it cannot.

    `says` is why it is not sent, or not for its whole shift; empty when all is as usual.
    """

    unit_id: str
    stretch: Stretch | None
    persons: int
    says: str = ""

    @property
    def is_sent(self) -> bool:
        """Whether it can be sent at all."""
        return self.stretch is not None


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who stands in a unit for a stretch: nobody needs to know who."""

    stretch: Stretch
    is_trained: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a shift in which nothing changes."""

    stretch: Stretch
    is_lent: bool
    persons: int
    untrained: int

    def is_enough(self, least: int) -> bool:
        return self.is_lent and self.persons >= least


def who_stands(unit: Unit, duties: Iterable[Duty], stewards: Iterable[Steward]) -> tuple[OnDuty, ...]:
    """Give who stands in a unit, and whether their training is valid on the day their duty begins."""
    by_id, zone = {one.id: one for one in stewards}, zone_named(unit.time_zone)
    return tuple(
        OnDuty(duty.stretch, by_id[duty.steward_id].is_trained(local_day(duty.stretch.from_at, zone)))
        for duty in duties
        if duty.unit_id == unit.id
    )


def find_standing(unit: Unit, on: date, crew: Sequence[OnDuty], loans: Iterable[Loan]) -> Standing:
    """Find when a unit can be sent on a day: the longest stretch of its shift for which it is lent and not short.

    A unit of one's own is lent always, one without a rota has its usual crew always.
    """
    shift = unit.shift_on(on)
    lent = [loan.stretch for loan in loans if loan.unit_id == unit.id]
    parts = _parts(unit, shift, crew, lent)
    runs = _runs(parts, unit.crew.least_persons)
    if not runs:
        return Standing(unit.id, None, 0, _why_not(unit, on, parts))
    best = max(runs, key=lambda run: run[-1].stretch.until_at - run[0].stretch.from_at)
    stretch = Stretch(best[0].stretch.from_at, best[-1].stretch.until_at)
    persons = min(part.persons for part in best)
    return Standing(unit.id, stretch, persons, _why_less(unit, stretch, shift, persons))


def _parts(unit: Unit, shift: Stretch, crew: Sequence[OnDuty], lent: Sequence[Stretch]) -> list[_Part]:
    ends = {moment for one in (*lent, *(duty.stretch for duty in crew)) for moment in (one.from_at, one.until_at)}
    inside = sorted(moment for moment in ends if shift.from_at < moment < shift.until_at)
    parts = []
    for begin, end in pairwise((shift.from_at, *inside, shift.until_at)):
        stretch = Stretch(begin, end)
        there = [duty for duty in crew if duty.stretch.overlaps(stretch)]
        trained = sum(duty.is_trained for duty in there)
        parts.append(
            _Part(
                stretch=stretch,
                is_lent=not unit.lender or any(loan.overlaps(stretch) for loan in lent),
                persons=trained if unit.has_rota else unit.crew.persons,
                untrained=len(there) - trained if unit.has_rota else 0,
            )
        )
    return parts


def _runs(parts: Sequence[_Part], least: int) -> list[list[_Part]]:
    """Give every row of parts, one after the other, in which there is enough."""
    runs: list[list[_Part]] = []
    is_running = False
    for part in parts:
        if not part.is_enough(least):
            is_running = False
        elif is_running:
            runs[-1].append(part)
        else:
            runs.append([part])
            is_running = True
    return runs


def _why_not(unit: Unit, on: date, parts: Sequence[_Part]) -> str:
    day = f"{on:%A} {on.day} {on:%B %Y}"
    if not any(part.is_lent for part in parts):
        return f"It belongs to {unit.lender}, which has not lent it for {day}."
    best = max((part for part in parts if part.is_lent), key=lambda part: part.persons)
    untrained = max(part.untrained for part in parts)
    more = f" {untrained} more on the rota without training that is valid on the day." if untrained else ""
    return f"Its crew is short: {best.persons} of at least {unit.crew.least_persons} on {day}.{more}"


def _why_less(unit: Unit, stretch: Stretch, shift: Stretch, persons: int) -> str:
    if stretch != shift:
        return f"Sent only from {_clock(unit, stretch.from_at)} to {_clock(unit, stretch.until_at)}: {_cause(unit)}."
    if persons < unit.crew.persons:
        return f"{persons} of its usual {unit.crew.persons} people."
    return ""


def _cause(unit: Unit) -> str:
    """Name what may shorten a shift."""
    causes = [f"{unit.lender} lends it"] if unit.lender else []
    causes += ["its crew is large enough"] if unit.has_rota else []
    return "then " + " and ".join(causes)


def _clock(unit: Unit, at: datetime) -> str:
    return f"{at.astimezone(zone_named(unit.time_zone)):%H:%M}"
