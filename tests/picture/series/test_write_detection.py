"""Writing what a detector says."""

import csv
import io
import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.ears import EarsControl
from vigil.picture.ears import detect as detect_by_ears
from vigil.picture.farrington import make_table
from vigil.picture.series.detection import Detection
from vigil.picture.series.write_detection import COLUMNS, write_detection

NAN = math.nan


def detection(rows, **columns):
    shape = (len(rows), len(next(iter(columns.values()))[0]))
    usual = {
        name: np.full(shape, NAN)
        for name in ("observed", "expected", "upper_bound", "score", "p_value", "mu0", "phi", "has_trend")
    }
    given = {name: np.array(values) for name, values in columns.items()}
    return Detection(method="m", rows=np.array(rows), **{**usual, "is_alarm": np.zeros(shape, bool), **given})


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_go_by_period_then_by_series_and_empty_is_not_defined():
    table = make_table(np.arange(8).reshape(4, 2), names=["a", "b, c"])
    found = detection(
        [2, 3],
        observed=[[4.0, 5.0], [6.0, NAN]],
        expected=[[4.5, NAN], [1e-7, 2.0]],
        upper_bound=[[9.25, NAN], [2.0, NAN]],
        score=[[-0.1, NAN], [3.0, NAN]],
        p_value=[[0.5, NAN], [1e-12, NAN]],
        is_alarm=[[False, False], [True, False]],
        mu0=[[4.5, NAN], [1e-7, 2.0]],
        phi=[[1.0, NAN], [2.5, 1.0]],
        has_trend=[[0.0, NAN], [1.0, 0.0]],
    )
    assert write_detection(table, found).split("\n") == [
        "date,series,observed,expected,upperbound,score,pvalue,alarm,mu0,phi,trend",
        "3,a,4,4.5,9.25,-0.1,0.5,0,4.5,1.0,0",
        '3,"b, c",5,,,,,,,,',
        "4,a,6,1e-07,2.0,3.0,1e-12,1,1e-07,2.5,1",
        '4,"b, c",,2.0,,,,0,2.0,1.0,0',
        "",
    ]


def test_where_nothing_is_fitted_an_alarm_needs_a_bound_and_a_count():
    counts = np.array([3.0, 4, 5, NAN, 30, 4, 4, 4])
    table = make_table(counts)
    found = detect_by_ears(table, EarsControl(baseline=3))
    assert [row["alarm"] for row in read(write_detection(table, found))] == ["", "", "", "", "0"]
    table = make_table(np.array([3.0, 4, 5, NAN]))
    assert [row["alarm"] for row in read(write_detection(table, detect_by_ears(table, EarsControl(baseline=3))))] == [
        ""
    ]


@given(st.lists(st.floats(allow_nan=True, width=64), min_size=1, max_size=20))
def test_every_number_is_written_to_its_last_digit(values):
    column = np.array(values)[:, None]
    found = detection(list(range(len(values))), observed=np.zeros((len(values), 1)), upper_bound=column, p_value=column)
    written = read(write_detection(make_table(np.zeros(len(values))), found))
    assert tuple(written[0]) == COLUMNS
    read_again = np.array([float(row["upperbound"] or "nan") for row in written])
    assert np.array_equal(read_again, column[:, 0], equal_nan=True)
