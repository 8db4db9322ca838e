"""A unit: who can be sent, from where, in which hours, and what they can do."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from vigil.ground.moment import local_moment, zone_named
from vigil.ground.point import Point
from vigil.register.crew import USUAL, Crew
from vigil.register.place import Community, Origin


class Travel(StrEnum):
    """How a unit gets about."""

    FOOT = "foot"
    VEHICLE = "vehicle"


class UnitKind(StrEnum):
    """What a unit is."""

    UNARMED = "unarmed"
    ARMED = "armed"
    FOOT = "foot"
    STEWARD = "steward"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment until another."""

    from_at: datetime
    until_at: datetime

    def overlaps(self, other: "Stretch") -> bool:
        """Say whether the two have any time in common."""
        return self.from_at < other.until_at and other.from_at < self.until_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit with its base and shift; a shift that ends before it begins runs past midnight.

    `speaks` are language codes (ISO 639), `liaison` the communities it knows. `is_invented` marks demonstration
    units, and every page that shows one says so. A unit of a neighbouring force or a partner organisation names its
    `lender`: it is sent only while it is lent. A unit that `has_rota` is sent only when the rota gives it enough
    people whose training is valid.
    """

    id: str
    name: str
    base: Point
    base_name: str
    shift_from: time
    shift_until: time
    travel: Travel
    kind: UnitKind
    time_zone: str
    origin: Origin
    area: str = ""
    speaks: tuple[str, ...] = ()
    liaison: tuple[Community, ...] = ()
    is_invented: bool = False
    crew: Crew = USUAL
    lender: str = ""
    has_rota: bool = False

    @property
    def walks(self) -> bool:
        """Whether it goes on foot."""
        return self.travel is Travel.FOOT or self.kind is UnitKind.FOOT

    def shift_on(self, on: date) -> Stretch:
        """Give its shift that begins on a day by its own clocks; one that runs past midnight ends on the next."""
        zone = zone_named(self.time_zone)
        last_on = on + timedelta(days=int(self.shift_until <= self.shift_from))
        return Stretch(local_moment(on, self.shift_from, zone), local_moment(last_on, self.shift_until, zone))
