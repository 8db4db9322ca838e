"""How many people are expected at a service: what the place says, or its capacity times a usual share."""

from dataclasses import dataclass
from typing import Final

from vigil.register.place import CapacitySource, Community, Place
from vigil.register.worship.rules import WorshipRules
from vigil.register.worship.service import Service
from vigil.register.worship.session import Attendance, Sureness

_HOUSES: Final = {
    Community.MUSLIM: "mosque",
    Community.JEWISH: "synagogue",
    Community.CHRISTIAN: "church",
    Community.SIKH: "gurdwara",
    Community.HINDU: "temple",
    Community.BUDDHIST: "centre",
    Community.OTHER: "place",
}
_STATED_SPREAD: Final = 0.3
_FOOTPRINT_SPREAD: Final = 0.4
"""A footprint may be the whole plot or one hall of two."""


@dataclass(frozen=True, slots=True)
class _Room:
    people: int
    low: float
    high: float
    basis: str


def expected_attendance(place: Place, service: Service, rules: WorshipRules) -> Attendance:
    """Give how many are expected, between which bounds, and from what; the low bound of an uncertain day is nobody."""
    if service.stated_people is not None:
        stated = service.stated_people
        return _between(stated, stated * (1 - _STATED_SPREAD), stated * (1 + _STATED_SPREAD), "stated by the place")
    room = _room(place, rules)
    share = rules.shares.get(service.kind, rules.other_share)
    low = 0.0 if service.sureness is Sureness.SIGHTING else room.low * share.low
    return _between(
        room.people * share.usual, low, room.high * share.high, f"{room.basis} × {share.usual:g} {share.when}"
    )


def _room(place: Place, rules: WorshipRules) -> _Room:
    capacity = place.capacity
    if capacity.people is None:
        typical = rules.typical_capacity[place.community]
        basis = f"no capacity known, a typical {_HOUSES[place.community]}’s {typical.people}"
        return _Room(typical.people, typical.low, typical.high, basis)
    spread = _FOOTPRINT_SPREAD if capacity.source is CapacitySource.ESTIMATED else 0.0
    basis = f"capacity {capacity.people:,} ({capacity.source})"
    return _Room(capacity.people, capacity.people * (1 - spread), capacity.people * (1 + spread), basis)


def _between(usual: float, low: float, high: float, basis: str) -> Attendance:
    people = max(1, round(usual))
    return Attendance(people=people, low=min(people, int(low)), high=max(people, round(high)), basis=basis)
