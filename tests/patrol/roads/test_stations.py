import pytest

from tests.patrol.a_request import CENTRE, a_place, a_request, a_unit
from vigil.ground.errors import Refused
from vigil.patrol.roads.stations import find_stations


def test_places_come_first_and_every_name_once():
    units = (a_unit("a"), a_unit("b", start_id="station", end_id="station"), a_unit("c", start_id="station"))
    found = find_stations(a_request(places=(a_place(), a_place("far", east=0.2)), units=units))
    assert [spot.id for spot in found] == ["mosque", "far", "a", "station", "c"]
    assert found[0].point == a_place().point
    assert found[2].point == CENTRE


def test_a_base_may_stand_at_a_place():
    unit = a_unit(start_id="mosque", start=a_place().point, end_id="mosque", end=a_place().point)
    assert [spot.id for spot in find_stations(a_request(units=(unit,)))] == ["mosque"]


def test_one_name_may_not_stand_for_two_positions():
    with pytest.raises(Refused, match="“mosque” stands for two positions") as caught:
        find_stations(a_request(units=(a_unit("mosque"),)))
    assert caught.value.rule == "one-name-one-position"
