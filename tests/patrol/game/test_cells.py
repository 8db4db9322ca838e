from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.game.two_towns import two_towns
from vigil.patrol.game.cells import (
    Cell,
    cells_of,
    nearest_cells,
    request_of,
    send_units,
    split_places,
    travel_to_cells,
    wanted_units,
)
from vigil.patrol.game.problem import make_problem


def names(request, cells):
    """Give what is in cells by name, in no order."""
    return {
        (
            frozenset(request.windows[number].place_id for number in cell.windows),
            frozenset(request.units[number].start_id for number in cell.units),
        )
        for cell in cells
    }


def split(request, count=2):
    problem = make_problem(request)
    places = split_places(problem, count)
    return cells_of(problem, places, nearest_cells(travel_to_cells(problem, places)))


def test_towns_far_apart_are_cells_of_their_own_with_the_units_that_are_there() -> None:
    request = two_towns()
    west = frozenset(f"p{n}" for n in range(5)), frozenset(("base0", "base1"))
    east = frozenset(f"p{n}" for n in range(5, 10)), frozenset(f"base{n}" for n in range(2, 6))
    cells = names(request, split(request))
    assert {units for _, units in cells} == {west[1], east[1]}
    assert all(len(places & west[0]) >= 3 or len(places & east[0]) >= 4 for places, _ in cells)
    assert sum(len(cell.windows) for cell in split(request)) == len(request.windows)


def test_cells_do_not_depend_on_how_the_request_lists_things() -> None:
    request = two_towns()
    turned = replace(request, places=request.places[::-1], windows=request.windows[::-1], units=request.units[::-1])
    assert names(request, split(request, 3)) == names(turned, split(turned, 3))


def test_there_are_never_more_cells_than_places() -> None:
    problem = make_problem(two_towns())
    assert sorted(split_places(problem, 40).tolist()) == list(range(10))
    assert set(split_places(problem, 1).tolist()) == {0}


def test_units_go_where_they_are_wanted_and_drive_least() -> None:
    minutes = np.array([[1.0, 9.0], [2.0, 3.0], [1.0, 8.0]])
    assert nearest_cells(minutes).tolist() == [0, 0, 0]
    assert send_units(minutes, [2, 1]).tolist() == [0, 1, 0]


def test_more_units_are_wanted_where_more_is_left() -> None:
    wanted = wanted_units(np.array([20.0, 10.0]), np.array([1.0, 1.0]), np.array([6, 12]))
    assert wanted.tolist() == [10, 8]
    assert wanted_units(np.array([5.0, 5.0]), np.array([1.0, 1.0]), np.array([3, 3])).tolist() == [3, 3]
    assert wanted_units(np.array([5.0, 5.0]), np.zeros(2), np.array([3, 3])).tolist() == [3, 3]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 5), st.integers(0, 30)), min_size=1, max_size=8))
def test_nobody_is_lost_and_no_cell_gives_up_more_than_half(cells) -> None:
    values, worth, have = (np.array(part) for part in zip(*cells, strict=True))
    wanted = wanted_units(values, worth, have)
    assert wanted.sum() == have.sum()
    assert (wanted >= have - have // 2).all()
    assert (wanted <= have + have // 2 + 1).all()


def test_a_cell_is_a_request_whose_coverage_is_worth_what_it_is_in_the_whole() -> None:
    request = two_towns()
    part = request_of(request, Cell((0, 1, 2), (0, 3)))
    assert [window.id for window in part.windows] == [window.id for window in request.windows[:3]]
    assert [place.id for place in part.places] == ["p0", "p1"]
    assert [unit.id for unit in part.units] == ["u0", "u3"]
    whole, cell = make_problem(request), make_problem(part)
    rates = dict(zip(whole.bin_ids, whole.weight, strict=True))
    assert [rates[name] for name in cell.bin_ids] == pytest.approx(cell.weight.tolist())
