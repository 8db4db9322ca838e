from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests, some_effort
from vigil.patrol.fill import fill_orders
from vigil.patrol.make import worth_of_windows
from vigil.patrol.reach import find_reach
from vigil.patrol.route import find_orders
from vigil.patrol.time_stops import can_keep
from vigil.patrol.travel import travel_times

WORTH = {"mosque/arriving": 10.0, "mosque/leaving": 8.0}


def orders_of(request, worth=None, **effort):
    orders = find_orders(request, travel_times(request), worth or WORTH, some_effort(**effort))
    return [tuple(window.id for window in order) for order in orders.by_unit], orders.iterations


def test_one_unit_takes_all_it_can():
    assert orders_of(a_request()) == ([("mosque/arriving", "mosque/leaving")], 200)


def test_nothing_worth_anything_asks_for_no_search():
    assert orders_of(a_request(), {"mosque/arriving": 0.0}) == ([()], 0)


def test_of_two_at_once_the_more_valuable_is_taken():
    windows = (a_window("poor", opens=765, closes=780), a_window("rich", opens=765, closes=780))
    assert orders_of(a_request(windows=windows), {"poor": 1.0, "rich": 5.0})[0] == [("rich",)]


def test_one_visit_a_group():
    assert orders_of(a_request(max_visits_per_place=1))[0] == [("mosque/arriving",)]


def test_the_most_effective_of_those_alike_takes_the_most_valuable_round():
    windows = (a_window("poor", opens=765, closes=780), a_window("rich", opens=765, closes=780))
    units = (a_unit("a", effect=0.4), a_unit("b", effect=1.0), a_unit("c", effect=0.7))
    orders, _ = orders_of(
        a_request(windows=windows, units=tuple(unit_at_base(unit) for unit in units)), {"poor": 1.0, "rich": 5.0}
    )
    assert orders == [(), ("rich",), ("poor",)]


def unit_at_base(unit):
    return replace(unit, start_id="base", end_id="base")


def test_units_of_different_shifts_share_the_day():
    units = (a_unit("early", until_minute=810), a_unit("late", from_minute=810))
    assert orders_of(a_request(units=units))[0] == [("mosque/arriving",), ("mosque/leaving",)]


def test_a_night_may_begin_before_midnight():
    units = (a_unit(from_minute=-300, until_minute=60),)
    windows = (a_window(opens=-120, closes=-60), a_window("mosque/leaving", opens=5, closes=40))
    assert orders_of(a_request(units=units, windows=windows))[0] == [("mosque/arriving", "mosque/leaving")]


def test_seconds_end_the_search_and_progress_is_told():
    heard = []
    spent = iter(range(1000))
    orders_of(
        a_request(),
        iterations=None,
        seconds=20.0,
        spent_s=lambda: float(next(spent)),
        tell=lambda share, says: heard.append((share, says)),
    )
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert "tried" in heard[-1][1]


def test_whoever_listens_can_end_the_search():
    class Stopped(Exception):
        pass

    def hear(share, says):
        raise Stopped

    with pytest.raises(Stopped):
        orders_of(a_request(), tell=hear)


def test_a_search_without_any_time_gives_the_first_answer():
    seconds = iter((0.0, *[9.0] * 99))
    assert orders_of(a_request(), iterations=None, seconds=1.0, spent_s=lambda: next(seconds)) == (
        [("mosque/arriving", "mosque/leaving")],
        0,
    )


@settings(max_examples=40)
@given(requests())
def test_a_search_is_never_worse_than_filling_up_empty_rounds(request_):
    times = travel_times(request_)
    worth = worth_of_windows(request_, find_reach(request_, times))
    first = fill_orders(request_, times, worth, [()] * len(request_.units))
    found = find_orders(request_, times, worth, some_effort(30)).by_unit
    # What it saves in travel may cost so much, in the units of the prizes.
    slack = max(worth.values(), default=0.0) * 0.2
    assert worth_of(found, worth) >= worth_of(first, worth) - slack
    assert all(can_keep(request_, times, unit, order) for unit, order in enumerate(found))


def worth_of(orders, worth):
    return sum(worth[window.id] for order in orders for window in order)


def test_travel_decides_between_equals():
    places = (a_place("near", east=0.01), a_place("far", east=0.05))
    windows = (a_window("n", "near", 765, 780), a_window("f", "far", 765, 780))
    assert orders_of(a_request(places=places, windows=windows), {"n": 5.0, "f": 5.0})[0] == [("n",)]
