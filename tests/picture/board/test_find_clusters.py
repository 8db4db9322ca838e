"""Clusters that go on until now: found where they were planted, said in words, seldom where there is none."""

from dataclasses import replace

import numpy as np
import pytest

from tests.picture.board.town import CENTRES, a_known, a_tally, months, published
from vigil.ground.executor import IN_THIS_PROCESS, hear_nothing
from vigil.ground.point import Point
from vigil.picture.board.find_clusters import find_clusters
from vigil.picture.board.study import list_studies

NAMES = tuple(CENTRES)


def by_month(*, planted: int):
    rng = np.random.default_rng(8)
    counts = {name: rng.poisson(12.0, 30) for name in NAMES}
    counts["Northam"][-2:] += planted
    return list_studies(a_known(published=published(*(months(list(c), area=name) for name, c in counts.items()))))


def by_day(*, planted: int):
    rng = np.random.default_rng(9)
    found = [
        a_tally(back, area=name, count=int(count))
        for name in NAMES
        for back in range(365)
        if (count := rng.poisson(0.5))
    ]
    hit = [a_tally(back, area="", point=Point(lat=51.5, lon=-0.1), count=planted) for back in range(3) if planted]
    return list_studies(a_known(tallies=(*found, *hit)))


def find(studies, *, seed=1):
    return find_clusters(studies, seed=seed, executor=IN_THIS_PROCESS, heard=hear_nothing)


def test_a_planted_month_is_found_and_said():
    (cluster,) = find(by_month(planted=20))
    assert (cluster.id, cluster.members, cluster.centre) == (1, ("Northam",), CENTRES["Northam"])
    assert (cluster.from_on.isoformat(), cluster.until_on.isoformat()) == ("2019-01-01", "2019-02-28")
    assert cluster.p_value == 0.001
    assert cluster.recurrence_days == pytest.approx(1000 * 365.25 / 12)
    assert cluster.observed > 1.5 * cluster.expected
    assert cluster.sentence.startswith(
        f"Northam: {cluster.observed} Islamophobic offences in 2 months (January 2019 to"
    )


def test_areas_are_named_where_no_incident_says_where_in_its_area_it_was():
    rng = np.random.default_rng(9)
    found = [
        a_tally(back, area=name, count=int(count))
        for name in NAMES
        for back in range(365)
        if (count := rng.poisson(0.5) + (8 if back < 3 and name in NAMES[:2] else 0))
    ]
    (cluster,) = find(list_studies(a_known(tallies=tuple(found))))
    assert set(cluster.members) == set(NAMES[:2])
    assert cluster.sentence.startswith(f"{' and '.join(cluster.members)}: {cluster.observed} incidents against Muslim")
    assert "square kilometre" not in cluster.sentence


def test_a_planted_spell_of_days_is_found_at_its_square():
    (cluster,) = find(by_day(planted=8))
    assert (cluster.flag, cluster.until_on.isoformat()) == ("muslim", "2019-03-14")
    assert cluster.recurrence_days == 1000
    assert cluster.from_on.isoformat() in {"2019-03-11", "2019-03-12"}
    assert cluster.sentence.startswith(f"Eastham: {cluster.observed} incidents against Muslim communities in ")
    assert "at most once in 1,000 days" in cluster.sentence
    assert "to 14 March 2019)" in cluster.sentence


def test_a_square_outside_every_area_is_named_by_its_position():
    studies = by_day(planted=8)
    bare = tuple(replace(one, members=tuple(() for _ in one.members)) for one in studies)
    (cluster,) = find(bare)
    assert cluster.members == ()
    assert cluster.sentence.startswith("51.5")


def test_where_nothing_is_planted_nothing_is_shown():
    assert find((*by_month(planted=0), *by_day(planted=0))) == ()


def test_the_strongest_comes_first_and_the_seed_alone_decides_the_dice():
    studies = (*by_month(planted=20), *by_day(planted=8))
    found = find(studies)
    assert [one.id for one in found] == [1, 2]
    assert found[0].log_likelihood_ratio >= found[1].log_likelihood_ratio
    assert find(studies) == found


def test_the_largest_seed_is_a_seed():
    assert len(find((*by_month(planted=20), *by_day(planted=8)), seed=2**63 - 1)) == 2


def test_nothing_to_scan_gives_nothing():
    assert find(()) == ()
