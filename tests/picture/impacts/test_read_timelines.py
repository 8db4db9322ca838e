"""Reading counts without gaps; what is wrong is named."""

from datetime import date

import pytest

from vigil.ground.errors import Unreadable
from vigil.picture.impacts.read_timelines import read_timelines

HEADER = "date,series,count\n"


def read(*rows: str):
    return read_timelines((HEADER + "".join(f"{row}\n" for row in rows)).encode(), "counts.csv")


def test_days_may_stand_in_any_order():
    (found,) = read("2017-01-02,a,3", "2017-01-01,a,0", "2017-01-03,a,4")
    assert (found.series, found.is_monthly, found.counts.tolist()) == ("a", False, [0, 3, 4])
    assert found.first_days[0] == date(2017, 1, 1)


def test_a_file_of_first_days_holds_months():
    one, other = read("2017-02-01,a,3", "2017-01-01,a,1", "2017-01-01,b,7")
    assert (one.is_monthly, one.counts.tolist()) == (True, [1, 3])
    assert other.counts.tolist() == [7]


def test_a_lone_first_day_is_a_day():
    (found,) = read("2017-01-01,a,3")
    assert not found.is_monthly


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["2017-01-01,a,1", "2017-01-03,a,1"], "the series “a” has no row for 2017-01-02; a day with nothing"),
        (["2017-01-01,a,1", "2017-03-01,a,1"], "the series “a” has no row for 2017-02-01; a month with nothing"),
    ],
)
def test_a_gap_is_named(rows, why):
    with pytest.raises(Unreadable, match=why) as refused:
        read(*rows)
    assert (refused.value.where.source, refused.value.where.field) == ("counts.csv", "date")


def test_a_wrong_row_is_named():
    with pytest.raises(Unreadable, match="line 2, field count: is not a whole number"):
        read("2017-01-01,a,-1")
