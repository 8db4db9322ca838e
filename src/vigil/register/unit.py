"""A unit: who can be sent, from where, in which hours, and what they can do."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from vigil.ground.point import Point
from vigil.register.place import Community, Origin


class Travel(StrEnum):
    """How a unit gets about."""

    FOOT = "foot"
    VEHICLE = "vehicle"


class UnitKind(StrEnum):
    """What a unit is."""

    UNARMED = "unarmed"
    ARMED = "armed"
    STEWARD = "steward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit with its base and shift; a shift that ends before it begins runs past midnight.

    `speaks` are language codes (ISO 639), `liaison` the communities it knows. `is_invented` marks demonstration
    units, and every page that shows one says so.
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
