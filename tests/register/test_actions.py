import json
from datetime import date
from importlib import resources
from typing import Any

import pytest

from tests.people import ADMIN, ANALYST, COORDINATOR, CUSTODIAN, OFFICER, PUBLIC
from tests.register.town import AREAS, square
from vigil import catalogue
from vigil.desk.action import Action
from vigil.desk.actor import Actor
from vigil.desk.desk import Desk, Stopped
from vigil.desk.office import Office
from vigil.ground.errors import NotAllowed, NotFound, Unreadable
from vigil.ground.point import Point
from vigil.register import actions, store
from vigil.register.area import AreaFile, AreaKind, AreaQuery, ShippedAreas
from vigil.register.place import Community
from vigil.register.query import (
    DayQuery,
    PlaceId,
    PlaceQuery,
    RegisterQuery,
    TimesFile,
    UnitQuery,
)
from vigil.register.read_places import PlaceFile
from vigil.register.read_units import UnitFile

FRIDAY = date(2019, 3, 15)

PLACES = b"""id,name,religion,lat,lon,capacity,aliases
nur,Masjid an-N\xc5\xabr,muslim,52.15,0.05,300,The Light
mary,St Mary's,christian,52.05,0.05,,
twin,Church of St Mary,christian,52.0501,0.05,,
sea,Wreck,sikh,52,2,,
wrong,Nobody,sikh,x,0.05,,
"""
UNITS = b"id,name,lat,lon,from,until,travel,kind\nn1,Northford 1,52.15,0.05,07:00,15:00,foot,steward\n"
TIMES = b"place_id,kind,days,starts,minutes\nnur,jumuah,fri,13:30,45\nnur,jumuah,fri,14:30,45\n"


@pytest.fixture
def town(desk: Desk) -> Desk:
    """A desk that holds the town's areas and places."""
    store.add_areas(desk.connection, AREAS)
    actions.import_places(desk, PlaceFile("town.csv", PLACES))
    return desk


def test_places_are_imported_whole_and_a_second_time_nothing_changes(desk: Desk):
    store.add_areas(desk.connection, AREAS)

    first = actions.import_places(desk, PlaceFile("town.csv", PLACES))
    again = actions.import_places(desk, PlaceFile("renamed.csv", PLACES))

    assert (first.read, first.added, first.changed, first.unchanged) == (5, 3, 0, 0)
    assert [(one.line, one.field) for one in first.rejected] == [(5, "lat"), (6, "lat")]
    assert [(twin.a, twin.b, twin.same_name) for twin in first.twins] == [("mary", "twin", False)]
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    assert store.get_place(desk.connection, "nur").area == "Northford"


def test_a_changed_row_changes_its_place(town: Desk):
    report = actions.import_places(town, PlaceFile("town.csv", PLACES.replace(b"St Mary's", b"St Mary the Virgin")))

    assert (report.changed, report.unchanged) == (1, 2)
    assert store.get_place(town.connection, "mary").name == "St Mary the Virgin"


def test_an_import_says_how_far_it_has_come(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    heard: list[tuple[float, str]] = []
    store.add_areas(desk.connection, AREAS)
    monkeypatch.setattr(desk, "tell", lambda share, says: heard.append((share, says)))

    actions.import_places(desk, PlaceFile("town.csv", PLACES))

    assert [share for share, _ in heard] == sorted(share for share, _ in heard)
    assert heard[0] == (0.0, "Reading town.csv")
    assert heard[-1][1] == "Writing 3 places"


def test_an_import_that_is_stopped_leaves_what_was_there(sqlite_office: Office):
    def stop(share: float, says: str) -> None:
        if share >= 0.7:
            raise Stopped(says)

    file = PlaceFile("town.csv", PLACES, anywhere=True)
    with pytest.raises(Stopped):
        sqlite_office.perform(catalogue.IMPORT_PLACES, file, ANALYST, progress=stop)

    assert sqlite_office.perform(catalogue.COUNT_REGISTER, RegisterQuery(), ANALYST).places == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("town.csv", b'religion,lat,lon\n"broken', "look for a quotation mark too many"),
        ("town.csv", b"id,name,lat,lon\na,b,1,2\n", "field religion: the column is missing"),
        ("town.csv", "id,religion,lat,lon\nNür".encode("latin-1"), "is not UTF-8"),
        ("town.xlsx", b"PK", "ends in neither"),
        ("town.osm.pbf", b"PK", "is not a whole OpenStreetMap extract"),
    ],
)
def test_a_file_that_is_none_is_refused_and_what_was_there_stays(town: Desk, name: str, content: bytes, says: str):
    with pytest.raises(Unreadable, match=says):
        actions.import_places(town, PlaceFile(name, content))

    assert len(store.list_places(town.connection)) == 3


def test_shipped_outlines_are_loaded_once(desk: Desk):
    assert actions.add_shipped_areas(desk, ShippedAreas()) == 76
    assert actions.add_shipped_areas(desk, ShippedAreas()) == 0
    assert len(actions.list_areas(desk, AreaQuery(AreaKind.DISTRICT))) == 33
    assert len(actions.list_areas(desk, AreaQuery())) == 76


def test_the_shipped_file_of_london_is_taken_whole(sqlite_desk: Desk):
    actions.add_shipped_areas(sqlite_desk, ShippedAreas())
    content = (resources.files("vigil.register") / "data" / "places_london.csv").read_bytes()

    report = actions.import_places(sqlite_desk, PlaceFile("places_london.csv", content))

    assert (report.read, report.added, report.rejected) == (3_181, 3_181, ())
    nodes_by_outlines = [twin for twin in report.twins if ("node" in twin.a) != ("node" in twin.b)]
    assert len(nodes_by_outlines) == 38
    held = actions.count_register(sqlite_desk, RegisterQuery())
    assert (held.places, held.twins, held.not_for_worship) == (3_181, len(report.twins), 217)
    hamlets = actions.list_places(sqlite_desk, PlaceQuery(area="tower hamlets", community=Community.MUSLIM))
    assert hamlets.total == 22
    unnamed = actions.list_places(sqlite_desk, PlaceQuery(words="unnamed church", area="Camden"))
    assert unnamed.places[0].place.name == "Unnamed church, Camden"


def test_new_outlines_move_places(town: Desk):
    features = {"features": [{"properties": {"c": "S1", "n": "New Southbury"}, "geometry": square(0.0, 52.0)}]}
    file = AreaFile("new.geojson", json.dumps(features).encode(), AreaKind.DISTRICT, "c", "n")

    report = actions.import_areas(town, file)

    assert (report.added, report.changed, report.unchanged) == (0, 1, 0)
    assert report.remarks == ("2 places now belong to another area.",)
    assert store.get_place(town.connection, "mary").area == "New Southbury"
    assert actions.import_areas(town, file).unchanged == 1
    assert actions.import_areas(town, file).remarks == ()


def test_units_are_imported(town: Desk):
    assert actions.import_units(town, UnitFile("units.csv", UNITS)).added == 1
    assert actions.import_units(town, UnitFile("again.csv", UNITS)).unchanged == 1
    assert actions.import_units(town, UnitFile("units.csv", UNITS.replace(b"15:00", b"16:00"))).changed == 1
    assert [unit.shift_until.hour for unit in actions.list_units(town, UnitQuery())] == [16]


def test_a_unit_at_sea_is_let_in_only_when_asked(town: Desk):
    at_sea = UNITS.replace(b"0.05", b"2.0")

    assert [one.field for one in actions.import_units(town, UnitFile("units.csv", at_sea)).rejected] == ["lat"]
    assert actions.list_units(town, UnitQuery()) == ()
    assert actions.import_units(town, UnitFile("units.csv", at_sea, anywhere=True)).added == 1


def test_own_times_win_over_the_computed_ones(town: Desk):
    report = actions.import_times(town, TimesFile("times.csv", TIMES))

    day = actions.list_day(town, DayQuery(FRIDAY, place_id="nur"))
    starts = [one.starts_at.strftime("%H:%M") for one in day.gatherings[0].sessions if one.kind == "jumuah"]
    assert (report.added, report.rejected) == (2, ())
    assert starts == ["13:30", "14:30"]
    assert actions.count_register(town, RegisterQuery()).own_times == 2
    assert actions.import_times(town, TimesFile("times.csv", TIMES)).unchanged == 2


def test_a_wrong_time_leaves_the_places_times_as_they_were(town: Desk):
    actions.import_times(town, TimesFile("times.csv", TIMES))

    report = actions.import_times(town, TimesFile("times.csv", TIMES + b"nur,jumuah,fri\n"))

    assert [one.line for one in report.rejected] == [2, 3, 4]
    assert len(store.list_own_times(town.connection)["nur"]) == 2


def test_a_day_lists_who_gathers_the_earliest_first(town: Desk):
    friday = actions.list_day(town, DayQuery(FRIDAY))
    sunday = actions.list_day(town, DayQuery(date(2019, 3, 17), area="southbury", community=Community.CHRISTIAN))

    assert [one.place.id for one in friday.gatherings] == ["nur"]
    assert {"jumuah", "maghrib"} <= {session.kind for session in friday.gatherings[0].sessions}
    assert {one.place.id for one in sunday.gatherings} == {"mary", "twin"}
    firsts = [one.sessions[0].starts_at for one in sunday.gatherings]
    assert firsts == sorted(firsts)


def test_what_is_not_there_is_not_found(town: Desk):
    for ask in (
        lambda: actions.get_place(town, PlaceId("nobody")),
        lambda: actions.list_day(town, DayQuery(FRIDAY, place_id="nobody")),
        lambda: actions.list_day(town, DayQuery(FRIDAY, area="Northfor")),
    ):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(NotFound, match=r"Did you mean Northford\?"):
        actions.list_places(town, PlaceQuery(area="Nortford"))


def test_a_search_gives_a_page_by_name(town: Desk):
    page = actions.list_places(town, PlaceQuery(words="mary", limit=1, offset=1))

    assert (page.total, [one.place.id for one in page.places]) == (2, ["mary"])
    assert page.places[0].distance_m is None
    assert actions.get_place(town, PlaceId("nur")).name == "Masjid an-Nūr"


def test_a_search_around_a_point_gives_the_nearest_first(town: Desk):
    here = Point(lat=52.0502, lon=0.05)

    near = actions.list_places(town, PlaceQuery(near=here, within_m=1_000.0))
    all_of_them = actions.list_places(town, PlaceQuery(near=here, limit=2, offset=1))

    assert [one.place.id for one in near.places] == ["twin", "mary"]
    assert [round(one.distance_m or 0) for one in near.places] == [11, 22]
    assert (all_of_them.total, [one.place.id for one in all_of_them.places]) == (3, ["mary", "nur"])


def is_allowed(office: Office, action: Action[Any, Any], asked: object, actor: Actor) -> bool:
    try:
        office.perform(action, asked, actor)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("actor", [PUBLIC, CUSTODIAN])
def test_the_public_reads_nothing_of_the_register(sqlite_office: Office, actor: Actor):
    assert not is_allowed(sqlite_office, catalogue.LIST_PLACES, PlaceQuery(), actor)
    assert not is_allowed(sqlite_office, catalogue.LIST_UNITS, UnitQuery(), actor)
    assert not is_allowed(sqlite_office, catalogue.LIST_DAY, DayQuery(FRIDAY), actor)


def test_an_officer_reads_the_register_and_changes_nothing(sqlite_office: Office):
    places = PlaceFile("town.csv", PLACES, anywhere=True)

    assert is_allowed(sqlite_office, catalogue.LIST_PLACES, PlaceQuery(), OFFICER)
    assert not is_allowed(sqlite_office, catalogue.IMPORT_PLACES, places, OFFICER)
    assert not is_allowed(sqlite_office, catalogue.IMPORT_TIMES, TimesFile("times.csv", TIMES), OFFICER)


@pytest.mark.parametrize(("actor", "expected"), [(ADMIN, True), (COORDINATOR, True), (ANALYST, False)])
def test_units_are_the_coordinators_affair(sqlite_office: Office, actor: Actor, expected: bool):
    assert is_allowed(sqlite_office, catalogue.IMPORT_UNITS, UnitFile("units.csv", UNITS), actor) is expected
    assert is_allowed(sqlite_office, catalogue.IMPORT_PLACES, PlaceFile("town.csv", PLACES, anywhere=True), actor)
