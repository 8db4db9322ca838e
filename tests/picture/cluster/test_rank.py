"""Clusters that do not overlap, the most likely first."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.cluster.plain_scan import best_by_centre
from vigil.picture.cluster.neighbourhood import on_plane
from vigil.picture.cluster.problem import Cylinder, ScanKind, ScanModel, SeparableBaseline
from vigil.picture.cluster.question import ScanQuestion, pose
from vigil.picture.cluster.rank import rank_clusters, relative_risk

# Six places in a row, ten metres apart.
ROW = on_plane(np.linspace(0.0, 50.0, 6), np.zeros(6))


def spatial(cases):
    counts = np.array(cases, dtype=np.int64)[:, None]
    return pose(
        ScanQuestion(
            model=ScanModel.POISSON,
            kind=ScanKind.SPATIAL,
            coordinates=ROW,
            cases=counts,
            baseline=SeparableBaseline(np.full(6, counts.sum() / 6), np.ones(1)),
        )
    )


def a_cylinder(centre, discs, ratio):
    return Cylinder(centre, discs, 0, 0, 9, 3.0, ratio)


def test_a_cluster_shares_no_place_with_a_likelier_one():
    problem = spatial([9, 8, 0, 0, 1, 7])
    found = rank_clusters(problem, ROW, best_by_centre(problem))
    assert [(one.places, one.observed, one.radius_m) for one in found] == [((0, 1), 17, 10.0), ((5,), 7, 0.0)]
    assert [one.expected for one in found] == pytest.approx([25 / 3, 25 / 6])
    assert found[0].log_likelihood_ratio > found[1].log_likelihood_ratio
    assert found[0].relative_risk == pytest.approx((17 / (25 / 3)) / (8 / (50 / 3)))


def test_equally_likely_clusters_are_ordered_by_size_and_then_by_number():
    problem = spatial([1, 1, 1, 1, 1, 1])
    ratio = 2.0
    likely = (
        a_cylinder(2, 2, ratio * (1 + 1e-15)),
        a_cylinder(5, 1, ratio),
        a_cylinder(0, 1, ratio * (1 - 1e-15)),
    )
    assert [one.places[0] for one in rank_clusters(problem, ROW, likely)] == [0, 5, 2]


def test_what_is_hardly_likelier_than_chance_is_no_cluster():
    problem = spatial([1, 1, 1, 1, 1, 1])
    assert rank_clusters(problem, ROW, (a_cylinder(0, 1, 0.0009),)) == ()
    assert len(rank_clusters(problem, ROW, (a_cylinder(0, 1, 0.0011),))) == 1


def test_the_risk_is_infinite_when_nobody_is_ill_outside():
    assert relative_risk(5, 2.0, 5) == math.inf
    assert relative_risk(4, 2.0, 8) == pytest.approx(2 / (4 / 6))


@given(cases=st.lists(st.integers(0, 12), min_size=6, max_size=6).filter(any))
def test_clusters_add_up_to_no_more_than_all(cases):
    problem = spatial(cases)
    found = rank_clusters(problem, ROW, best_by_centre(problem))
    places = [place for one in found for place in one.places]
    assert len(places) == len(set(places))
    for one in found:
        assert one.observed == sum(cases[place] for place in one.places) >= 2
        assert one.relative_risk > 1
    ratios = [one.log_likelihood_ratio for one in found]
    assert ratios == sorted(ratios, reverse=True)
