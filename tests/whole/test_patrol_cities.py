"""The cities that patrol benchmarks plan for: the same every time, readable, in reach, and made without a planner."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import patrol_request
from benchmarks.patrol_request import KINDS, City, Geography, Worship, Worth, describe, make_request
from vigil.patrol.inspect.reached import out_of_reach
from vigil.patrol.inspect.read_asked import read_asked
from vigil.patrol.inspect.way import TimedWays
from vigil.patrol.read_request import parse_request

SMALL = [
    City(places=30, units=4, worship=worship, geography=geography, worth=worth, limits=limits)
    for worship, geography, worth, limits in (
        (Worship.FRIDAY, Geography.CLUSTERED, Worth.USUAL, False),
        (Worship.SUNDAY, Geography.TWO_TOWNS, Worth.FEW, True),
        (Worship.SATURDAY, Geography.UNIFORM, Worth.HEAVY, False),
        (Worship.NIGHT, Geography.LINEAR, Worth.FLAT, True),
    )
]


@pytest.mark.parametrize("city", SMALL, ids=lambda city: city.name)
def test_a_city_can_be_read_and_reached(city):
    request = make_request(city)
    content = json.dumps(request).encode()
    asked = read_asked(content, "request.json")
    assert out_of_reach(asked, TimedWays(asked.travel)) == frozenset()
    read = parse_request(content, "request.json")
    assert (len(read.places), len(read.units)) == (30, 4)
    assert read.max_value == 100
    for window in asked.windows.values():
        assert window.bins[0].begins == window.opens
        assert window.bins[-1].ends == window.closes
        assert all(a.ends == b.begins for a, b in zip(window.bins, window.bins[1:], strict=False))


def test_the_same_city_is_the_same_byte_for_byte_and_another_seed_is_another():
    city = SMALL[0]
    assert json.dumps(make_request(city)) == json.dumps(make_request(city))
    assert make_request(replace(city, seed=2)) != make_request(city)


def test_a_floor_changes_nothing_but_the_floor():
    plain, fair = make_request(SMALL[0]), make_request(replace(SMALL[0], floor=0.8))
    assert fair.pop("fairness") == [{"group": "community", "name": "*", "floor": 0.8}]
    assert fair == plain


def test_no_two_kinds_of_city_are_the_same():
    assert len({city.name for city in KINDS}) == len(KINDS)
    assert {city.worship for city in KINDS} == set(Worship)
    assert {city.geography for city in KINDS} == set(Geography)
    assert {city.worth for city in KINDS} == set(Worth)
    assert describe(SMALL[0], make_request(SMALL[0]))["windows"] > 30


def test_cities_are_made_without_a_planner():
    tree = ast.parse(Path(patrol_request.__file__).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    ours = {name for name in imported if name.startswith("vigil")}
    assert all(name.startswith(("vigil.ground", "vigil.patrol.inspect")) for name in ours)


def test_the_check_shares_no_code_with_the_planner():
    folder = Path(read_asked.__code__.co_filename).parent
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        ours = {name for name in imported if name.startswith("vigil")}
        assert all(name.startswith(("vigil.ground", "vigil.patrol.inspect")) for name in ours), path.name
