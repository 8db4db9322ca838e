import math

from hypothesis import given, settings

from tests.patrol.inspect.a_case import a_request, a_unit, asked_of
from tests.patrol.inspect.any_request import any_request
from vigil.patrol.inspect.between import Rounds
from vigil.patrol.inspect.told import ToldRound
from vigil.patrol.inspect.walk import round_faults
from vigil.patrol.inspect.way import HAIR, TimedWays


def every_round(asked, ways, unit):
    """Give the windows of every round that a unit can make, by trying all stops at all minutes."""

    def longer(stops, station, free):
        names, begins, ends = ([stop[n] for stop in stops] for n in range(3))
        if not list(round_faults(asked, ways, ToldRound(unit.id, tuple(names), tuple(begins), tuple(ends)))):
            yield frozenset(names)
        for window in asked.windows.values():
            if window.id in names:
                continue
            there = ways.between(station, window.station, unit.speed_kmh).arrives(free)
            first = math.ceil(max(there, window.opens) - HAIR)
            for begin in range(first, math.floor(window.closes - window.visit_minutes) + 1):
                stop = (window.id, float(begin), float(begin + window.visit_minutes))
                yield from longer((*stops, stop), window.station, stop[2])

    return set().union(*longer((), unit.start, unit.leaves))


@settings(max_examples=80)
@given(any_request(most_windows=4, most_units=2, slack=2))
def test_a_window_can_be_visited_when_some_round_has_it(request_):
    asked = asked_of(request_)
    ways = TimedWays(asked.travel)
    rounds = Rounds(asked, ways)
    knows_short_cuts = asked.travel.matrix is not None or asked.travel.factors
    for unit in asked.units.values():
        visited = every_round(asked, ways, unit)
        for window in asked.windows.values():
            if knows_short_cuts or unit.rest is not None:
                assert rounds.can_have(unit, window) == (window.id in visited)
            else:
                assert rounds.can_have(unit, window) is False


def a_short_cut(**changes):
    """A base from which b is in reach by way of a only."""
    places = [{"id": name, "lat": 51.5, "lon": -0.09, "community": "x", "area": "y"} for name in "ab"]
    windows = [
        {"id": "at a", "place": "a", "opens": "12:45", "closes": "12:59", "visit_minutes": 12, "bins": []},
        {"id": "at b", "place": "b", "opens": "13:05", "closes": "13:19", "visit_minutes": 12, "bins": []},
    ]
    travel = {"matrix_minutes": [[0, 5, 5], [5, 0, 5], [5, 200, 0]], "points": ["a", "b", "base"]}
    unit = a_unit(id="base", **{"from": "12:40", "until": "13:50"})
    return asked_of(a_request(**{"places": places, "windows": windows, "travel": travel, "units": [unit], **changes}))


def test_what_takes_too_long_to_find_out_stays_open():
    asked = a_short_cut()
    (unit,), window = asked.units.values(), asked.windows["at b"]
    assert Rounds(asked, TimedWays(asked.travel)).can_have(unit, window) is True
    assert Rounds(asked, TimedWays(asked.travel), tries=1).can_have(unit, window) is None


def test_units_of_their_own_speed_go_by_the_minutes_of_that_speed():
    slow = {"speed_kmh": 4.5, "matrix_minutes": [[0, 50, 50], [50, 0, 50], [50, 200, 0]]}
    travel = {"matrix_minutes": [[0, 5, 5], [5, 0, 5], [5, 200, 0]], "points": ["a", "b", "base"], "slower": [slow]}
    units = [a_unit(id="base", speed_kmh=speed, **{"from": "12:40", "until": "13:50"}) for speed in (4.5, 12.0)]
    for unit, can in zip(units, (False, True), strict=True):
        asked = a_short_cut(travel=travel, units=[unit])
        assert Rounds(asked, TimedWays(asked.travel)).can_have(asked.units["base"], asked.windows["at b"]) is can


def test_who_must_rest_before_it_is_too_late_misses_the_only_way():
    rest = {"minutes": 20, "from": "12:40", "until": "13:00"}
    unit = a_unit(id="base", **{"from": "12:40", "until": "13:50"}, rest=rest)
    asked = a_short_cut(units=[unit])
    rounds = Rounds(asked, TimedWays(asked.travel))
    assert rounds.can_have(asked.units["base"], asked.windows["at b"]) is False
