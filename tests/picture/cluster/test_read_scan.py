"""Files of a scan, read together: the question they come to, and what does not go together."""

import numpy as np
import pytest

from tests.picture.cluster.scan_files import CASES, PEOPLE, files, read
from vigil.ground.errors import Unreadable
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, SeparableBaseline
from vigil.picture.cluster.scan_request import ScanOptions

SPATIAL = ScanOptions(model="poisson", kind="spatial")
BERNOULLI = ScanOptions(model="bernoulli", kind="spatial")
CONTROLS = "place,count\na,3\nb,1\nc,2\nd,1\n"


def test_cases_are_put_into_places_and_days():
    scan = read(files())
    assert scan.names == ("a", "b", "c", "d")
    assert scan.system == "x,y"
    np.testing.assert_array_equal(scan.question.cases, [[1, 0, 0], [0, 0, 2], [0, 0, 0], [0, 1, 0]])
    assert scan.question.baseline is None
    assert (scan.study.first_of(0), scan.study.last_of(2)) == ("2001-11-01", "2001-11-03")
    assert scan.question.longest is None


def test_options_bound_the_question():
    options = ScanOptions(
        model="permutation", kind="retrospective", begins="2001-10-30", ends="2001-11-05", max_days=2, max_share=0.3
    )
    question = read(files(), options).question
    assert (question.model, question.kind) == (ScanModel.PERMUTATION, ScanKind.RETROSPECTIVE)
    assert question.cases.shape == (4, 7)
    assert (question.longest, question.discs.share) == (2, 0.3)


@pytest.mark.parametrize(
    "cases",
    [
        CASES,
        "place,date,count\na,2001,1\nb,2001,2\nd,2001,1\n",
        "place,date,count\na,2001-11-02,1\nb,2001-11-02,2\nd,2001-11-02,1\n",
        "place,count\na,1\nb,2\nd,1\n",
        "count,place,date\n1,a,\n2,b,\n1,d,\n",
    ],
)
@pytest.mark.parametrize("people", [PEOPLE, "place,date,population\na,2001,100\nb,2001,100\nc,2001,200\nd,2001,400\n"])
def test_a_purely_spatial_scan_takes_cases_with_dates_and_without(cases, people):
    question = read(files(cases=cases, population=people), SPATIAL).question
    np.testing.assert_array_equal(question.cases, [[1], [2], [0], [1]])
    assert isinstance(question.baseline, SeparableBaseline)
    np.testing.assert_allclose(question.baseline.by_place, [0.5, 0.5, 1.0, 2.0])
    assert question.longest is None


@pytest.mark.parametrize(
    "cases", [CASES, "place,count\na,1\nb,2\nd,1\n", "place,date,count\na,2001,1\nb,2001,2\nd,2001,1\n"]
)
def test_bernoulli_reads_controls(cases):
    question = read(files(cases=cases, controls=CONTROLS), BERNOULLI).question
    np.testing.assert_array_equal(question.cases, [[1], [2], [0], [1]])
    np.testing.assert_array_equal(question.controls, [3, 1, 2, 1])


def test_several_censuses_and_covariates_make_a_baseline_of_cells():
    people = "place,date,population,sex\n" + "".join(
        f"{place},{year},{number},{sex}\n"
        for place in "abcd"
        for year, number in ((1999, 100), (2003, 200))
        for sex in "fm"
    )
    cases = "place,date,count,sex\na,2001-11-01,1,f\nb,2001-11-03,2,m\n"
    question = read(files(cases=cases, population=people), ScanOptions(model="poisson", kind="prospective")).question
    assert isinstance(question.baseline, FullBaseline)
    assert question.baseline.expected.sum() == pytest.approx(3.0)


def test_latitude_and_longitude_are_on_the_globe():
    scan = read(files(places="place,lat,lon\na,51.5,0\nb,51.6,0\nc,51.7,0\nd,52,0\n"))
    assert scan.system == "lat,lon"
    assert scan.question.coordinates.points.shape == (4, 3)
    assert scan.question.coordinates.radius_m(0, 1) == pytest.approx(11_112, rel=1e-3)


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        ({"cases": "place,date,count\nx,2001-11-01,1\n"}, None, "cases.csv, line 2, field place: is not in places.csv"),
        ({"cases": "place,date,count\na,2001-11-01,-1\n"}, None, "cases.csv, line 2, field count: is negative"),
        ({"cases": "place,date,count\na,2001-11-01,1.5\n"}, None, "cases.csv, line 2, field count: has a fraction"),
        ({"cases": "place,date,count\na,1 November,1\n"}, None, "cases.csv, line 2, field date: is not a date"),
        ({"cases": "place,date,count\na,2001-11-01,0\n"}, None, "cases.csv, field count: there is not a single case"),
        ({"cases": "place,date\na,2001-11-01\n"}, None, "cases.csv, line 1, field count: the column is missing"),
        (
            {"cases": CASES.replace("count", "count,sex").replace(",1\n", ",1,f\n").replace(",2\n", ",2,f\n")},
            None,
            "cases.csv, line 1, field sex: the permutation model",
        ),
        ({"places": "place,lat,lon\na,91,0\nb,0,0\nd,0,0\n"}, None, "places.csv, line 2, field lat: "),
        ({"places": "place,x,y\na,0,0\na,1,1\n"}, None, "places.csv, line 3, field place: stands in line 2 already"),
        (
            {"population": PEOPLE + "a,100\n"},
            SPATIAL,
            "population.csv, line 6, field place: “a” stands in line 2 already",
        ),
        ({"population": PEOPLE + "x,100\n"}, SPATIAL, "population.csv, line 6, field place: is not in places.csv"),
        (
            {"population": "place,population\na,100\nb,100\n"},
            SPATIAL,
            "cases.csv, line 4, field count: population.csv has nobody at “d”",
        ),
        ({"controls": CONTROLS + "x,1\n"}, BERNOULLI, "controls.csv, line 6, field place: is not in places.csv"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_field(given, options, said):
    with pytest.raises(Unreadable) as refused:
        read(files(**given), options)
    assert str(refused.value).startswith(said)
