"""What is expected of every cell, from files."""

import numpy as np
import pytest

from tests.picture.cluster.scan_files import CASES, PEOPLE, files, read
from vigil.ground.errors import Unreadable
from vigil.picture.cluster.expected import expected_cells
from vigil.picture.cluster.problem import FullBaseline
from vigil.picture.cluster.scan_request import ScanOptions

POISSON = ScanOptions(model="poisson", kind="prospective")


def expect(population=PEOPLE, cases=CASES, **options):
    asked = ScanOptions(**({"model": "poisson", "kind": "prospective"} | options))
    return read(files(cases=cases, population=population), asked).question.baseline


def test_undated_people_are_there_at_all_times():
    np.testing.assert_allclose(expected_cells(expect()), np.outer([0.5, 0.5, 1, 2], [1 / 3, 1 / 3, 1 / 3]))


def test_people_move_between_censuses():
    people = "place,date,population\n" + "".join(
        f"{place},{day},{count}\n"
        for place, counts in {"a": (10, 10), "b": (10, 10), "c": (0, 20), "d": (10, 10)}.items()
        for day, count in zip(("2001-11-01", "2001-11-03"), counts, strict=True)
    )
    baseline = expect(people)
    assert isinstance(baseline, FullBaseline)
    # The 1st and the 3rd are censuses; the 2nd lies between.
    np.testing.assert_allclose(baseline.expected, np.array([[10, 10, 10]] * 2 + [[0, 10, 20], [10, 10, 10]]) * 4 / 120)


def test_covariates_are_adjusted_for():
    cases = "place,date,count,sex\na,2001-11-01,3,f\nb,2001-11-02,1,m\n"
    people = "place,population,sex\na,10,f\na,10,m\nb,10,m\nc,20,f\nd,20,m\nd,0,f\n"
    found = expected_cells(expect(people, cases)).sum(axis=1)
    np.testing.assert_allclose(found, [3 * 10 / 30 + 1 * 10 / 40, 10 / 40, 3 * 20 / 30, 20 / 40])


def test_a_stratum_nobody_is_of_may_stand_in_a_row_without_cases():
    cases = "place,date,count,sex\na,2001-11-01,3,f\nb,2001-11-02,0,x\n"
    people = "place,population,sex\na,10,f\nb,20,f\n"
    np.testing.assert_allclose(expected_cells(expect(people, cases)).sum(axis=1), [1, 2, 0, 0])


def test_a_spatial_scan_without_dates_needs_one_census_at_most():
    undated = "place,count\na,1\nb,2\n"
    people = "place,date,population\na,1990,10\nb,1990,20\n"
    np.testing.assert_allclose(expected_cells(expect(people, undated, kind="spatial"))[:2, 0], [1, 2])
    with pytest.raises(Unreadable, match="there are several censuses and cases have no date; bound the study with"):
        expect(people + "a,1991,10\nb,1991,30\n", undated, kind="spatial")
    bounded = expect(people + "a,1991,10\nb,1991,30\n", undated, kind="spatial", begins="1991-07-01", ends="1992")
    np.testing.assert_allclose(expected_cells(bounded)[:2, 0], [0.75, 2.25])


@pytest.mark.parametrize(
    ("population", "cases", "says"),
    [
        (
            "place,population,age\na,1,5\n",
            CASES,
            "cases.csv, line 1: the covariates are none; those of population.csv are age; both files need the same",
        ),
        (
            "place,population,sex\na,10,f\n",
            "place,date,count,sex\na,2001-11-01,3,x\n",
            "cases.csv, line 2, field sex: nobody in population.csv is of sex x",
        ),
        (
            "place,population,sex\na,0,f\na,1,m\n",
            "place,date,count,sex\na,2001-11-01,3,f\n",
            "population.csv, field population: a stratum has cases but nobody at risk",
        ),
        (
            "place,population\na,10\nb,0\nd,1\n",
            CASES,
            "cases.csv, line 3, field count: population.csv has nobody at “b” in the period of 2001-11-03",
        ),
        ("place,population\na,10\nb,5\n", CASES, "line 4, field count: population.csv has nobody at “d”"),
        ("place,population\na,10\nMordor,5\n", CASES, "population.csv, line 3, field place: is not in places.csv"),
    ],
)
def test_what_does_not_match_is_said(population, cases, says):
    with pytest.raises(Unreadable) as told:
        expect(population, cases)
    assert says in told.value.says


def test_nobody_at_a_place_is_said_without_a_date_too():
    with pytest.raises(Unreadable, match="has nobody at “b”, who could be a case"):
        expect("place,population\na,10\nb,0\n", "place,count\na,1\nb,2\n", kind="spatial")
