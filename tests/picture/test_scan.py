"""The scan itself: equal to SaTScan, the same answer however it is worked out, and honest under chance."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pytest
from scipy.stats import binom

from tests.picture.cluster.small_problems import a_question
from vigil.picture import scan
from vigil.picture.cluster.read_scan import read_scan
from vigil.picture.cluster.scan_request import InputFile, ScanFiles, ScanOptions, parse_request

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "scan"
PROBLEMS: Final = json.loads((GOLDEN / "satscan_problems.json").read_text())


def a_file(name):
    return None if name is None else InputFile(content=(GOLDEN / name).read_bytes(), source=name)


def golden(cases, places, *, population=None, controls=None, **options):
    given = ScanFiles(
        cases=a_file(cases), places=a_file(places), population=a_file(population), controls=a_file(controls)
    )
    return read_scan(given, parse_request(ScanOptions(**options)))


NEW_MEXICO: Final = {
    "population": "new_mexico_population.csv",
    "model": "poisson",
    "kind": "retrospective",
    "time_step": "year",
}
NEW_YORK: Final = {"population": "new_york_population.csv", "model": "poisson", "kind": "spatial"}


@pytest.mark.parametrize(
    ("files", "options", "ratio", "places", "time"),
    [
        (("new_mexico_cases.csv", "new_mexico_places.csv"), NEW_MEXICO, 10.979758, 9, ("1985", "1989")),
        (("new_mexico_cases.csv", "new_mexico_places_plane.csv"), NEW_MEXICO, 10.016706, 8, ("1985", "1989")),
        (("new_york_cases.csv", "new_york_places_plane.csv"), NEW_YORK | {"max_share": 0.1}, 11.577255, 26, None),
        (("new_york_cases.csv", "new_york_places_plane.csv"), NEW_YORK, 14.083511, 28, None),
        (("new_york_cases.csv", "new_york_places.csv"), NEW_YORK | {"max_share": 0.1}, 13.789128, 26, None),
        (("new_york_cases.csv", "new_york_places.csv"), NEW_YORK, 14.780276, 31, None),
        (
            ("new_york_city_cases.csv", "new_york_city_places.csv"),
            {"model": "permutation", "kind": "prospective", "max_days": 7},
            3.845418,
            9,
            ("2001-11-22", "2001-11-24"),
        ),
        (
            ("north_humberside_cases.csv", "north_humberside_places.csv"),
            {"controls": "north_humberside_controls.csv", "model": "bernoulli", "kind": "spatial"},
            4.836516,
            4,
            None,
        ),
    ],
)
def test_the_best_cluster_is_that_of_satscan(files, options, ratio, places, time):
    asked = golden(*files, **options)
    best, *_ = scan.scan(asked.question, replications=0).clusters
    assert best.log_likelihood_ratio == pytest.approx(ratio, abs=1e-6)
    assert len(best.places) == places
    if time:
        assert (asked.study.first_of(best.first), asked.study.last_of(best.last)) == time


@pytest.mark.parametrize("given", PROBLEMS, ids=[f"{one['model']}-{one['kind']}" for one in PROBLEMS])
def test_all_clusters_of_small_problems_are_those_of_satscan(given):
    files = {
        name: given[name] and InputFile(content=given[name].encode(), source=name)
        for name in ("cases", "places", "population", "controls")
    }
    options = ("model", "kind", "time_step", "begins", "ends", "max_days", "max_share", "max_radius_m")
    asked = read_scan(ScanFiles(**files), parse_request(ScanOptions(**{name: given[name] for name in options})))
    found = scan.scan(asked.question, replications=0).clusters
    if given["kind"] != "retrospective":
        # Of retrospective problems the file has the most likely cluster alone.
        assert len(found) == len(given["clusters"])
    for ours, theirs in zip(found, given["clusters"], strict=False):
        assert sorted(asked.names[place] for place in ours.places) == sorted(theirs["places"])
        assert ours.log_likelihood_ratio == pytest.approx(theirs["llr"], abs=1e-6)
        assert ours.observed == theirs["observed"]
        assert ours.expected == pytest.approx(theirs["expected"], abs=0.00501)


def a_scan(**options):
    question = a_question(scan.ScanModel.PERMUTATION, scan.ScanKind.PROSPECTIVE, seed=7)
    return scan.scan(question, **({"replications": 199} | options))


def test_probabilities_are_ranks_among_the_replications():
    found = a_scan()
    assert len(found.maxima) == 199
    for one in found.clusters:
        reached = np.count_nonzero(found.maxima >= one.log_likelihood_ratio * (1 - 1e-10))
        assert one.p_value == (1 + reached) / 200
        assert one.recurrence_periods == 1 / one.p_value
        assert 0 < one.p_gumbel <= 1
    assert [one.p_value for one in found.clusters] == sorted(one.p_value for one in found.clusters)


def test_only_a_prospective_scan_is_repeated_every_period():
    question = a_question(scan.ScanModel.POISSON, scan.ScanKind.RETROSPECTIVE, seed=3, full=True)
    found = scan.scan(question, replications=19)
    assert found.clusters[0].p_value is not None
    assert found.clusters[0].recurrence_periods is None
    assert (found.model, found.kind, found.cases) == (question.model, question.kind, question.cases.sum())
    assert found.cylinders > 0


def test_without_replications_nothing_is_known_of_chance():
    best = a_scan(replications=0).clusters[0]
    assert (best.p_value, best.p_gumbel, best.recurrence_periods) == (None, None, None)


def test_threads_and_the_executor_change_nothing():
    class LastFirst:
        def run(self, function, tasks, *, heard):
            given = [function(task) for task in reversed(tasks)]
            heard(len(tasks))
            return tuple(reversed(given))

    alone = a_scan(replications=400)
    for other in (a_scan(replications=400, threads=3), a_scan(replications=400, executor=LastFirst())):
        assert other.clusters == alone.clusters
        np.testing.assert_array_equal(other.maxima, alone.maxima)
    assert not np.array_equal(a_scan(replications=400, seed=2).maxima, alone.maxima)


def test_the_order_of_places_changes_no_ratio():
    question = a_question(scan.ScanModel.PERMUTATION, scan.ScanKind.PROSPECTIVE, seed=8)
    turned = replace(
        question,
        cases=question.cases[::-1].copy(),
        coordinates=scan.Coordinates(question.coordinates.points[::-1].copy()),
    )
    one, other = (scan.scan(asked, replications=0).clusters for asked in (question, turned))
    assert [cluster.log_likelihood_ratio for cluster in one] == pytest.approx(
        [cluster.log_likelihood_ratio for cluster in other]
    )


def test_a_hopeless_scan_stops_and_says_its_probability_so_far():
    whole = a_scan(replications=999)
    assert whole.clusters[0].p_value > 0.1
    stopped = a_scan(replications=999, stop_after=20)
    number = len(stopped.maxima)
    assert number < 999
    np.testing.assert_array_equal(stopped.maxima, whole.maxima[:number])
    assert stopped.clusters[0].p_value == 20 / number
    assert stopped.clusters[0].log_likelihood_ratio == whole.clusters[0].log_likelihood_ratio


def test_a_scan_that_finds_nothing_has_nothing_to_stop_for():
    question = a_question(scan.ScanModel.PERMUTATION, scan.ScanKind.PROSPECTIVE, seed=3)
    question.cases[:] = 0
    question.cases[:, 0] = 1
    found = scan.scan(question, replications=19, stop_after=1)
    assert found.clusters == ()
    assert len(found.maxima) == 19


@pytest.mark.parametrize("model", [scan.ScanModel.PERMUTATION, scan.ScanModel.POISSON])
def test_where_there_is_no_cluster_one_in_twenty_is_below_five_in_a_hundred(model):
    """The benchmark `picture_scan_null` does this with 4,000 data sets; here the limits are those of 300."""
    rng = np.random.default_rng(20)
    where = scan.on_plane(rng.uniform(0, 1, 15), rng.uniform(0, 1, 15))
    weights = rng.uniform(0.5, 2.0, 15)
    below = 0
    for seed in range(300):
        cases = rng.poisson(6.0 * weights[:, None] / 10, (15, 10))
        baseline = scan.SeparableBaseline(weights * (cases.sum() / weights.sum()), np.full(10, 0.1))
        question = scan.ScanQuestion(
            model=model,
            kind=scan.ScanKind.PROSPECTIVE,
            coordinates=where,
            cases=cases,
            baseline=baseline if model is scan.ScanModel.POISSON else None,
            longest=3,
        )
        found = scan.scan(question, replications=99, seed=seed).clusters
        below += bool(found) and found[0].p_value <= 0.05
    low, high = binom.ppf([0.0005, 0.9995], 300, 0.05)
    assert low <= below <= high
