import string
from dataclasses import fields, replace
from random import Random
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests, rich_requests
from tests.patrol.all_rounds import every_round
from tests.patrol.game.a_game import a_town, visit_at
from tests.patrol.game.small_game import small_requests
from vigil.patrol.cover import bin_share, coverage_of
from vigil.patrol.detour import knows_no_detour
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.problem import (
    Problem,
    arrivals,
    column_of,
    coverage_of_rounds,
    make_problem,
    rounds_for_request,
    visit_shares,
    visits_alone,
)
from vigil.patrol.plan import Round, Stop
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import Bin, CoverageRule, FairnessFloor, Request, TravelFactor, TravelMatrix, TravelRule

NAMES = {
    "request",
    "times",
    "reach",
    "windows",
    "bin_ids",
    "classes",
    "floors",
    "way",
    "least_way",
    "members",
    "profile",
}
"""What may say what things are called, where the request has them, or is looked at otherwise."""


SEEDS: Final = st.integers(0, 2**32)


@settings(max_examples=25, deadline=None)
@given(requests())
def test_every_visit_covers_what_the_rule_says(request_) -> None:
    problem = make_problem(request_)
    parts = {part.id: part for window in request_.windows for part in window.bins}
    for visit, node in enumerate(problem.visit_node.tolist()):
        window = request_.windows[problem.windows[node]]
        arrive = int(problem.visit_minute[visit])
        depart = arrive + window.visit_minutes
        shares = {part.id: bin_share(part, arrive, depart, request_.coverage) for part in window.bins}
        cell = slice(problem.share_from[visit], problem.share_from[visit + 1])
        found = {problem.bin_ids[number]: problem.share[cell][n] for n, number in enumerate(problem.share_bin[cell])}
        assert found == pytest.approx({name: share for name, share in shares.items() if share > 0}, abs=1e-12)
    assert problem.value.tolist() == [parts[name].value for name in problem.bin_ids]
    assert sorted(problem.bin_ids) == sorted(parts)


def test_shares_worked_out_by_hand() -> None:
    # Two bins of ten minutes; a visit of five from minute 103 on is there for five, and remembered for four at half.
    node, minute, minutes, bin_from = (np.array(values, dtype=np.int32) for values in ([0], [103], [5], [0, 2]))
    edges, rule = np.array([[100.0, 110.0], [110.0, 120.0]]), np.array([4.0, 0.5])
    share_from, share_bin, share = visit_shares(node, minute, minutes, (bin_from, edges, rule))
    assert share_from.tolist() == [0, 2]
    assert share_bin.tolist() == [0, 1]
    assert share == pytest.approx([(5 + 0.5 * 2) / 10, 0.5 * 2 / 10])


@settings(max_examples=25, deadline=None)
@given(requests())
def test_nodes_are_the_windows_that_somebody_can_reach_and_their_minutes(request_) -> None:
    problem = make_problem(request_)
    assert {request_.windows[number].id for number in problem.windows} == set(problem.reach.units)
    assert (np.diff(problem.last) <= 0).all()
    for node, number in enumerate(problem.windows):
        window = request_.windows[number]
        visits = slice(problem.visit_from[node], problem.visit_from[node + 1])
        assert problem.visit_minute[visits].tolist() == list(range(first_start(window), last_start(window) + 1))
        assert (problem.visit_node[visits] == node).all()
        bins = problem.bin_ids[problem.bin_from[node] : problem.bin_from[node + 1]]
        assert bins == tuple(part.id for part in window.bins)
    assert len(problem.visit_node) == problem.visit_from[-1]
    total = sum(part.value for window in request_.windows for part in window.bins)
    wanted = request_.value_of_coverage * request_.max_value * problem.value / total if total else 0 * problem.value
    assert problem.weight == pytest.approx(wanted)


@settings(max_examples=25, deadline=None)
@given(rich_requests())
def test_who_can_make_a_visit_alone_is_found_as_the_walk_finds_it(request_) -> None:
    problem = make_problem(request_)
    covered = np.zeros(problem.bins, dtype=np.bool_)
    for one in problem.classes:
        alone = visits_alone(problem, one)
        most = np.inf if one.max_drive is None else one.max_drive
        for visit, node in enumerate(problem.visit_node):
            drive = least_drive(problem, one, (visit,))
            can = bool(one.may[node]) and drive <= min(most, 1e9)
            # Of a rest, and of when the least way can be driven, it knows nothing: it may say yes too often only.
            assert alone[visit] or not can
            if one.rest is None and knows_no_detour(request_.travel):
                assert alone[visit] == can
            if alone[visit] and one.effect > 0:
                covered[problem.share_bin[problem.share_from[visit] : problem.share_from[visit + 1]]] = True
    assert (problem.is_open == covered).all()


@settings(max_examples=60, deadline=None)
@given(small_requests(limits=True))
def test_no_visit_that_some_round_makes_is_left_out(request_) -> None:
    problem = make_problem(request_)
    for one in problem.classes:
        can, made = visits_alone(problem, one), set()
        for stops in every_round(request_, problem.times, one.members[0]):
            made |= {visit_at(problem, name, start) for name, start in stops.items()}
        assert can[list(made)].all()
        assert can[~one.may[problem.visit_node]].sum() == 0


def test_a_bin_may_be_covered_by_way_of_another_stop_only() -> None:
    request = a_request(
        places=(a_place("a"), a_place("b", east=-0.01)),
        windows=(a_window("at a", "a", 765, 779), a_window("at b", "b", 785, 799)),
        units=(a_unit("base", from_minute=760, until_minute=830),),
        travel=TravelMatrix(("a", "b", "base"), ((0, 5, 5), (5, 0, 5), (5, 200, 0))),
    )
    problem = make_problem(request)
    assert problem.is_open.all()
    assert problem.pinned == 0.0


@settings(max_examples=25, deadline=None)
@given(rich_requests(), st.integers(400, 1500))
def test_nobody_arrives_sooner_than_the_travel_times_say(request_, minute) -> None:
    problem = make_problem(request_)
    for one in problem.classes:
        leaves = np.full(one.out.shape[1], minute, dtype=np.int64)
        there = arrivals(problem, leaves, one.out)
        unit = one.members[0]
        for place in {window.place_id for window in request_.windows}:
            spots = problem.times.start_spot[unit], problem.times.place_spot[place]
            nodes = [n for n, number in enumerate(problem.windows) if request_.windows[number].place_id == place]
            for node in nodes:
                assert there[problem.place[node]] == problem.times.arrive(unit, *spots, minute)


@settings(max_examples=25, deadline=None)
@given(requests(), SEEDS)
def test_plans_cover_what_they_cover_in_the_request(request_, seed) -> None:
    problem, random = make_problem(request_), Random(seed)
    begins, rounds = problem.visit_from.tolist(), []
    for _ in problem.units:
        nodes = random.sample(range(problem.nodes), random.randint(0, problem.nodes))
        rounds.append(tuple(random.randrange(begins[node], begins[node + 1]) for node in nodes))
    walks = rounds_for_request(problem, rounds)
    assert [walk.unit_id for walk in walks] == [unit.id for unit in request_.units]
    wanted = coverage_of(request_, walks)
    covered = coverage_of_rounds(problem, rounds)
    assert covered == pytest.approx([wanted[name] for name in problem.bin_ids], abs=1e-9)


def test_a_round_is_written_with_its_stops_for_the_right_unit() -> None:
    # The unit that begins later comes second in the game, whatever the request says.
    problem = make_problem(a_request(units=(a_unit("late", from_minute=500), a_unit("early"))))
    visits = visit_at(problem, "mosque/arriving", 770), visit_at(problem, "mosque/leaving", 830)
    assert rounds_for_request(problem, [visits, ()]) == (
        Round("late", ()),
        Round("early", (Stop("mosque/arriving", 770, 782), Stop("mosque/leaving", 830, 842))),
    )
    with pytest.raises(ValueError, match="zip"):
        rounds_for_request(problem, [visits])


def test_a_column_has_its_bins_in_order_and_nothing_that_is_not_covered() -> None:
    problem = make_problem(a_request(units=(a_unit(effect=0.5), a_unit("none", effect=0.0))))
    half, none = problem.classes
    assert (half.effect, none.effect) == (0.5, 0.0)
    visits = visit_at(problem, "mosque/arriving", 765), visit_at(problem, "mosque/leaving", 830)
    column = column_of(problem, half, visits)
    assert column.bins.tolist() == sorted(column.bins.tolist())
    by_name = {problem.bin_ids[number]: share for number, share in zip(column.bins, column.shares, strict=True)}
    assert by_name["mosque/arriving/0"] == pytest.approx(0.5 * (12 + 0.5 * 5.5) / 17.5)
    assert len(column_of(problem, half, ()).bins) == 0
    assert len(column_of(problem, none, visits).bins) == 0


def test_the_dearest_bin_that_nobody_can_cover_pins_the_value() -> None:
    night = a_window("night", opens=1200, closes=1230, value=40.0)
    request = a_request(windows=(*a_request().windows, night))
    problem = make_problem(request)
    assert problem.pinned == 40.0
    assert {name for name, is_open in zip(problem.bin_ids, problem.is_open, strict=True) if not is_open} == {
        "night/0",
        "night/1",
    }
    assert make_problem(a_request()).pinned == 0.0
    # Nobody protects anything by being there: all is as if out of reach.
    assert make_problem(a_request(units=(a_unit(effect=0.0),))).pinned == 10.0


def test_a_part_of_a_long_window_can_be_out_of_reach() -> None:
    bins = tuple(Bin(f"b{n}", 700 + 20 * n, 720 + 20 * n, 10.0 + n) for n in range(5))
    request = a_request(
        windows=(a_window(opens=700, closes=800, bins=bins),),
        units=(a_unit(from_minute=745, until_minute=790),),
        coverage=CoverageRule(0.0, 0.0),
    )
    problem = make_problem(request)
    assert problem.is_open.tolist() == [False, False, True, True, True]
    assert problem.pinned == 11.0


def test_nothing_at_all_is_a_problem_too() -> None:
    problem = make_problem(a_request(places=(), windows=(), units=(a_unit(),)))
    assert (problem.nodes, problem.bins, problem.pinned, problem.units) == (0, 0, 0.0, (0,))


def test_the_least_way_is_the_least_at_any_hour() -> None:
    slow = TravelRule(factors=(TravelFactor(760, 800, 3.0), TravelFactor(800, 850, 0.5)))
    problem = make_problem(a_town(travel=slow))
    assert len(problem.slot_from) == 4
    assert (problem.least_way[0] == problem.way[0].min(axis=0)).all()
    assert (problem.least_way[0] < problem.way[0][1]).any()


def told(problem: Problem) -> dict[str, object]:
    """Give all that the game is worked out from, without what things are called and where the request has them."""
    plain = {field.name: getattr(problem, field.name) for field in fields(problem) if field.name not in NAMES}
    for number, one in enumerate(problem.classes):
        plain |= {
            f"{number} {field.name}": getattr(one, field.name) for field in fields(one) if field.name not in NAMES
        }
        plain |= {f"{number} count": one.count, f"{number} way": problem.way[one.profile]}
    return plain | {"coefficient": problem.floors.coefficient, "floor": problem.floors.floor}


def the_same(first: object, second: object) -> bool:
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(the_same(a, b) for a, b in zip(first, second, strict=True))
    return bool(np.array_equal(np.asarray(first), np.asarray(second)))


def renamed(request: Request, random: Random) -> Request:
    """Give every place, window, bin and unit another name, and list them in another order."""
    letters = random.sample(string.ascii_letters, len(request.places) + len(request.windows) + len(request.units))
    new = {thing.id: letters.pop() for things in (request.places, request.windows, request.units) for thing in things}
    windows = [
        replace(
            window,
            id=new[window.id],
            place_id=new[window.place_id],
            bins=tuple(replace(part, id=f"{new[window.id]}{n}") for n, part in enumerate(window.bins)),
        )
        for window in request.windows
    ]
    places = [replace(place, id=new[place.id]) for place in request.places]
    units = [replace(unit, id=new[unit.id], start_id=new[unit.id], end_id=new[unit.id]) for unit in request.units]
    for things in (windows, places, units):
        random.shuffle(things)
    travel = request.travel
    if isinstance(travel, TravelMatrix):
        travel = replace(travel, points=tuple(new[name] for name in travel.points))
    return replace(request, places=tuple(places), windows=tuple(windows), units=tuple(units), travel=travel)


@settings(max_examples=40, deadline=None)
@given(rich_requests(), SEEDS)
def test_names_and_order_change_nothing(request_, seed) -> None:
    mine, others = told(make_problem(request_)), told(make_problem(renamed(request_, Random(seed))))
    assert mine.keys() == others.keys()
    assert [name for name in mine if not the_same(mine[name], others[name])] == []


def test_places_at_one_spot_keep_an_order_too() -> None:
    # A church hall lent to a mosque: one spot, two names, and a table of ways in which they differ.
    names = ("hall", "mosque", "unit")
    places = (a_place("hall", community="christian"), a_place("mosque", community="muslim"))
    windows = (a_window("hall", "hall"), a_window("mosque", "mosque"))
    request = a_request(
        places=places,
        windows=windows,
        travel=TravelMatrix(names, ((0, 2, 9), (3, 0, 5), (9, 5, 0))),
        fairness=(FairnessFloor("community", "christian", 0.5),),
    )
    mine = told(make_problem(request))
    for change in ({"places": places[::-1]}, {"windows": windows[::-1]}):
        others = told(make_problem(replace(request, **change)))
        assert [name for name in mine if not the_same(mine[name], others[name])] == []
