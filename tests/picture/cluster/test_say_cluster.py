"""A cluster in one sentence."""

from dataclasses import replace

import pytest

from vigil.picture.cluster.say_cluster import ClusterWords, say_cluster, say_distance
from vigil.picture.cluster.scan_result import ScanCluster

FOUND = ScanCluster(
    places=(3, 1, 2),
    radius_m=3140.0,
    first=5,
    last=7,
    observed=12,
    expected=3.0,
    relative_risk=4.5,
    log_likelihood_ratio=9.1,
    p_value=0.001,
    recurrence_periods=1000.0,
)
IN_TIME = ClusterWords(centre="Dalston", from_day="3 June 2017", to_day="5 June 2017")


def test_where_when_how_many_and_how_seldom():
    assert say_cluster(FOUND, IN_TIME) == (
        "3 places within 3.1 km of Dalston: 12 reports in 3 days (3 June 2017 to 5 June 2017) where 3.0 were expected "
        "(×4.0); so strong a cluster comes by chance about once in 1,000 days when looked for every day."
    )


def test_one_place_one_day_one_expected():
    one = replace(FOUND, places=(3,), first=7, observed=4, expected=1.0, recurrence_periods=1.2)
    assert say_cluster(one, replace(IN_TIME, from_day="5 June 2017")) == (
        "Dalston: 4 reports in 1 day (5 June 2017) where 1.0 was expected (×4.0); "
        "so strong a cluster comes by chance about once in 1 day when looked for every day."
    )


def test_what_the_replications_can_tell_least_comes_at_most_so_often():
    said = say_cluster(FOUND, replace(IN_TIME, least_chance=0.001))
    assert "comes by chance at most once in 1,000 days" in said
    assert "about once in" in say_cluster(replace(FOUND, p_value=0.002), replace(IN_TIME, least_chance=0.001))


def test_a_few_places_that_have_names_are_named_and_cases_have_their_own_plural():
    words = replace(
        IN_TIME, names=("Dalston", "Hoxton"), case="incident against a place", cases="incidents against a place"
    )
    assert say_cluster(FOUND, words).startswith("Dalston and Hoxton: 12 incidents against a place in 3 days")
    assert "1 incident against a place in" in say_cluster(replace(FOUND, observed=1), words)
    many = replace(words, names=tuple("abcdefg"), place="area")
    assert say_cluster(FOUND, many).startswith("3 areas around Dalston: ")


def test_purely_spatial_and_with_other_words():
    spatial = replace(FOUND, recurrence_periods=None, p_value=0.04)
    words = ClusterWords(centre="Hull", place="ward", case="case")
    assert say_cluster(spatial, words) == (
        "3 wards within 3.1 km of Hull: 12 cases where 3.0 were expected (×4.0); "
        "the chance of so strong a cluster anywhere, were there none, is about 4 in 100."
    )


def test_no_distance_is_said_in_a_unit_that_nobody_has_named():
    said = say_cluster(FOUND, ClusterWords(centre="Hull", has_metres=False))
    assert said.startswith("3 places around Hull: 12 reports where")


def test_without_replications_nothing_is_said_of_chance():
    said = say_cluster(replace(FOUND, p_value=None, recurrence_periods=None), ClusterWords(centre="Hull"))
    assert said.endswith("; how seldom that comes by chance was not asked.")


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0.0, "0 m"),
        (7.4, "7 m"),
        (99.9, "100 m"),
        (234.0, "230 m"),
        (949.0, "950 m"),
        (950.0, "0.9 km"),
        (1234.0, "1.2 km"),
        (99_400.0, "99.4 km"),
        (99_500.0, "100 km"),
        (1_234_567.0, "1,235 km"),
    ],
)
def test_distances(metres, said):
    assert say_distance(metres) == said
