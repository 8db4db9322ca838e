"""Circular windows: the places around every centre, held against a sort that looks at each alone."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.cluster.neighbourhood import (
    EARTH_RADIUS_KM,
    ROWS,
    Coordinates,
    DiscLimits,
    find_neighbourhoods,
    on_globe,
    on_plane,
)

# A row of five: two at one point, one far away.
ROW = on_plane(np.array([0.0, 1.0, 1.0, 3.0, 9.0]), np.zeros(5))


def rows(around):
    return [list(order[:reach]) for order, reach in zip(around.order, around.reach, strict=True)]


def plain(coordinates, measure, limits):
    """Give the rows, one place after another."""
    points = coordinates.points
    straight = math.inf if limits.radius_m is None else coordinates.straight(limits.radius_m)
    found = []
    for centre in points:
        far = np.sqrt(((points - centre) ** 2).sum(axis=1))
        order = sorted(range(len(points)), key=lambda place, far=far: (far[place], *points[place], place))
        allowed = [place for place in order if far[place] <= straight][: limits.nearest]
        inside, reach = [], 0
        for position, place in enumerate(allowed):
            inside.append(place)
            if sum(measure[one] for one in inside) > limits.share * sum(measure) * (1 + 1e-12):
                break
            following = order[position + 1 : position + 2]
            if not following or any(points[following[0]] != points[place]):
                reach = position + 1
        found.append(order[:reach])
    return found


def test_places_at_one_point_enter_together():
    around = find_neighbourhoods(ROW, np.ones(5), DiscLimits(share=1.0))
    assert rows(around)[0] == [0, 1, 2, 3, 4]
    assert list(around.closes[0]) == [True, False, True, True, True]
    assert rows(around)[3] == [3, 1, 2, 0, 4]


def test_a_disc_ends_before_the_place_that_takes_it_over_the_share():
    measure = np.array([1.0, 1.0, 2.0, 1.0, 5.0])
    around = find_neighbourhoods(ROW, measure, DiscLimits(share=0.35))
    # 3.5 of 10: the first place alone, since the next two come together and weigh 3; the last weighs too much itself.
    assert rows(around) == [[0], [1, 2], [1, 2], [3], []]


def test_a_radius_and_a_number_of_places_bound_a_disc():
    assert rows(find_neighbourhoods(ROW, np.ones(5), DiscLimits(share=1.0, radius_m=2.0)))[3] == [3, 1, 2]
    assert rows(find_neighbourhoods(ROW, np.ones(5), DiscLimits(share=1.0, nearest=2)))[0] == [0]
    assert rows(find_neighbourhoods(ROW, np.ones(5), DiscLimits(share=1.0, nearest=3)))[0] == [0, 1, 2]
    assert rows(find_neighbourhoods(ROW, np.ones(5), DiscLimits(share=1.0, radius_m=0.0)))[1] == [1, 2]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12),
    st.integers(0, 1000),
    st.sampled_from([0.2, 0.5, 1.0]),
    st.sampled_from([None, 0.0, 1.0, 1.5]),
    st.sampled_from([None, 1, 4]),
)
def test_rows_are_those_of_a_plain_sort(points, seed, share, radius_m, nearest):
    x, y = np.array(points, dtype=np.float64).T
    measure = np.random.default_rng(seed).integers(0, 5, len(points)).astype(np.float64)
    limits = DiscLimits(share=share, radius_m=radius_m, nearest=nearest)
    assert rows(find_neighbourhoods(on_plane(x, y), measure, limits)) == plain(on_plane(x, y), measure, limits)


def test_more_centres_than_are_sorted_at_a_time():
    rng = np.random.default_rng(1)
    where = on_globe(rng.uniform(50, 55, ROWS + 40), rng.uniform(-3, 2, ROWS + 40))
    limits = DiscLimits(share=0.5, radius_m=60_000.0)
    measure = rng.uniform(0, 1, ROWS + 40)
    assert rows(find_neighbourhoods(where, measure, limits)) == plain(where, measure, limits)


def test_the_sorting_is_kept_and_cannot_be_changed():
    rng = np.random.default_rng(2)
    where = Coordinates(rng.uniform(0, 1, (50, 2)))
    first = find_neighbourhoods(where, np.ones(50), DiscLimits(share=1.0))
    again = find_neighbourhoods(Coordinates(where.points.copy()), np.arange(50.0), DiscLimits(share=1.0))
    assert again.order is first.order
    with pytest.raises(ValueError, match="read-only"):
        first.order[0, 0] = 7


def test_distances_on_the_globe_are_great_circles():
    quarter = on_globe(np.array([0.0, 0.0, 90.0]), np.array([0.0, 90.0, 0.0]))
    assert quarter.radius_m(0, 1) == pytest.approx(EARTH_RADIUS_KM * 1000 * math.pi / 2)
    assert quarter.radius_m(0, 2) == pytest.approx(EARTH_RADIUS_KM * 1000 * math.pi / 2)
    assert ROW.radius_m(0, 4) == 9.0
    assert ROW.straight(7.0) == 7.0
    assert quarter.straight(EARTH_RADIUS_KM * 1000 * math.pi / 2) == pytest.approx(EARTH_RADIUS_KM * math.sqrt(2))
    assert quarter.straight(1e12) == pytest.approx(2 * EARTH_RADIUS_KM)


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        ({"share": 0.0}, "a share of 0.0 is not"),
        ({"share": 1.1}, "a share of 1.1 is not"),
        ({"radius_m": -1.0}, "a radius of -1.0 m is not"),
        ({"radius_m": math.nan}, "a radius of nan m is not"),
        ({"nearest": 0}, "0 nearest places"),
    ],
)
def test_limits_out_of_range_are_refused(limits, why):
    with pytest.raises(ValueError, match=why):
        DiscLimits(**limits)
