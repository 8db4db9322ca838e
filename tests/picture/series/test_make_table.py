"""Making a table of counts from arrays."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.series.make_table import make_table
from vigil.picture.series.read_counts import read_counts


def test_one_series_of_weeks():
    table = make_table([3, 0, 5], begins=date(2024, 1, 1))
    assert table.counts.tolist() == [[3.0], [0.0], [5.0]]
    assert table.first_days == (date(2024, 1, 1), date(2024, 1, 8), date(2024, 1, 15))
    assert (table.names, table.numbers, table.population, table.periods_a_year) == (("1",), (), None, 52)


def test_many_series_with_names_and_population():
    table = make_table([[1, 2], [3, np.nan]], names=["a", "b"], population=[[10, 20], [11, 21]])
    assert table.names == ("a", "b")
    assert table.numbers == (1, 2)
    assert table.population.tolist() == [[10.0, 20.0], [11.0, 21.0]]
    assert np.isnan(table.counts[1, 1])


def test_the_table_keeps_its_own_counts():
    counts = np.array([1.0, 2.0])
    table = make_table(counts)
    counts[0] = 9.0
    assert table.counts[0, 0] == 1.0


@given(
    st.sampled_from([("day", 365), ("week", 52), ("month", 12)]),
    st.dates(date(1980, 1, 1), date(2030, 1, 1)),
    st.integers(3, 90),
)
def test_its_days_are_those_that_a_file_would_need(every, begins, periods):
    begins = begins.replace(day=min(begins.day, 28))
    table = make_table(np.zeros(periods), begins=begins, every=every[0], names=["a"])
    assert table.periods_a_year == every[1]
    lines = ["date,series,count", *(f"{day},a,0" for day in table.first_days)]
    assert read_counts("\n".join(lines).encode(), "counts.csv").first_days == table.first_days
    if every[0] == "day":
        assert table.first_days[-1] == begins + timedelta(days=periods - 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"counts": [1, -1]}, "whole numbers at least 0"),
        ({"counts": [1, 1.5]}, "whole numbers at least 0"),
        ({"counts": [1, np.inf]}, "whole numbers at least 0"),
        ({"counts": np.zeros((2, 2, 2))}, "one or two dimensions, periods and series; has 3"),
        ({"counts": 3}, "has 0"),
        ({"counts": np.zeros((2, 2)), "names": ["a"]}, "must fit counts of 2 series"),
        ({"counts": np.zeros((2, 2)), "population": np.ones(2)}, "must fit counts of 2 series"),
        ({"counts": [1, 2], "begins": date(2024, 1, 1), "every": "year"}, "every must be day, week or month, not year"),
        ({"counts": [1, 2], "begins": date(2024, 1, 31), "every": "month"}, "not day 31"),
    ],
)
def test_what_is_no_table_of_counts_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        make_table(**given)
