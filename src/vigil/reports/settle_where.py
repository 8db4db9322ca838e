"""Settling where incidents were: the area of a point, the point of a place, areas the register does not know."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from vigil.ground.errors import NotFound
from vigil.ground.point import Point
from vigil.register.area import Area, match_area
from vigil.register.import_report import Rejected
from vigil.register.locate import Located, locate
from vigil.register.place import Place
from vigil.register.read_table import Numbered, Reading
from vigil.reports.incident import Incident

MOST_LINES: Final = 5


@dataclass(frozen=True, slots=True)
class Ground:
    """What the register knows of where things are: outlines, the names of areas, the places that were named."""

    areas: tuple[Area, ...]
    area_names: tuple[str, ...]
    places: Mapping[str, Place]


def settle_where(reading: Reading[Incident], ground: Ground) -> Reading[Incident]:
    """Give each incident its point and area as far as they are known; an unknown place or area is rejected.

    The outline that holds a point wins over the area its row states. A point outside every outline keeps what its
    row states: a report is never lost for being far away.
    """
    meant = _areas_meant({one.value.area for one in reading.found}, ground)
    found: list[Numbered[Incident]] = []
    rejected = list(reading.rejected)
    for one in reading.found:
        incident, area = one.value, meant[one.value.area]
        if incident.place_id and incident.place_id not in ground.places:
            reason = "the register holds no place with this id"
            rejected.append(Rejected(one.line, "place_id", incident.place_id, reason))
        elif isinstance(area, NotFound):
            rejected.append(Rejected(one.line, "area", incident.area, area.says))
        else:
            found.append(Numbered(one.line, _at_its_place(replace(incident, area=area), ground)))
    settled, remarks = _in_their_areas(found, ground)
    return Reading(settled, tuple(sorted(rejected, key=lambda row: row.line)), reading.remarks + remarks)


def _areas_meant(stated: AbstractSet[str], ground: Ground) -> Mapping[str, str | NotFound]:
    """Give for each stated area the one that is meant, or why it is not known; a desk without areas takes any."""
    meant: dict[str, str | NotFound] = {}
    for area in stated:
        try:
            meant[area] = match_area(area, ground.area_names) if area and ground.area_names else area
        except NotFound as unknown:
            meant[area] = unknown
    return meant


def _at_its_place(incident: Incident, ground: Ground) -> Incident:
    if not incident.place_id:
        return incident
    place = ground.places[incident.place_id]
    return replace(incident, point=incident.point or place.point, area=incident.area or place.area)


def _in_their_areas(
    found: Sequence[Numbered[Incident]], ground: Ground
) -> tuple[tuple[Numbered[Incident], ...], tuple[str, ...]]:
    points: dict[Point, Located] = {}
    wanted = list({one.value.point for one in found if one.value.point})
    if ground.areas:
        points = dict(zip(wanted, locate(wanted, ground.areas), strict=True))
    settled: list[Numbered[Incident]] = []
    elsewhere: list[Numbered[Incident]] = []
    otherwise_stated = 0
    for one in found:
        incident = one.value
        lies = points.get(incident.point) if incident.point else None
        if lies and lies.area and incident.area not in {lies.area, lies.police_force}:
            otherwise_stated += bool(incident.area)
            incident = replace(incident, area=lies.area)
        settled.append(Numbered(one.line, incident))
        if lies and not lies.area:
            elsewhere.append(settled[-1])
    return tuple(settled), _remarks(len(elsewhere), otherwise_stated, _look_swapped(elsewhere, ground.areas))


def _look_swapped(elsewhere: Sequence[Numbered[Incident]], areas: Sequence[Area]) -> tuple[int, ...]:
    """Give the lines whose point would lie on known ground if its lat and lon were the other way round."""
    turned = {
        one.line: Point(lat=point.lon, lon=point.lat)
        for one in elsewhere
        if (point := one.value.point) and abs(point.lon) <= 90
    }
    located = locate(tuple(turned.values()), areas)
    return tuple(line for line, lies in zip(turned, located, strict=True) if lies.area)


def _remarks(elsewhere: int, otherwise_stated: int, swapped: Sequence[int]) -> tuple[str, ...]:
    remarks: list[str] = []
    if otherwise_stated:
        remarks.append(
            f"Rows that state another area than the outline they lie in: {otherwise_stated:,}. The outline was taken."
        )
    if elsewhere:
        remarks.append(f"Incidents outside every area this desk holds: {elsewhere:,}. They are kept all the same.")
    if swapped:
        lines = ", ".join(str(line) for line in swapped[:MOST_LINES])
        more = f" and {len(swapped) - MOST_LINES:,} more" if len(swapped) > MOST_LINES else ""
        remarks.append(f"Of these, some would lie in an area if lat and lon were swapped; see lines {lines}{more}.")
    return tuple(remarks)
