"""The difference between two versions of the rounds, in sentences: who goes where else, and what nobody visits now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vigil.patrol.stored import StoredRound, StoredVisit
from vigil.patrol.words import clock_of


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What changes for one unit, in sentences."""

    unit_id: str
    unit_name: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundChanges:
    """What a new version of the rounds changes: unit by unit, and the visits that nobody makes any more."""

    units: tuple[UnitChange, ...]
    lost: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """True when nothing changes."""
        return not (self.units or self.lost)


def say_changes(before: Sequence[StoredRound], after: Sequence[StoredRound], *, time_zone: str) -> RoundChanges:
    """Say what changes from one version of the rounds to another."""
    old = {walk.unit_id: walk.visits for walk in before}
    units = tuple(
        UnitChange(walk.unit_id, walk.unit_name, says)
        for walk in after
        if (says := _says(old.get(walk.unit_id, ()), walk.visits, time_zone))
    )
    kept = {visit.window_id for walk in after for visit in walk.visits}
    lost = [visit for walk in before for visit in walk.visits if visit.window_id not in kept]
    return RoundChanges(units, tuple(f"Nobody goes to {_told(visit, time_zone)} any more." for visit in lost))


def _says(before: Sequence[StoredVisit], after: Sequence[StoredVisit], zone: str) -> tuple[str, ...]:
    old = {visit.window_id: visit for visit in before}
    new = {visit.window_id: visit for visit in after}
    return (
        *(f"No longer goes to {_told(visit, zone)}." for name, visit in old.items() if name not in new),
        *(f"Also goes to {_told(visit, zone)}." for name, visit in new.items() if name not in old),
        *_moved(old, new, zone),
    )


def _moved(old: Mapping[str, StoredVisit], new: Mapping[str, StoredVisit], zone: str) -> Sequence[str]:
    both = [(old[name], visit) for name, visit in new.items() if name in old]
    return [
        f"Is at {visit.place_name} from {_times(visit, zone)} instead of {_times(was, zone)}."
        for was, visit in both
        if (was.arrive_at, was.depart_at) != (visit.arrive_at, visit.depart_at)
    ]


def _told(visit: StoredVisit, zone: str) -> str:
    return f"{visit.place_name}, {_times(visit, zone)}, people {visit.phase}"


def _times(visit: StoredVisit, zone: str) -> str:
    return f"{clock_of(visit.arrive_at, zone)}–{clock_of(visit.depart_at, zone)}"
