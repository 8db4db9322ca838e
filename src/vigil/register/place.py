"""A place of worship: the thing the desk guards."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vigil.ground.point import Point


class Community(StrEnum):
    """The communities whose worship calendar the desk knows; `OTHER` has none computed."""

    MUSLIM = "muslim"
    JEWISH = "jewish"
    CHRISTIAN = "christian"
    SIKH = "sikh"
    HINDU = "hindu"
    BUDDHIST = "buddhist"
    OTHER = "other"


BUILDING_OF: Final[Mapping[Community, str]] = {
    Community.MUSLIM: "mosque",
    Community.JEWISH: "synagogue",
    Community.CHRISTIAN: "church",
    Community.SIKH: "gurdwara",
    Community.HINDU: "mandir",
    Community.BUDDHIST: "temple",
    Community.OTHER: "place of worship",
}
"""What people of each community call the building."""


def unnamed(community: Community, area: str) -> str:
    """Give what a place without a name is called: “Unnamed church, Camden”."""
    return ", ".join(part for part in (f"Unnamed {BUILDING_OF[community]}", area) if part)


class PlaceUse(StrEnum):
    """What a community uses a place for; worship is computed for `WORSHIP` alone, a place's own times hold for all."""

    WORSHIP = "worship"
    SCHOOL = "school"
    BURIAL = "burial ground"
    SHOP = "shop"


class CapacitySource(StrEnum):
    """How we come to know how many people a place holds."""

    MEASURED = "measured"
    STATED = "stated"
    ESTIMATED = "estimated from footprint"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many people a place holds, and how we know; None exactly when the source is UNKNOWN.

    Raises
    ------
    ValueError : a number without a source, a source without a number, or fewer than one person
    """

    people: int | None
    source: CapacitySource

    def __post_init__(self) -> None:
        if (self.people is None) != (self.source is CapacitySource.UNKNOWN):
            raise ValueError(f"capacity {self.people} does not go with source “{self.source}”")
        if self.people is not None and self.people < 1:
            raise ValueError(f"capacity {self.people} is less than one person")


UNKNOWN_CAPACITY = Capacity(None, CapacitySource.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row came from: the file or service, and what it calls the thing."""

    source: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of worship.

    `area` is the finest area it lies in (a borough or district where its outline is held, else the police force's),
    `police_force` the force whose ground that is; both are empty when unknown. `footprint_m2` is what the outline on
    the map encloses: a building, or sometimes its whole plot.
    """

    id: str
    name: str
    community: Community
    point: Point
    origin: Origin
    use: PlaceUse = PlaceUse.WORSHIP
    aliases: tuple[str, ...] = ()
    denomination: str = ""
    address: str = ""
    area: str = ""
    police_force: str = ""
    footprint_m2: float | None = None
    capacity: Capacity = UNKNOWN_CAPACITY
    doors: tuple[str, ...] = ()
    time_zone: str = "Europe/London"
    notes: str = ""
