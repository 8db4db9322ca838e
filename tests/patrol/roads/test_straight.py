from tests.patrol.a_request import CENTRE, a_place
from vigil.patrol.request import TravelRule
from vigil.patrol.roads.straight import compare_with_straight
from vigil.patrol.travel import Spot

# By the rule 4 minutes from the base to the mosque, 8 to the far place, and 6 between the two.
STATIONS = (Spot("base", CENTRE), Spot("mosque", a_place().point), Spot("far", a_place(east=0.03).point))


def test_roads_are_held_against_the_rule():
    found = compare_with_straight(STATIONS, ((0, 5, 9), (3, 0, 6), (9, 1440, 0)), TravelRule())
    assert (found.ways, found.median_road, found.median_rule, found.longer_share) == (5, 6.0, 6.0, 0.6)
    assert found.says == (
        "Of 5 ways the middle one takes 6 min by road. The straight line with a detour would have said 6, and "
        "60% are longer than that."
    )


def test_without_a_way_there_is_nothing_to_compare():
    found = compare_with_straight(STATIONS[:2], ((0, 1440), (1440, 0)), TravelRule())
    assert found.ways == 0
    assert found.says == "No way leads from any point to another."
