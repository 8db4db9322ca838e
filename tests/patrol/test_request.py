from tests.patrol.a_request import a_request, a_unit, a_window
from vigil.patrol.request import Request, SlowerMatrix, TravelMatrix


def test_places_and_windows_are_found_by_id():
    request = a_request()
    assert request.place_by_id["mosque"] is request.places[0]
    assert request.window_by_id["mosque/leaving"] is request.windows[1]


def test_the_largest_value_is_that_of_a_bin():
    assert a_request().max_value == 10.0
    assert a_request(windows=()).max_value == 0.0


def test_what_is_not_said_is_as_documented():
    request: Request = a_request()
    assert (request.travel.speed_kmh, request.travel.circuity, request.travel.handover_minutes) == (24.0, 1.3, 1.0)
    assert (request.coverage.residual_minutes, request.coverage.residual) == (15.0, 0.5)
    assert (request.plan_cap, request.value_of_coverage, request.max_visits_per_place) == (0.005, 0.05, None)


def test_a_unit_is_out_between_its_handovers_in_whole_minutes():
    unit = a_unit(from_minute=420.5, until_minute=900.5, handover_minutes=10)
    assert (unit.ready_minute, unit.home_by_minute) == (431, 890)


def test_a_unit_has_what_it_takes_when_people_and_all_skills_are_there():
    unit = a_unit(persons=2, skills=("french", "punjabi"))
    assert unit.has_what_it_takes(a_window(min_persons=2, skills=("punjabi",)))
    assert not unit.has_what_it_takes(a_window(min_persons=3))
    assert not unit.has_what_it_takes(a_window(skills=("punjabi", "polish")))


def test_who_has_a_speed_of_its_own_takes_its_own_minutes_where_there_are_some():
    matrix = TravelMatrix(("a",), ((1,),), (SlowerMatrix(4.5, ((2,),)),))
    assert [matrix.minutes_at(speed) for speed in (None, 4.5, 15.0)] == [((1,),), ((2,),), ((1,),)]
