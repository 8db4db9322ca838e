"""What can be asked of the register: import, search, count, and who gathers on a day."""

from collections.abc import Sequence
from importlib import resources
from typing import Final

from vigil.desk.desk import Desk
from vigil.ground.point import distance_m
from vigil.register import store
from vigil.register.area import Area, AreaFile, AreaKind, AreaQuery, ShippedAreas, match_area
from vigil.register.change import list_changes, reconcile_area, reconcile_place, reconcile_unit
from vigil.register.change_times import change_times
from vigil.register.import_report import ImportReport
from vigil.register.place import Place, PlaceUse
from vigil.register.query import (
    Day,
    DayQuery,
    FoundPlace,
    Gathering,
    PlaceId,
    PlacePage,
    PlaceQuery,
    RegisterCount,
    RegisterQuery,
    TimesFile,
    UnitQuery,
)
from vigil.register.read_areas import read_areas
from vigil.register.read_place_file import read_place_file
from vigil.register.read_places import PlaceFile
from vigil.register.read_table import read_table
from vigil.register.read_units import UnitFile, read_units
from vigil.register.settle import resettle_places, settle_places, settle_units
from vigil.register.twin import find_twins
from vigil.register.unit import Unit
from vigil.register.worship.calendar import sessions_for
from vigil.register.worship.read_own_times import read_own_times

ROWS_AT_ONCE: Final = 5_000

SHIPPED: Final = (
    ("london_boroughs_2013.geojson", AreaKind.DISTRICT, "lad13cd", "lad13nm"),
    ("police_force_areas_ew_2020.geojson", AreaKind.POLICE_FORCE, "pfa20cd", "pfa20nm"),
)


def add_shipped_areas(desk: Desk, _asked: ShippedAreas) -> int:
    """Load the outlines of London's boroughs and of police forces, if the register holds no area; give how many."""
    if store.count_areas(desk.connection):
        return 0
    data = resources.files("vigil.register") / "data"
    areas: list[Area] = []
    for name, kind, id_field, name_field in SHIPPED:
        file = AreaFile(name, (data / name).read_bytes(), kind, id_field, name_field)
        areas += (area.value for area in read_areas(file).found)
    store.add_areas(desk.connection, areas)
    _resettle(desk)
    return len(areas)


def import_areas(desk: Desk, file: AreaFile) -> ImportReport:
    """Take outlines of areas from a file, and see which places lie in them."""
    reading = read_areas(file)
    held = {area.id: area for area in store.list_areas(desk.connection)}
    changes = list_changes((one.value for one in reading.found), held, reconcile_area)
    store.add_areas(desk.connection, changes.added + changes.changed)
    moved = _resettle(desk)
    return ImportReport(
        added=len(changes.added),
        changed=len(changes.changed),
        unchanged=changes.unchanged,
        rejected=reading.rejected,
        remarks=reading.remarks + ((f"{moved:,} places now belong to another area.",) if moved else ()),
    )


def import_places(desk: Desk, file: PlaceFile) -> ImportReport:
    """Take places from a file: all its right rows, or nothing."""
    desk.tell(0.0, f"Reading {file.name}")
    read = read_place_file(file)
    desk.tell(0.4, f"Placing {len(read.found):,} places")
    reading = settle_places(read, store.list_areas(desk.connection), anywhere=file.anywhere)
    held = {place.id: place for place in store.list_places(desk.connection)}
    desk.tell(0.6, f"Comparing with {len(held):,} places held")
    changes = list_changes((one.value for one in reading.found), held, reconcile_place)
    _write_places(desk, changes.added, changes.changed)
    imported = {one.value.id for one in reading.found}
    all_held = held | {place.id: place for place in changes.added + changes.changed}
    return ImportReport(
        added=len(changes.added),
        changed=len(changes.changed),
        unchanged=changes.unchanged,
        rejected=reading.rejected,
        twins=tuple(twin for twin in find_twins(all_held.values()) if imported & {twin.a, twin.b}),
        remarks=reading.remarks,
    )


def import_units(desk: Desk, file: UnitFile) -> ImportReport:
    """Take units from a file: all its right rows, or nothing."""
    read = read_units(file.content, file.name)
    reading = settle_units(read, store.list_areas(desk.connection), anywhere=file.anywhere)
    held = {unit.id: unit for unit in store.list_units(desk.connection)}
    changes = list_changes((one.value for one in reading.found), held, reconcile_unit)
    store.add_units(desk.connection, changes.added + changes.changed)
    return ImportReport(
        added=len(changes.added),
        changed=len(changes.changed),
        unchanged=changes.unchanged,
        rejected=reading.rejected,
        remarks=reading.remarks,
    )


def import_times(desk: Desk, file: TimesFile) -> ImportReport:
    """Take places' own times of worship from a file, in the stead of all that those places had."""
    reading = read_own_times(file.content, file.name)
    place_of_line = {row.line: row.cell("place_id") for row in read_table(file.content, file.name, columns=()).rows}
    held = store.list_own_times(desk.connection)
    places = {spot.id for spot in store.list_spots(desk.connection)}
    changes = change_times(reading, place_of_line, held, places)
    store.change_own_times(desk.connection, changes.times)
    return changes.report


def get_place(desk: Desk, wanted: PlaceId) -> Place:
    """Give one place."""
    return store.get_place(desk.connection, wanted.id)


def list_places(desk: Desk, query: PlaceQuery) -> PlacePage:
    """Give a page of the places found: the nearest first when a point is given, else by name."""
    area = _area_meant(desk, query.area)
    spots = store.list_spots(desk.connection, words=query.words, area=area, community=query.community)
    near = query.near
    page = slice(query.offset, query.offset + query.limit)
    if near is None:
        found = store.list_places_of(desk.connection, [spot.id for spot in spots[page]])
        return PlacePage(len(spots), tuple(FoundPlace(place) for place in found))
    apart_m = {spot.id: distance_m(near, spot.point) for spot in spots}
    within_m = float("inf") if query.within_m is None else query.within_m
    nearest = sorted((apart, place_id) for place_id, apart in apart_m.items() if apart <= within_m)
    found = store.list_places_of(desk.connection, [place_id for _, place_id in nearest[page]])
    return PlacePage(len(nearest), tuple(FoundPlace(place, apart_m[place.id]) for place in found))


def list_units(desk: Desk, _asked: UnitQuery) -> tuple[Unit, ...]:
    """Give every unit."""
    return store.list_units(desk.connection)


def list_areas(desk: Desk, query: AreaQuery) -> tuple[Area, ...]:
    """Give the areas of one kind, or all."""
    return store.list_areas(desk.connection, kind=query.kind)


def count_register(desk: Desk, _asked: RegisterQuery) -> RegisterCount:
    """Count what the register holds."""
    places = store.list_places(desk.connection)
    return RegisterCount(
        places=len(places),
        not_for_worship=sum(place.use is not PlaceUse.WORSHIP for place in places),
        by_community=store.count_by_community(desk.connection),
        by_area=store.count_by_area(desk.connection),
        areas=store.count_areas(desk.connection),
        units=len(store.list_units(desk.connection)),
        own_times=sum(map(len, store.list_own_times(desk.connection).values())),
        twins=len(find_twins(places)),
    )


def list_day(desk: Desk, query: DayQuery) -> Day:
    """Give who gathers on a day, the earliest first."""
    if query.place_id:
        places: tuple[Place, ...] = (store.get_place(desk.connection, query.place_id),)
    else:
        area = _area_meant(desk, query.area)
        places = store.list_places(desk.connection, area=area, community=query.community)
    sessions = sessions_for(places, query.on, store.list_own_times(desk.connection))
    gatherings = (Gathering(place, sessions[place.id]) for place in places if place.id in sessions)
    return Day(query.on, tuple(sorted(gatherings, key=lambda one: (one.sessions[0].starts_at, one.place.name))))


def _area_meant(desk: Desk, wanted: str) -> str:
    return match_area(wanted, store.list_area_names(desk.connection)) if wanted else ""


def _resettle(desk: Desk) -> int:
    """Put every place into the area it lies in by the outlines held now; give how many moved."""
    moved = resettle_places(store.list_places(desk.connection), store.list_areas(desk.connection))
    _write_places(desk, (), moved)
    return len(moved)


def _write_places(desk: Desk, added: Sequence[Place], changed: Sequence[Place]) -> None:
    total = len(added) + len(changed)
    for begin in range(0, len(added), ROWS_AT_ONCE):
        desk.tell(0.7 + 0.3 * begin / total, f"Writing {total:,} places")
        store.add_places(desk.connection, added[begin : begin + ROWS_AT_ONCE], at=desk.at)
    for begin in range(0, len(changed), ROWS_AT_ONCE):
        desk.tell(0.7 + 0.3 * (len(added) + begin) / total, f"Writing {total:,} places")
        store.change_places(desk.connection, changed[begin : begin + ROWS_AT_ONCE], at=desk.at)
