from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from tests.register.town import AREAS, IN_NORTHFORD, IN_SOUTHBURY, NORTHFORD, a_place
from vigil.ground.errors import NotFound
from vigil.ground.point import Point
from vigil.register import store
from vigil.register.area import AreaKind
from vigil.register.place import Capacity, CapacitySource, Community, Origin, PlaceUse
from vigil.register.query import Tally
from vigil.register.unit import Travel, Unit, UnitKind
from vigil.register.worship.own_time import Days, OwnTime, Start, SunMark

AT = datetime(2019, 3, 15, 8, tzinfo=UTC)

WHOLE = a_place(
    "whole",
    aliases=("The Light", "نور"),
    denomination="sunni",
    use=PlaceUse.SCHOOL,
    address="1 High Street",
    area="Northford",
    police_force="County Police",
    footprint_m2=420.5,
    capacity=Capacity(280, CapacitySource.ESTIMATED),
    doors=("Main door", "Women's entrance"),
    time_zone="Europe/Dublin",
    notes="Ring first; “twice”",
)
UNIT = Unit(
    id="n1",
    name="Northford 1",
    base=IN_NORTHFORD,
    base_name="Town hall",
    shift_from=time(22, 30),
    shift_until=time(6),
    travel=Travel.VEHICLE,
    kind=UnitKind.ARMED,
    time_zone="Europe/London",
    origin=Origin("units.csv", "n1"),
    area="Northford",
    speaks=("ur", "bn"),
    liaison=(Community.MUSLIM, Community.SIKH),
    is_invented=True,
)


def ids(connection: Connection, **wanted: object) -> list[str]:
    return [spot.id for spot in store.list_spots(connection, **wanted)]  # type: ignore[arg-type]  # conditions of a search


def test_a_place_comes_back_as_it_was_put_in(connection: Connection):
    store.add_places(connection, [WHOLE, a_place("bare")], at=AT)

    assert store.find_place(connection, "whole") == WHOLE
    assert store.get_place(connection, "bare") == a_place("bare")
    assert store.find_place(connection, "nobody") is None
    with pytest.raises(NotFound, match="There is no place “nobody”"):
        store.get_place(connection, "nobody")


def test_a_place_is_changed_and_found_by_its_new_name(connection: Connection):
    store.add_places(connection, [WHOLE, a_place("other", name="Hall")], at=AT)

    store.change_places(
        connection, [replace(WHOLE, name="Al Noor", capacity=Capacity(9, CapacitySource.STATED))], at=AT
    )

    assert store.get_place(connection, "whole").capacity.people == 9
    assert ids(connection, words="noor") == ["whole"]
    assert ids(connection, words="masjid") == []
    assert store.get_place(connection, "other").name == "Hall"


def test_nothing_to_write_writes_nothing(connection: Connection):
    store.add_places(connection, [], at=AT)
    store.change_places(connection, [], at=AT)
    store.add_areas(connection, [])
    store.add_units(connection, [])
    store.change_own_times(connection, {})

    assert store.list_places(connection) == ()


def test_an_id_belongs_to_one_place(connection: Connection):
    store.add_places(connection, [WHOLE], at=AT)
    with pytest.raises(IntegrityError):
        store.add_places(connection, [WHOLE], at=AT)


def test_places_are_listed_by_area_force_and_community(connection: Connection):
    church = a_place("church", community=Community.CHRISTIAN, area="Southbury", police_force="County Police")
    store.add_places(connection, [WHOLE, church], at=AT)

    assert store.list_places(connection) == (church, WHOLE)
    assert store.list_places(connection, area="Northford") == (WHOLE,)
    assert store.list_places(connection, area="County Police", community=Community.CHRISTIAN) == (church,)
    assert store.list_places(connection, area="Nowhere") == ()
    assert store.list_places_of(connection, ["whole", "gone", "church"]) == (WHOLE, church)
    assert store.count_by_community(connection) == (Tally("christian", 1), Tally("muslim", 1))
    assert store.count_by_area(connection) == (Tally("Northford", 1), Tally("Southbury", 1))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nur", ["nur"]),
        ("NŪR masjid", ["nur"]),
        ("ur", []),
        ("light", ["nur"]),
        ("نور", ["nur"]),
        ("saint mary", ["mary"]),
        ("St. Mary’s", ["mary"]),
        ("mary nur", []),
        ("100%", []),
        ("_", []),
        ("'; DROP TABLE place; --", []),
        ("", ["nur", "mary"]),
        (" ", ["nur", "mary"]),
    ],
)
def test_words_find_beginnings_of_names_and_aliases(connection: Connection, words: str, found: list[str]):
    mary = a_place("mary", name="St Mary's Church", community=Community.CHRISTIAN)
    store.add_places(connection, [mary, a_place("nur", aliases=("The Light", "نور"))], at=AT)

    assert ids(connection, words=words) == found


def test_spots_say_where_places_are(connection: Connection):
    store.add_places(
        connection, [a_place("a", area="Northford"), a_place("b", point=IN_SOUTHBURY, area="South")], at=AT
    )

    assert store.list_spots(connection, area="South", community=Community.MUSLIM) == (store.Spot("b", IN_SOUTHBURY),)
    assert ids(connection, community=Community.JEWISH) == []


def test_areas_are_added_and_put_in_the_stead_of_old_ones(connection: Connection):
    store.add_areas(connection, AREAS)
    store.add_areas(connection, [replace(NORTHFORD, name="New Northford")])

    assert [area.name for area in store.list_areas(connection)] == ["County Police", "New Northford", "Southbury"]
    assert [area.kind for area in store.list_areas(connection, kind=AreaKind.POLICE_FORCE)] == [AreaKind.POLICE_FORCE]
    assert store.count_areas(connection) == 3


def test_the_names_of_areas_come_from_outlines_and_places(connection: Connection):
    store.add_areas(connection, [NORTHFORD])
    store.add_places(connection, [a_place("a", area="Elsewhere", police_force="County Police"), a_place("b")], at=AT)

    assert store.list_area_names(connection) == ("County Police", "Elsewhere", "Northford")


def test_a_unit_comes_back_as_it_was_put_in(connection: Connection):
    store.add_units(connection, [UNIT, replace(UNIT, id="m1")])
    store.add_units(connection, [replace(UNIT, id="m1", base=Point(lat=-1.5, lon=2.25), is_invented=False)])

    assert store.list_units(connection) == (
        replace(UNIT, id="m1", base=Point(lat=-1.5, lon=2.25), is_invented=False),
        UNIT,
    )


def test_own_times_come_back_in_their_order_and_are_replaced_place_by_place(connection: Connection):
    jumuah = OwnTime(
        place_id="a",
        kind="jumuah",
        name="Jumu'ah",
        days=Days((4,)),
        starts=Start(at=time(13, 15)),
        lasts=timedelta(minutes=50),
        from_on=date(2019, 1, 1),
        until_on=date(2019, 12, 31),
        people=300,
    )
    second = replace(jumuah, starts=Start(mark=SunMark.SUNSET, offset=timedelta(minutes=-15)), people=None)
    closed = replace(jumuah, starts=None, days=Days(on=date(2019, 8, 26)), from_on=None, until_on=None)
    other = replace(jumuah, place_id="b", days=Days((6,), which=1))
    store.add_places(connection, [a_place("a"), a_place("b")], at=AT)

    store.change_own_times(connection, {"a": (jumuah, second, closed), "b": (other,)})
    assert store.list_own_times(connection) == {"a": (jumuah, second, closed), "b": (other,)}

    store.change_own_times(connection, {"a": (closed,)})
    assert store.list_own_times(connection) == {"a": (closed,), "b": (other,)}
