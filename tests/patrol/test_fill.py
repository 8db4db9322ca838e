from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests
from vigil.patrol.fill import fill_orders
from vigil.patrol.make import worth_of_windows
from vigil.patrol.reach import find_reach
from vigil.patrol.time_stops import can_keep
from vigil.patrol.travel import travel_times

WORTH = {"mosque/arriving": 10.0, "mosque/leaving": 8.0}


def filled(request, worth=None, orders=None):
    orders = fill_orders(request, travel_times(request), worth or WORTH, orders or [()] * len(request.units))
    return [tuple(window.id for window in order) for order in orders]


def test_what_fits_is_added_in_the_order_of_the_clock():
    assert filled(a_request()) == [("mosque/arriving", "mosque/leaving")]
    arriving, leaving = a_request().windows
    assert filled(a_request(), orders=[(leaving,)]) == [("mosque/arriving", "mosque/leaving")]
    assert filled(a_request(), orders=[(arriving,)]) == [("mosque/arriving", "mosque/leaving")]


def test_the_nearest_unit_goes_and_of_those_as_near_the_one_with_less_to_do():
    places = (a_place("east", east=0.1), a_place("west", east=-0.1))
    windows = (a_window("e", "east"), a_window("w", "west"))
    units = (a_unit("west unit", start=places[1].point), a_unit("east unit", start=places[0].point))
    assert filled(a_request(places=places, windows=windows, units=units), {"e": 1.0, "w": 1.0}) == [("w",), ("e",)]
    alike = a_request(windows=(a_window("a"), a_window("b")), units=(a_unit("1"), a_unit("2")))
    assert filled(alike, {"a": 1.0, "b": 1.0}) == [("a",), ("b",)]


def test_a_place_has_no_more_visits_than_asked():
    assert filled(a_request(max_visits_per_place=1)) == [("mosque/arriving",)]
    leaving = a_request().windows[1]
    assert filled(a_request(max_visits_per_place=1), orders=[(leaving,)]) == [("mosque/leaving",)]


def test_what_is_worth_nothing_or_does_not_fit_is_left():
    assert filled(a_request(), {"mosque/arriving": 0.0, "mosque/leaving": 1.0}) == [("mosque/leaving",)]
    assert filled(a_request(units=(a_unit(until_minute=810),))) == [("mosque/arriving",)]


@settings(max_examples=60)
@given(requests())
def test_every_order_can_be_kept_and_nothing_that_fits_alone_is_forgotten(request_):
    times = travel_times(request_)
    worth = worth_of_windows(request_, find_reach(request_, times))
    orders = fill_orders(request_, times, worth, [()] * len(request_.units))
    visited = [window.id for order in orders for window in order]
    assert len(visited) == len(set(visited))
    assert all(can_keep(request_, times, unit, order) for unit, order in enumerate(orders))
    assert visited or not any(value > 0 for value in worth.values())
    assert fill_orders(request_, times, worth, orders) == orders
