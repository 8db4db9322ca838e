from tests.patrol.a_request import a_request
from vigil.patrol.request import Request


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
