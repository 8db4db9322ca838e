from itertools import pairwise

import numpy as np
import pytest

from tests.patrol.game.a_game import dice
from vigil.patrol.game import lie as lies
from vigil.patrol.game.lie import FEW, NEAREST, bare_lie, find_lie


def some_places(seed, places, nodes):
    """Places on a map of half an hour across, and nodes at some of them: way, place, slack, stay."""
    rng = dice(seed)
    spots = rng.uniform(0, 30, (places, 2))
    way = np.hypot(*(spots[:, None] - spots[None, :]).T).round() + rng.integers(0, 3, (places, places))
    np.fill_diagonal(way, 0)
    place = rng.integers(0, places, nodes).astype(np.int32)
    return way.astype(np.int16), place, rng.integers(-10, 60, nodes), rng.integers(1, 15, nodes)


def parts(begins, which):
    """Give what belongs to each number, as lists."""
    return [which[since:until].tolist() for since, until in pairwise(begins)]


def plain_neighbours(way, place, slack, stay, one):
    """Give the neighbours of a place the plain way: itself, then the others, nearest first."""
    found = []
    for other in range(len(way)):
        there_and_back = int(way[one, other]) + int(way[other, one])
        at_one, at_other = place == one, place == other
        is_back = any(there_and_back + minutes <= most for minutes in stay[at_other] for most in slack[at_one])
        is_back |= any(there_and_back + minutes <= most for minutes in stay[at_one] for most in slack[at_other])
        if other != one and is_back:
            found.append((there_and_back, other))
    return [one, *(other for _, other in sorted(found))]


@pytest.mark.parametrize("most", [NEAREST, 4, 1])
@pytest.mark.parametrize("seed", range(4))
def test_neighbours_are_those_from_which_one_can_be_back_the_nearest_if_there_are_many(most, seed, monkeypatch) -> None:
    monkeypatch.setattr(lies, "NEAREST", most)
    way, place, slack, stay = some_places(seed, places=15, nodes=20)
    lie = find_lie(way, place, slack, stay)
    wanted = [plain_neighbours(way, place, slack, stay, one) for one in range(len(way))]
    assert max(map(len, wanted)) > 4
    assert parts(lie.near_from, lie.near) == [near[:most] for near in wanted]


def test_whoever_can_be_back_at_a_node_was_at_a_neighbour() -> None:
    rng = dice(5)
    way, place, _, minutes = some_places(5, places=12, nodes=30)
    first = rng.integers(700, 720, len(place))
    last = first + rng.integers(0, 60, len(place))
    lie = find_lie(way, place, last - first - minutes, minutes)
    near, back = parts(lie.near_from, lie.near), 0
    for node in range(len(place)):
        for other in range(len(place)):
            there = max(first[node] + minutes[node] + int(way[place[node], place[other]]), first[other])
            again = there + minutes[other] + int(way[place[other], place[node]])
            if other != node and there <= last[other] and again <= last[node]:
                back += 1
                assert place[other] in near[place[node]]
                assert place[node] in near[place[other]]
    assert back > 0


def test_a_place_without_a_window_is_nobodys_neighbour() -> None:
    way = np.ones((3, 3), dtype=np.int16)
    lie = find_lie(way, np.array([0, 2], dtype=np.int32), np.array([30, 30]), np.array([5, 5]))
    assert parts(lie.near_from, lie.near) == [[0, 2], [1], [2, 0]]


@pytest.mark.parametrize("bare", [False, True])
def test_beside_a_node_are_the_others_at_its_place_and_at_its_neighbours(bare) -> None:
    way, place, slack, stay = some_places(1, places=10, nodes=25)
    lie = bare_lie(way, place) if bare else find_lie(way, place, slack, stay)
    near = parts(lie.near_from, lie.near)
    beside, minutes = parts(lie.beside_from, lie.beside), parts(lie.beside_from, lie.beside_way)
    assert len(beside) == len(place)
    for node in range(len(place)):
        wanted = [other for other in range(len(place)) if other != node and place[other] in near[place[node]]]
        assert sorted(beside[node]) == wanted
        assert minutes[node] == [way[place[node], place[other]] for other in beside[node]]


@pytest.mark.parametrize(("places_a_cell", "cells"), [(1, 40), (7, 5), (39, 1), (1000, 1)])
def test_every_place_is_in_one_cell_and_cells_come_nearest_first(places_a_cell, cells, monkeypatch) -> None:
    monkeypatch.setattr(lies, "PLACES_A_CELL", places_a_cell)
    way, place, slack, stay = some_places(2, places=40, nodes=50)
    lie = find_lie(way, place, slack, stay)
    members = parts(lie.member_from, lie.member)
    assert len(members) == cells
    assert all(members)
    assert sorted(lie.member.tolist()) == list(range(len(way)))
    for number, places in enumerate(members):
        assert (lie.cell[places] == number).all()
    for one in range(len(way)):
        assert sorted(lie.by_distance[one].tolist()) == list(range(cells))
        assert lie.least[one].tolist() == [way[one, members[number]].min() for number in lie.by_distance[one]]
        assert (np.diff(lie.least[one]) >= 0).all()


def test_a_place_is_in_the_cell_whose_middle_is_nearest(monkeypatch) -> None:
    # Two villages an hour apart.
    monkeypatch.setattr(lies, "PLACES_A_CELL", 3)
    spot = np.array([0, 1, 60, 2, 61, 62])
    lie = bare_lie(abs(spot[:, None] - spot[None, :]).astype(np.int16), np.arange(6, dtype=np.int32))
    assert lie.cell.tolist() == [0] * 6
    monkeypatch.setattr(lies, "FEW", 5)
    lie = bare_lie(abs(spot[:, None] - spot[None, :]).astype(np.int16), np.arange(6, dtype=np.int32))
    assert parts(lie.member_from, lie.member) == [[0, 1, 3], [2, 4, 5]]
    assert lie.least.tolist() == [[0, 60], [0, 59], [0, 58], [0, 58], [0, 59], [0, 60]]


def test_places_at_one_spot_lie_in_one_cell(monkeypatch) -> None:
    monkeypatch.setattr(lies, "PLACES_A_CELL", 1)
    place = np.arange(5, dtype=np.int32)
    lie = find_lie(np.zeros((5, 5), dtype=np.int16), place, np.full(5, -1), np.full(5, 5))
    assert parts(lie.member_from, lie.member) == [[0, 1, 2, 3, 4]]


def test_for_one_time_a_place_has_no_neighbours_and_few_places_no_cells() -> None:
    for places, cells in ((FEW, 1), (FEW + 1, FEW // lies.PLACES_A_CELL)):
        way, place, _, _ = some_places(3, places, places)
        lie = bare_lie(way, place)
        assert parts(lie.near_from, lie.near) == [[one] for one in range(places)]
        assert len(lie.member_from) == cells + 1
