"""The answer of a scan in JSON."""

import json
import math

import numpy as np
import pytest

from tests.picture.cluster.scan_files import PEOPLE, files, read
from vigil.picture.cluster.scan_request import ScanOptions
from vigil.picture.cluster.scan_result import ScanCluster, ScanResult
from vigil.picture.cluster.write_scan import write_scan

KEYS = [
    "places",
    "from",
    "to",
    "observed",
    "expected",
    "relative_risk",
    "llr",
    "p",
    "p_gumbel",
    "recurrence_interval_days",
]


def a_cluster(**changes):
    given = {
        "places": (1, 0),
        "radius_m": 1.0,
        "first": 2,
        "last": 2,
        "observed": 2,
        "expected": 0.75,
        "relative_risk": 3.2,
        "log_likelihood_ratio": 1.5,
        "p_value": 0.01,
        "p_gumbel": 0.004,
        "recurrence_periods": 100.0,
    }
    return ScanCluster(**(given | changes))


def written(read_scan, cluster, replications=99):
    asked = read_scan.question
    result = ScanResult(
        model=asked.model,
        kind=asked.kind,
        cases=4,
        cylinders=12,
        clusters=(cluster,),
        maxima=np.ones(replications),
    )
    return json.loads(write_scan(read_scan, result, cpu_s=1.23456), parse_constant=pytest.fail)


def test_everything_that_is_promised_is_there():
    found = written(read(files()), a_cluster())
    (cluster,) = found.pop("clusters")
    assert found == {
        "model": "permutation",
        "kind": "prospective",
        "coordinates": "x,y",
        "from": "2001-11-01",
        "to": "2001-11-03",
        "places": 4,
        "periods": 3,
        "cases": 4,
        "replications": 99,
        "cylinders": 12,
        "cpu_s": 1.235,
    }
    assert {key: cluster[key] for key in KEYS} == {
        "places": ["b", "a"],
        "from": "2001-11-03",
        "to": "2001-11-03",
        "observed": 2,
        "expected": 0.75,
        "relative_risk": 3.2,
        "llr": 1.5,
        "p": 0.01,
        "p_gumbel": 0.004,
        "recurrence_interval_days": 100.0,
    }
    assert (cluster["centre"], cluster["radius_m"]) == ("b", 1.0)
    assert cluster["sentence"].startswith("2 places around b: 2 cases in 1 day (2001-11-03) where 0.75 were expected")


def test_a_risk_without_bounds_and_what_is_not_known_is_null():
    (cluster,) = written(
        read(files()),
        a_cluster(relative_risk=math.inf, p_value=None, p_gumbel=None, recurrence_periods=None),
        replications=0,
    )["clusters"]
    nothing = ("relative_risk", "p", "p_gumbel", "recurrence_interval_days")
    assert [cluster[key] for key in nothing] == [None] * 4


def test_a_year_has_the_days_of_a_mean_year():
    cases = "place,date,count\na,1999,1\nb,2000,2\nd,2001,1\n"
    options = ScanOptions(model="permutation", kind="prospective", time_step="year")
    (cluster,) = written(read(files(cases=cases), options), a_cluster())["clusters"]
    assert (cluster["from"], cluster["to"]) == ("2001", "2001")
    assert cluster["recurrence_interval_days"] == pytest.approx(36524.25)
    assert "about once in 100 years when looked for every year" in cluster["sentence"]


@pytest.mark.parametrize("dated", [True, False])
def test_a_purely_spatial_cluster_lasts_the_whole_study(dated):
    cases = "place,date,count\na,2001-11-01,1\nb,2001-11-03,3\n" if dated else "place,count\na,1\nb,3\n"
    options = ScanOptions(model="poisson", kind="spatial")
    found = written(
        read(files(cases=cases, population=PEOPLE), options), a_cluster(first=0, last=0, recurrence_periods=None)
    )
    (cluster,) = found["clusters"]
    assert (cluster["from"], cluster["to"]) == (("2001-11-01", "2001-11-03") if dated else (None, None))
    assert (found["from"], found["to"], found["periods"]) == (cluster["from"], cluster["to"], 1)
    assert cluster["sentence"] == (
        "2 places around b: 2 cases where 0.75 were expected (×2.7); "
        "the chance of so strong a cluster anywhere, were there none, is about 1 in 100."
    )
