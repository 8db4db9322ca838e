from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.patrol.a_request import CENTRE, a_place, a_request, a_unit, a_window
from vigil.ground.point import Point
from vigil.patrol.game.unit_class import FAR, find_classes, short
from vigil.patrol.request import Request, Rest, TravelMatrix
from vigil.patrol.travel import travel_times


def classes_of(request: Request):
    times = travel_times(request)
    spots = np.array([times.place_spot[place.id] for place in request.places], dtype=np.int64)
    return find_classes(request, times, spots, request.windows)


def with_needs(*units) -> Request:
    """Give a request with a window for anybody, one for three people and one for who speaks Urdu."""
    needs: tuple[dict[str, Any], ...] = ({}, {"min_persons": 3}, {"skills": ("urdu",)})
    windows = tuple(a_window(f"w{n}", **need) for n, need in enumerate(needs))
    return a_request(windows=windows, units=units)


def test_units_that_are_alike_are_one_class_whatever_they_are_called_and_of_what_kind() -> None:
    units = (a_unit("x"), a_unit("other", effect=0.5), a_unit("a", kind="armed", start_id="b", end_id="c", persons=1))
    classes = classes_of(with_needs(*units))
    assert [one.members for one in classes] == [(0, 2), (1,)]
    assert [one.count for one in classes] == [2, 1]
    assert [one.effect for one in classes] == [1.0, 0.5]


@pytest.mark.parametrize(
    "change",
    [
        {"effect": 0.7},
        {"from_minute": 421},
        {"until_minute": 899},
        {"handover_minutes": 5},
        {"start": Point(lat=51.52, lon=-0.1)},
        {"end": Point(lat=51.52, lon=-0.1)},
        {"speed_kmh": 4.5},
        {"persons": 3},
        {"skills": ("urdu",)},
        {"max_drive_minutes": 60},
        {"max_drive_minutes": 0},
        {"rest": Rest(20, 600, 700)},
    ],
)
def test_whatever_matters_makes_another_class(change) -> None:
    assert len(classes_of(with_needs(a_unit("a"), a_unit("b", **change)))) == 2


@pytest.mark.parametrize("change", [{"skills": ("french",)}, {"persons": 1}, {"from_minute": 419.5}])
def test_what_no_window_asks_for_matters_not(change) -> None:
    assert len(classes_of(with_needs(a_unit("a"), a_unit("b", **change)))) == 1


def test_two_rests_differ_in_each_of_their_numbers() -> None:
    rests = (Rest(20, 600, 700), Rest(21, 600, 700), Rest(20, 601, 700), Rest(20, 600, 701))
    classes = classes_of(with_needs(*(a_unit(f"u{n}", rest=rest) for n, rest in enumerate(rests))))
    assert len(classes) == 4
    for one in classes:
        assert one.rest == rests[one.members[0]]


def test_a_class_says_when_where_and_what() -> None:
    unit = a_unit("u", from_minute=420.5, until_minute=899.5, handover_minutes=4, skills=("urdu",), max_drive_minutes=9)
    (one,) = classes_of(with_needs(unit))
    assert (one.ready, one.home_by, one.max_drive, one.rest) == (425, 895, 9, None)
    assert one.may.tolist() == [True, False, True]
    request = with_needs(unit)
    times = travel_times(request)
    assert one.out.tolist() == [[times.out(0, "mosque")]]
    assert one.home.tolist() == [[times.home(0, "mosque")]]


def test_their_order_does_not_depend_on_names_or_on_the_request() -> None:
    units = [a_unit(f"u{n}", effect=0.5 + 0.1 * (n % 3), from_minute=420 + 10 * (n % 2)) for n in range(6)]
    first = classes_of(with_needs(*units))
    second = classes_of(with_needs(*(replace(unit, id=f"v{n}") for n, unit in enumerate(units[::-1]))))
    assert [(one.ready, one.effect) for one in first] == [(one.ready, one.effect) for one in second]
    assert [one.members for one in second] == [tuple(5 - n for n in reversed(one.members)) for one in first]


def test_a_table_of_road_times_may_know_a_quicker_way_home_by_other_places() -> None:
    names = ("a", "b", "c", "u")
    # From a straight home: 50; by b: 3 + 30; by b and c: 3 + 4 + 5.
    table = ((0, 3, 40, 50), (9, 0, 4, 30), (9, 9, 0, 5), (6, 6, 6, 0))
    request = a_request(
        places=tuple(a_place(name, east=0.01 * n) for n, name in enumerate(names[:3])),
        windows=tuple(a_window(name, name) for name in names[:3]),
        units=(a_unit("u", start_id="u", end_id="u"),),
        travel=TravelMatrix(names, table),
    )
    (one,) = classes_of(request)
    assert one.home.tolist() == [[50, 30, 5]]
    assert one.least_home.tolist() == [12, 9, 5]
    assert one.least_out.tolist() == [6, 6, 6]


def test_units_without_a_place_to_go_are_still_classes() -> None:
    request = a_request(places=(), windows=(), units=(a_unit("a"), a_unit("b", effect=0.5)))
    classes = classes_of(request)
    assert [one.count for one in classes] == [1, 1]
    assert all(len(one.may) == len(one.least_home) == 0 for one in classes)


def test_what_is_too_far_stays_too_far() -> None:
    minutes = short(np.array([0, 5, FAR - 1, FAR, 10**6], dtype=np.int64))
    assert minutes.tolist() == [0, 5, FAR - 1, FAR, FAR]
    assert minutes.dtype == np.int16
    remote = a_unit("u", start=Point(lat=-CENTRE.lat, lon=CENTRE.lon + 180.0 - 360.0 * (CENTRE.lon > 0)))
    (one,) = classes_of(a_request(units=(replace(remote, speed_kmh=0.5),)))
    assert one.out.tolist() == [[FAR]]
