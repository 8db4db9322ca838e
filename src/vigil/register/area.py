"""An area: a borough, district or police force's ground, with its outline."""

from dataclasses import dataclass
from enum import StrEnum


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
