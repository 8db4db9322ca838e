import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from vigil.patrol.cover import visit_gain
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import Bin, Rest, TravelFactor, TravelRule
from vigil.patrol.time_stops import can_keep, time_stops
from vigil.patrol.travel import travel_times


def stops_of(request, *order):
    return time_stops(request, travel_times(request), 0, [request.window_by_id[name] for name in order])


def peaked(peak, **changes):
    """A window whose value lies in the bin that begins at `peak`."""
    bins = tuple(Bin(f"b{start}", start, start + 15, 10.0 if start == peak else 1.0) for start in (760, 775, 790))
    return a_window("w", opens=760, closes=805, visit_minutes=12, bins=bins, **changes)


def test_the_visit_goes_where_the_value_is():
    (stop,) = stops_of(a_request(windows=(peaked(775),)), "w")
    assert (stop.arrive_minute, stop.depart_minute) == (775, 787)
    (stop,) = stops_of(a_request(windows=(peaked(790),)), "w")
    assert stop.arrive_minute == 790


def test_among_equal_minutes_the_earliest():
    (stop,) = stops_of(a_request(), "mosque/arriving")
    bins = a_request().window_by_id["mosque/arriving"].bins
    gains = {m: visit_gain(a_request().windows[0], m, a_request().coverage) for m in range(765, 789)}
    best = max(gains.values())
    assert stop.arrive_minute == min(m for m, gain in gains.items() if gain > best - 1e-9)
    assert len(bins) == 2


def test_the_shift_bounds_the_round_at_both_ends():
    request = a_request(windows=(peaked(760),), units=(a_unit(from_minute=780),))
    assert stops_of(request, "w")[0].arrive_minute == 784
    request = a_request(windows=(peaked(790),), units=(a_unit(until_minute=790),))
    assert stops_of(request, "w")[0].depart_minute == 786


def test_an_order_that_cannot_be_kept_is_refused():
    with pytest.raises(ValueError, match="cannot keep this order"):
        stops_of(a_request(), "mosque/leaving", "mosque/arriving")
    with pytest.raises(ValueError, match="cannot keep this order"):
        stops_of(a_request(units=(a_unit(until_minute=500),)), "mosque/arriving")
    with pytest.raises(ValueError, match="cannot keep this order"):
        stops_of(a_request(units=(a_unit(from_minute=786),)), "mosque/arriving")


def test_a_rest_is_taken_where_it_costs_least():
    windows = (a_window("w", opens=760, closes=805), a_window("x", opens=850, closes=900))
    request = a_request(windows=windows, units=(a_unit(rest=Rest(30, 770, 860)),))
    (first, second) = stops_of(request, "w", "x")
    assert second.arrive_minute - first.depart_minute >= 30
    late = a_request(windows=windows, units=(a_unit(rest=Rest(30, 900, 960), until_minute=960),))
    assert len(stops_of(late, "w", "x")) == 2
    for rest in (Rest(60, 800, 850), Rest(60, 840, 900)):
        none = a_request(windows=windows, units=(a_unit(rest=rest, until_minute=905),))
        assert not can_keep(none, travel_times(none), 0, windows)
        with pytest.raises(ValueError, match="cannot keep this order"):
            stops_of(none, "w", "x")


def test_a_slow_hour_and_limits_are_reckoned_with():
    rule = TravelRule(factors=(TravelFactor(700, 780, 3.0),))
    request = a_request(windows=(peaked(760),), units=(a_unit(from_minute=758),), travel=rule)
    assert stops_of(request, "w")[0].arrive_minute == 758 + travel_times(request).out(0, "mosque")
    assert can_keep(request, travel_times(request), 0, request.windows)
    short = a_request(units=(a_unit(max_drive_minutes=7),))
    assert not can_keep(short, travel_times(short), 0, short.windows)
    enough = a_request(units=(a_unit(max_drive_minutes=8),))
    assert can_keep(enough, travel_times(enough), 0, enough.windows)
    asks = a_request(windows=(a_window(min_persons=3),))
    assert not can_keep(asks, travel_times(asks), 0, asks.windows)


def test_who_need_not_go_anywhere_need_not_rest_either():
    request = a_request(units=(a_unit(rest=Rest(60, 0, 30)),))
    assert stops_of(request) == ()
    assert can_keep(request, travel_times(request), 0, ())


def test_no_order_no_stops():
    assert stops_of(a_request()) == ()
    assert can_keep(a_request(), travel_times(a_request()), 0, ())


windows = st.tuples(st.integers(0, 30), st.integers(4, 25), st.integers(1, 8), st.sampled_from(["a", "b"]))


@given(st.lists(windows, min_size=1, max_size=3), st.lists(st.floats(0, 9), min_size=9, max_size=9))
def test_no_other_minutes_cover_more(drawn, values):
    made, n = [], 0
    for number, (opens, length, visit, place) in enumerate(drawn):
        edges = [700 + opens + length * k / 3 for k in range(4)]
        bins = tuple(Bin(f"b{number}{k}", edges[k], edges[k + 1], values[n + k]) for k in range(3))
        n += 3
        made.append(a_window(f"w{number}", place, 700 + opens, 700 + opens + length, visit_minutes=visit, bins=bins))
    request = a_request(
        places=(a_place("a"), a_place("b", east=0.02)),
        windows=tuple(made),
        units=(a_unit(from_minute=690, until_minute=760),),
    )
    times = travel_times(request)
    best = best_of_all(request, times, made)
    assert can_keep(request, times, 0, made) == (best is not None)
    try:
        stops = time_stops(request, times, 0, made)
    except ValueError:
        assert best is None
        return
    gain = sum(visit_gain(w, s.arrive_minute, request.coverage) for w, s in zip(made, stops, strict=True))
    assume(best is not None)
    assert gain == pytest.approx(best, abs=1e-6)


def best_of_all(request, times, order, at=690, here=None):
    """Try every minute of every stop; None when none is in time."""
    if not order:
        back = times.home(0, here) if here else 0
        return 0.0 if at + back <= 760 else None
    window, rest = order[0], order[1:]
    way = times.way(0, here, window.place_id) if here else times.out(0, window.place_id)
    found = []
    for minute in range(max(at + way, first_start(window)), last_start(window) + 1):
        follow = best_of_all(request, times, rest, minute + window.visit_minutes, window.place_id)
        if follow is not None:
            found.append(visit_gain(window, minute, request.coverage) + follow)
    return max(found, default=None)
