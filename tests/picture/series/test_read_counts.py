"""Reading a file of counts: what is right comes in as it stands, what is wrong is named with its line."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.series.read_counts import read_counts

HEADER = "date,series,count"
MONDAYS = [str(date(2020, 1, 6) + timedelta(days=7 * week)) for week in range(6)]


def read(*lines):
    return read_counts("\n".join(lines).encode(), "counts.csv")


def refusal(*lines):
    with pytest.raises(Unreadable) as raised:
        read(*lines)
    return raised.value.says


def weekly(counts=(1, 2, 3, 4, 5, 6), series="a"):
    return [f"{day},{series},{count}" for day, count in zip(MONDAYS, counts, strict=True)]


def test_one_series_of_weeks():
    table = read(HEADER, *weekly())
    assert (table.source, table.names, table.numbers, table.population) == ("counts.csv", ("a",), (), None)
    assert table.counts.tolist() == [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]]
    assert [str(day) for day in table.first_days] == MONDAYS


def test_rows_may_be_sorted_by_series_or_by_date():
    by_series = read(HEADER, *weekly(), *weekly((7, 8, 9, 0, 1, 2), "b"))
    mixed = [row for pair in zip(weekly(), weekly((7, 8, 9, 0, 1, 2), "b"), strict=True) for row in pair]
    by_date = read(HEADER, *mixed)
    assert by_series.names == by_date.names == ("a", "b")
    assert np.array_equal(by_series.counts, by_date.counts)


def test_periods_may_be_numbered_from_any_number_on():
    table = read(HEADER, "98,a,1", "99,a,2", "100,a,0")
    assert (table.numbers, table.first_days, table.periods_a_year) == ((98, 99, 100), (), None)


def test_a_count_that_is_not_known_is_empty():
    table = read(HEADER, *weekly(("", "NA", 3, " ", 5, 6)))
    assert np.isnan(table.counts[:, 0]).tolist() == [True, True, False, True, False, False]


def test_a_count_may_be_written_as_a_number_that_is_whole():
    assert read(HEADER, *weekly(("3.0", "1e3", "+5", "007", "123456789012", "0"))).counts[:, 0].tolist() == [
        3.0, 1000.0, 5.0, 7.0, 123456789012.0, 0.0,
    ]  # fmt: skip


def test_a_population_is_read_where_there_is_one():
    table = read("date,series,count,population", "1,a,3,1000.5", "2,a,4,", "3,a,4,NA")
    assert table.population[0, 0] == 1000.5
    assert np.isnan(table.population[1:, 0]).all()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_may_be_written_as_spreadsheets_do(delimiter, end, mark):
    text = end.join(["", " Series ;COUNT;Date;note", f'"a, b"; 3 ;{MONDAYS[0]};x', "", f'"a, b";4;{MONDAYS[1]};'])
    table = read_counts(mark + text.replace(";", delimiter).encode(), "counts.csv")
    assert table.names == ("a, b",)
    assert table.counts.tolist() == [[3.0], [4.0]]


@pytest.mark.parametrize(
    "days",
    [
        ["2020-02-28", "2020-02-29", "2020-03-01"],
        ["2019-12-30", "2020-01-06", "2020-01-13"],
        ["2019-11-01", "2019-12-01", "2020-01-01", "2020-02-01"],
        ["2019-12-31", "2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"],
        ["2019-11-30", "2019-12-31", "2020-01-31", "2020-02-29"],
        ["2020-02-29", "2020-03-31", "2020-04-30"],
        ["2020-01-15"],
    ],
)
def test_days_weeks_and_months_are_regular(days):
    assert [str(day) for day in read(HEADER, *(f"{day},a,1" for day in days)).first_days] == days


@given(
    st.dates(date(1980, 1, 1), date(2040, 1, 1)),
    st.sampled_from([1, 7]),
    st.lists(st.lists(st.one_of(st.none(), st.integers(0, 10**12)), min_size=4, max_size=4), min_size=1, max_size=12),
)
def test_what_is_written_is_read(begins, step_days, counts):
    days = [begins + timedelta(days=step_days * row) for row in range(len(counts))]
    rows = [
        f"{day},s{series},{'' if count is None else count}"
        for day, row in zip(days, counts, strict=True)
        for series, count in enumerate(row)
    ]
    table = read(HEADER, *rows)
    assert list(table.first_days) == days
    wanted = np.array([[np.nan if count is None else float(count) for count in row] for row in counts])
    assert np.array_equal(table.counts, wanted, equal_nan=True)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        table = read(HEADER, text)
    except Unreadable as problem:
        assert problem.where.source == "counts.csv"  # noqa: PT017 - either outcome is right; each is looked at
    else:
        assert table.counts.shape == (len(table.first_days) or len(table.numbers), len(table.names))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "counts.csv: is empty"),
        (["", "  "], "counts.csv: is empty"),
        ([HEADER], "counts.csv: holds no row under its header"),
        (weekly(), "counts.csv, line 1, field date: the column is missing; the file has: 2020-01-06, a, 1"),
        (["date,series,cases"], "line 1, field count: the column is missing; the file has: date, series, cases"),
        (["date,series,count,Count"], "line 1, field count: two columns have this name"),
        ([HEADER, "2020-01-06,a"], "line 2: the row has 2 fields, the header 3"),
        ([HEADER, "2020-01-06,a,1,x"], "line 2: the row has 4 fields, the header 3"),
        ([HEADER, "2020-01-06,,1"], "line 2, field series: is missing; every row names its series"),
        ([HEADER, ",a,1"], "line 2, field date: is missing"),
        ([HEADER, "6/1/2020,a,1"], "line 2, field date: is neither a day, as 2017-06-06, nor the whole number"),
        ([HEADER, "2020-02-30,a,1"], "line 2, field date: is neither a day"),
        ([HEADER, "-1,a,1"], "line 2, field date: is neither a day"),
        ([HEADER, "2020-01-06,a,-3"], "line 2, field count: is negative; leave a count that is not known empty"),
        ([HEADER, "2020-01-06,a,2.5"], "line 2, field count: is not a whole number, nought or more"),
        ([HEADER, "2020-01-06,a,two"], "line 2, field count: is not a whole number"),
        ([HEADER, "2020-01-06,a,inf"], "line 2, field count: is not a whole number"),
        ([HEADER, "2020-01-06,a,1_000"], "line 2, field count: is not a whole number"),
        ([HEADER, "2020-01-06,a,2000000000000"], "line 2, field count: is not a whole number"),
        (["date,series,count,population", "1,a,3,0"], "line 2, field population: is not a number above 0"),
        (["date,series,count,population", "1,a,3,many"], "line 2, field population: is not a number above 0"),
        ([HEADER, *weekly(), "7,a,1"], "line 8, field date: days and numbers of periods are mixed"),
        ([HEADER, *weekly(), weekly()[-1]], "line 8, field date: stands twice in the series “a”; line 7 has it"),
        (
            [HEADER, *weekly()[:3], weekly()[4], weekly()[3]],
            "line 6, field date: the series “a” is not sorted: 2020-02-03 stands above it; sort the rows by date",
        ),
        ([HEADER, "5,a,1", "4,a,1"], "line 3, field date: the series “a” is not sorted: 5 stands above it"),
        (
            [HEADER, *weekly()[:3], *weekly()[4:]],
            "after 2020-01-20 the series “a” goes on with 2020-02-03 where 2020-01-27 was to come; give",
        ),
        ([HEADER, "1,a,1", "2,a,1", "4,a,1"], "line 4, field date: after 2 the series “a” goes on with 4 where 3"),
        ([HEADER, "2020-01-01,a,1", "2020-04-01,a,1"], "line 3, field date: does not lie a day, a week or a month"),
        ([HEADER, *weekly()[:3], "2020-01-28,a,1"], "line 5, field date: after 2020-01-20 the series “a” goes on with"),
        (
            [HEADER, *weekly(), *weekly(series="b")[:2], *weekly(series="b")[3:]],
            "line 10, field date: the series “b” has 2020-01-27 where “a” has 2020-01-20; every series needs the same",
        ),
        (
            [HEADER, *weekly(), *weekly(series="b")[:4]],
            "line 11, field date: the series “b” has no more after 2020-01-27 where “a” has 2020-02-03",
        ),
        (
            [HEADER, *weekly()[:4], *weekly(series="b")],
            "line 10, field date: the series “b” has 2020-02-03 where “a” has nothing after 2020-01-27",
        ),
        ([HEADER, *weekly(), '"2020-02-17,a,1'], "line 8: cannot be read from here on"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(lines, said):
    assert said in refusal(*lines)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("date,series,count\n2020-01-06,café,1\n".encode("latin-1"), "line 2: byte 32 is not UTF-8"),
        ("date,series,count\n".encode("utf-16"), "line 1: is UTF-16"),
        (b"date,series,count\n2020-01-06,a,1\n\0", "line 3: byte 33 is NUL"),
    ],
)
def test_what_is_no_text_is_refused(content, said):
    with pytest.raises(Unreadable) as raised:
        read_counts(content, "counts.csv")
    assert said in raised.value.says


def test_the_first_rows_alone_may_stand_for_a_month_that_ends():
    # 30 April would be followed by 30 May, were it not for 31 March before it.
    days = ["2021-03-31", "2021-04-30", "2021-05-31"]
    assert len(read(HEADER, *(f"{day},a,1" for day in days)).first_days) == 3
