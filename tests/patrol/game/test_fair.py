from dataclasses import replace

import numpy as np
import pytest

from tests.patrol.game.a_game import a_town
from vigil.patrol.game.fair import find_floors
from vigil.patrol.request import FairnessFloor


def means(request, coverage):
    """Give the value-weighted mean of all bins, and of each group, the slow way."""
    parts = [(window.place_id, part) for window in request.windows for part in window.bins]
    groups = {}
    for (place_id, part), share in zip(parts, coverage, strict=True):
        place = request.place_by_id[place_id]
        for key in (None, ("community", place.community), ("area", place.area)):
            worth, covered = groups.get(key, (0.0, 0.0))
            groups[key] = worth + part.value, covered + part.value * share
    return {key: covered / worth for key, (worth, covered) in groups.items()}


FLOORS = (FairnessFloor("community", "*", 0.8), FairnessFloor("area", "S", 0.9), FairnessFloor("community", "a", 0.5))


def test_a_floor_is_kept_when_its_row_says_so() -> None:
    request = a_town(fairness=FLOORS)
    floors = find_floors(request, request.windows)
    assert sorted(floors.names) == [("area", "S"), ("community", "a"), ("community", "b"), ("community", "c")]
    assert floors.count == 4
    bins = sum(len(window.bins) for window in request.windows)
    for seed in range(20):
        coverage = np.random.default_rng(seed).uniform(0, 1, bins)
        mean = means(request, coverage)
        over = [mean[name] - least * mean[None] for name, least in zip(floors.names, floors.floor, strict=True)]
        assert floors.coefficient @ coverage == pytest.approx(over, abs=1e-12)


def test_of_two_floors_for_one_group_the_higher_counts() -> None:
    for fairness in (FLOORS, FLOORS[::-1]):
        request = a_town(fairness=fairness)
        floors = find_floors(request, request.windows)
        assert dict(zip(floors.names, floors.floor.tolist(), strict=True))["community", "a"] == 0.8


def test_no_row_for_a_group_that_asks_nothing_has_nothing_or_is_not_there() -> None:
    request = a_town(fairness=(FairnessFloor("community", "a", 0.0), FairnessFloor("community", "nobody", 0.8)))
    assert find_floors(request, request.windows).count == 0
    of_a = {place.id for place in request.places if place.community == "a"}
    windows = tuple(
        replace(window, bins=tuple(replace(part, value=0.0) for part in window.bins))
        if window.place_id in of_a
        else window
        for window in request.windows
    )
    request = replace(request, windows=windows, fairness=(FairnessFloor("community", "*", 0.8),))
    assert sorted(find_floors(request, windows).names) == [("community", "b"), ("community", "c")]


def test_no_floors_are_rows_of_the_right_shape() -> None:
    request = a_town()
    bins = sum(len(window.bins) for window in request.windows)
    assert find_floors(request, request.windows).coefficient.shape == (0, bins)


def test_what_groups_are_called_and_which_floor_comes_first_does_not_order_the_rows() -> None:
    request = a_town(fairness=FLOORS)
    new = {"a": "z", "b": "y", "c": "x"}
    other = replace(
        request,
        places=tuple(replace(place, community=new[place.community]) for place in request.places),
        fairness=tuple(replace(floor, name=new.get(floor.name, floor.name)) for floor in FLOORS[::-1]),
    )
    mine, others = find_floors(request, request.windows), find_floors(other, request.windows)
    assert (mine.coefficient == others.coefficient).all()
    assert (mine.floor == others.floor).all()
    assert [(group, new.get(name, name)) for group, name in mine.names] == list(others.names)
