"""An area: a borough, district or police force's ground, with its outline."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vigil.ground.errors import NotFound
from vigil.register.fold import fold


class AreaKind(StrEnum):
    """What an area is; the first is the finest, and names the places in it."""

    DISTRICT = "district"
    POLICE_FORCE = "police force"


@dataclass(frozen=True, slots=True)
class Area:
    """A named area. `outline` is a GeoJSON geometry (Polygon or MultiPolygon, lon-lat order) as text."""

    id: str
    name: str
    kind: AreaKind
    outline: str
    source: str


@dataclass(frozen=True, slots=True)
class ShippedAreas:
    """Asks for the outlines that come with Vigil, wanted only by a register that holds none."""


@dataclass(frozen=True, slots=True)
class AreaQuery:
    """Asks for areas: of one kind, or all."""

    kind: AreaKind | None = None


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A GeoJSON file of outlines, and which of its properties hold the id and the name."""

    name: str
    content: bytes
    kind: AreaKind
    id_field: str
    name_field: str


def match_area(wanted: str, names: Iterable[str]) -> str:
    """Give the area a person means, whatever the case and accents of what they typed.

    Raises
    ------
    NotFound : there is none of this name; says which names come near
    """
    by_folded = {fold(name): name for name in names}
    found = by_folded.get(fold(wanted))
    if found is not None:
        return found
    near = difflib.get_close_matches(fold(wanted), by_folded, n=3, cutoff=0.6)
    hint = f"Did you mean {' or '.join(by_folded[one] for one in near)}?" if near else ""
    raise NotFound("area", wanted, hint or "`vigil register areas` lists those the desk holds.")
