"""Reading published counts: the Metropolitan Police's file as it is, and files with mistakes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import met
from vigil.ground.errors import Unreadable
from vigil.register.import_report import Rejected
from vigil.reports.count_series import AreaCount
from vigil.reports.month import Month
from vigil.reports.read_counts import read_counts

NO_FLAG = "a flag begins with a letter and has letters, digits and low lines, at most 60"
HEADER = "month,borough,borough_code,flag,count\n"


def read(text: str):
    return read_counts(text.encode(), "counts.csv")


def test_the_metropolitan_polices_file_reads_as_it_is():
    reading = read_counts(met.content(), met.SOURCE.file)
    assert (len(reading.found), reading.rejected) == (30_954, ())
    assert len({one.area for one in met.counts()}) == 33
    assert "Aviation Security(SO18)" in {one.area for one in met.counts()}
    assert "City of London" not in {one.area for one in met.counts()}
    assert (min(one.month for one in met.counts()), max(one.month for one in met.counts())) == (
        Month(2010, 4),
        Month(2021, 5),
    )


def test_area_may_be_called_area_and_needs_no_code():
    (one,) = read("flag;count;area;month\nFaith;3;Zürich;2019-02\n").found
    assert one.value == AreaCount("Zürich", "", "faith", Month(2019, 2), 3, "counts.csv")


@pytest.mark.parametrize(
    ("row", "rejected"),
    [
        ("2019-13,Barnet,,faith,1", Rejected(3, "month", "2019-13", "is not a month; write it as 2019-03")),
        ("1799-12,Barnet,,faith,1", Rejected(3, "month", "1799-12", "its year is not between 1800 and 2199")),
        ("2200-01,Barnet,,faith,1", Rejected(3, "month", "2200-01", "its year is not between 1800 and 2199")),
        ("2019-02,,,faith,1", Rejected(3, "area", "", "is missing")),
        ("2019-02,Barnet,,,1", Rejected(3, "flag", "", NO_FLAG)),
        ("2019-02,Barnet,,faith,", Rejected(3, "count", "", "is missing")),
        ("2019-02,Barnet,,faith,-3", Rejected(3, "count", "-3", "is not a whole number, nought or more")),
        ("2019-02,Barnet,,faith,3.0", Rejected(3, "count", "3.0", "is not a whole number, nought or more")),
        ("2019-02,Barnet,,faith,2000000000", Rejected(3, "count", "2000000000", "is more than 1,000,000,000")),
        ("2019-02,Barnet,,faith", Rejected(3, "", "4", "the row has 4 fields, the header 5")),
        ("2019-01,Barnet,,faith,9", Rejected(3, "month", "faith in Barnet, 2019-01", "stands in line 2 already")),
    ],
)  # fmt: skip
def test_a_wrong_row_is_set_aside_and_the_rest_is_read(row, rejected):
    reading = read(f"{HEADER}2019-01,Barnet,,faith,1\n{row}\n2019-01,Camden,,faith,2\n")
    assert [one.value.count for one in reading.found] == [1, 2]
    assert reading.rejected == (rejected,)


@pytest.mark.parametrize(("text", "why"), [("", "empty"), ("month,flag,count\n", "field area: the column is missing")])
def test_what_is_no_such_table_is_refused(text, why):
    with pytest.raises(Unreadable, match=why):
        read(text)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2019-01", "2019-02", "x"]), st.sampled_from(["a", "b", ""]), st.text("0123x-", max_size=4)
        )
    )
)
def test_every_row_is_either_read_or_set_aside(rows):
    text = HEADER + "".join(f"{month},{area},,faith,{count}\n" for month, area, count in rows)
    reading = read(text)
    assert len(reading.found) + len(reading.rejected) == len(rows)


@given(st.binary(max_size=200))
def test_whatever_the_file_holds_the_answer_is_counts_or_a_sentence(content):
    with suppress(Unreadable):
        read_counts(content, "counts.csv")


def test_noughts_before_a_count_do_not_make_it_large():
    found = read(f"{HEADER}2019-01,Barnet,,faith,0000000000002\n2019-02,Barnet,,faith,0000000000000\n").found
    assert [one.value.count for one in found] == [2, 0]
