from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.web.test_day_band import a_session, at
from vigil.ground.point import Point
from vigil.register.place import Community, Origin, Place
from vigil.register.query import Gathering
from vigil.web.day_table import list_rows, next_main


def gathering(place_id: str, *starts: float, community: Community = Community.MUSLIM) -> Gathering:
    place = Place(
        id=place_id, name=place_id, community=community, point=Point(lat=51.5, lon=0.0), origin=Origin("test")
    )
    return Gathering(place, tuple(a_session(start) for start in starts))


def test_one_kind_of_gathering_is_one_row() -> None:
    (row,) = list_rows([gathering("a", 5.25), gathering("b", 5.5)])
    assert (row.places, row.people, row.low, row.high) == (1, 600, 300, 1200)
    assert (row.first_at, row.last_start_at, row.until_at) == (at(5.25), at(5.5), at(6))


def test_communities_are_never_put_together() -> None:
    rows = list_rows([gathering("a", 5.25), gathering("b", 5, community=Community.JEWISH)])
    assert [row.community for row in rows] == [Community.JEWISH, Community.MUSLIM]


def test_the_next_main_gathering_is_the_fullest_still_to_come() -> None:
    rows = list_rows(
        [gathering("a", 5), gathering("b", 3, community=Community.SIKH), gathering("c", 2, community=Community.SIKH)]
    )
    main = next_main(rows, at=at(0))
    assert main
    assert main.community is Community.SIKH
    later = next_main(rows, at=at(4))
    assert later
    assert later.community is Community.MUSLIM
    assert next_main(rows, at=at(6)) is None


@given(st.lists(st.floats(0, 12), max_size=20))
def test_nobody_is_lost_between_the_rows(starts: list[float]) -> None:
    rows = list_rows([gathering(str(number), start) for number, start in enumerate(starts)])
    assert sum(row.people for row in rows) == 300 * len(starts)
    assert all(row.until_at - row.first_at >= timedelta(minutes=30) for row in rows)
