"""Settling what was read: in which area a place lies, how one without a name is called, and what lies in the sea."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from vigil.ground.point import Point
from vigil.register.area import Area
from vigil.register.import_report import Rejected
from vigil.register.locate import Located, is_swapped, locate
from vigil.register.place import CapacitySource, Community, Place, PlaceUse, unnamed
from vigil.register.read_table import Numbered, Reading
from vigil.register.unit import Unit

RELIGIONS_NAMED: Final = 10
WELL_KNOWN: Final = (CapacitySource.MEASURED, CapacitySource.STATED)


def settle_places(reading: Reading[Place], areas: Sequence[Area], *, anywhere: bool) -> Reading[Place]:
    """Give each place its area and a name; those outside every area are rejected, unless they may be anywhere.

    An outline that holds a place wins over the area its row states.
    """
    located = locate([one.value.point for one in reading.found], areas)
    found: list[Numbered[Place]] = []
    rejected = list(reading.rejected)
    otherwise_stated = 0
    for one, lies in zip(reading.found, located, strict=True):
        place = one.value
        if not lies.area and not anywhere:
            rejected.append(_outside(one.line, place.id, place.point, lies, areas))
            continue
        otherwise_stated += bool(place.area and lies.area and place.area != lies.area)
        found.append(Numbered(one.line, _settled(place, lies)))
    remarks = (*reading.remarks, *_remarks(found, otherwise_stated))
    return Reading(tuple(found), tuple(sorted(rejected, key=lambda row: row.line)), remarks)


def settle_units(reading: Reading[Unit], areas: Sequence[Area], *, anywhere: bool) -> Reading[Unit]:
    """Set aside the units whose base lies outside every area, unless it may be anywhere."""
    if anywhere:
        return reading
    located = locate([one.value.base for one in reading.found], areas)
    settled = tuple(zip(reading.found, located, strict=True))
    found = tuple(one for one, lies in settled if lies.area)
    outside = (_outside(one.line, one.value.id, one.value.base, lies, areas) for one, lies in settled if not lies.area)
    rejected = sorted((*reading.rejected, *outside), key=lambda row: row.line)
    return Reading(found, tuple(rejected), reading.remarks)


def _remarks(found: Sequence[Numbered[Place]], otherwise_stated: int) -> Iterator[str]:
    if otherwise_stated:
        yield f"{otherwise_stated:,} rows state another area than the outline they lie in; the outline was taken."
    religions = Counter(one.value.denomination for one in found if one.value.community is Community.OTHER)
    if religions:
        listed = ", ".join(f"{number:,} of “{religion}”" for religion, number in religions.most_common(RELIGIONS_NAMED))
        more = f" and {len(religions) - RELIGIONS_NAMED:,} more" if len(religions) > RELIGIONS_NAMED else ""
        yield f"Kept as other, and no worship is computed for them: {religions.total():,} rows: {listed}{more}."
    uses = Counter(one.value.use for one in found if one.value.use is not PlaceUse.WORSHIP)
    if uses:
        listed = ", ".join(f"{number:,} as {use}" for use, number in sorted(uses.items()))
        yield f"Not for worship, by name or the column “use”: {listed}. Only their own times count."


def resettle_places(places: Sequence[Place], areas: Sequence[Area]) -> tuple[Place, ...]:
    """Give those of the held places that other outlines put into another area."""
    located = locate([place.point for place in places], areas)
    settled = (
        _settled(replace(place, name="") if place.name == unnamed(place.community, place.area) else place, lies)
        for place, lies in zip(places, located, strict=True)
    )
    return tuple(new for new, old in zip(settled, places, strict=True) if new != old)


def keep_better_capacity(new: Place, held: Place) -> Place:
    """Give a place as newly read, with the capacity held so far when that was measured or stated and this is not."""
    capacity = new.capacity
    if held.capacity.source in WELL_KNOWN and capacity.source not in WELL_KNOWN:
        capacity = held.capacity
    return replace(new, capacity=capacity)


def _settled(place: Place, lies: Located) -> Place:
    area = lies.area or place.area
    name = place.name or unnamed(place.community, area)
    return replace(place, area=area, name=name, police_force=lies.police_force)


def _outside(line: int, known_as: str, point: Point, lies: Located, areas: Sequence[Area]) -> Rejected:
    value = f"{known_as} at {point.lat:g}, {point.lon:g}"
    if not areas:
        return Rejected(line, "lat", value, "this desk holds no area: import outlines first, or say --anywhere")
    if is_swapped(point, areas):
        why = "are lat and lon swapped?"
    else:
        why = "is it in the sea? If not, import its outline first, or say --anywhere"
    reason = (
        f"lies outside every area this desk holds; the nearest is {lies.nearest}, {lies.outside_m / 1000:.0f} km: {why}"
    )
    return Rejected(line, "lat", value, reason)
