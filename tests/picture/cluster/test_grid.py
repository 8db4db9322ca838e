"""Cases counted by place and period."""

import numpy as np
import pytest

from tests.picture.cluster.scan_files import CASES, PLACES
from vigil.ground.errors import Unreadable
from vigil.picture.cluster.date_stamp import TimeStep, cut_into_periods, parse_stamp
from vigil.picture.cluster.grid import Grid
from vigil.picture.cluster.read_cases import read_cases
from vigil.picture.cluster.read_scan_places import read_places

DAYS = cut_into_periods(parse_stamp("2001-11-01"), parse_stamp("2001-11-03"), TimeStep.DAY)


def a_grid(study=DAYS):
    return Grid(read_places(PLACES.encode(), "places.csv"), study)


def test_cases_are_counted_where_and_when_they_were():
    counts = a_grid().count(read_cases(CASES.encode(), "cases.csv").rows)
    np.testing.assert_array_equal(counts, [[1, 0, 0], [0, 0, 2], [0, 0, 0], [0, 1, 0]])


def test_rows_of_one_place_and_day_add_up():
    table = read_cases(b"place,date,count\na,2001-11-02,1\na,2001-11-02,3\n", "cases.csv")
    assert a_grid().count(table.rows)[0, 1] == 4


def test_without_a_study_all_is_one_period():
    counts = a_grid(study=None).count(read_cases(b"place,count\na,1\nd,2\n", "cases.csv").rows)
    np.testing.assert_array_equal(counts, [[1], [0], [0], [2]])


def test_a_place_needs_coordinates():
    table = read_cases(b"place,count\na,1\nMordor,2\n", "cases.csv")
    with pytest.raises(Unreadable) as told:
        a_grid(study=None).count(table.rows)
    assert told.value.says == (
        "cases.csv, line 3, field place: is not in places.csv; give every place its coordinates there (found “Mordor”)"
    )


def test_a_grid_fits_into_memory():
    ages = cut_into_periods(parse_stamp("1000"), parse_stamp("9998"), TimeStep.MONTH)
    places = read_places(("place,x,y\n" + "".join(f"p{n},{n},0\n" for n in range(500))).encode(), "places.csv")
    with pytest.raises(Unreadable, match="500 places × 107,988 periods are too many"):
        Grid(places, ages).count(())
