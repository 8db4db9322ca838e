"""Which rows a period is judged by: against calendars and blocks laid out by plain loops."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.farrington import make_table
from vigil.picture.fit.farrington_design import Windows, find_anchors, first_workable, lay_out


def windows(**changes):
    usual = {"frequency": 52, "years": 5, "half_width": 3, "blocks": 1, "recent_left_out": 3}
    return Windows(**{**usual, **changes})


def dated(begins, every, periods):
    return make_table(np.zeros(periods), begins=begins, every=every)


def years_before(day, years):
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def test_numbered_periods_lie_a_year_of_rows_apart():
    found = find_anchors(make_table(np.zeros(300)), np.array([299, 100]), windows(years=2))
    assert found.tolist() == [[299, 247, 195], [100, 48, -1]]


@given(st.dates(date(1960, 1, 1), date(2030, 1, 1)), st.integers(300, 420))
def test_a_week_is_the_one_that_begins_nearest_to_the_day(begins, row):
    table = dated(begins, "week", 430)
    (found,) = find_anchors(table, np.array([row]), windows())
    for years, anchor in enumerate(found):
        wanted = years_before(table.first_days[row], years)
        nearest = min(range(430), key=lambda at: abs(table.first_days[at] - wanted))
        assert anchor == nearest


@given(st.dates(date(1960, 1, 1), date(2030, 1, 1)), st.integers(1500, 1899))
def test_a_day_is_the_same_of_the_calendar_and_29_february_1_march(begins, row):
    table = dated(begins, "day", 1900)
    (found,) = find_anchors(table, np.array([row]), windows(frequency=365, years=4))
    wanted = [years_before(table.first_days[row], years) for years in range(5)]
    assert [table.first_days[at] for at in found] == wanted


def test_29_february_is_compared_with_1_march():
    table = dated(date(2015, 1, 1), "day", 2000)
    row = table.first_days.index(date(2020, 2, 29))
    (found,) = find_anchors(table, np.array([row]), windows(frequency=365, years=4))
    assert [str(table.first_days[at]) for at in found[1:]] == ["2019-03-01", "2018-03-01", "2017-03-01", "2016-02-29"]


def test_months_lie_twelve_rows_apart():
    found = find_anchors(dated(date(2010, 1, 1), "month", 60), np.array([59]), windows(frequency=12, years=3))
    assert found.tolist() == [[59, 47, 35, 23]]


def test_what_lies_before_the_table_is_said_to():
    table = dated(date(2015, 1, 5), "week", 200)
    assert (find_anchors(table, np.array([120]), windows(years=3)) == -1).tolist() == [[False, False, False, True]]


def test_the_first_workable_row_has_its_oldest_window_in_the_table_or_one_row_before_it():
    table, rows = make_table(np.zeros(300)), np.arange(60, 300)
    one = windows(years=3)
    anchors = find_anchors(table, rows, one)
    assert first_workable(anchors, rows, one) == 156 + 2
    assert first_workable(anchors[150:], rows[150:], one) == 210
    assert first_workable(anchors[:90], rows[:90], one) is None


def test_the_first_workable_row_has_enough_rows_to_leave_out():
    table, rows = make_table(np.zeros(300)), np.arange(60, 300)
    one = windows(years=1, recent_left_out=120)
    assert first_workable(find_anchors(table, rows, one), rows, one) == 119


def plain_blocks(anchors, one):
    """Give the block of every row up to the one judged, 0 where it is not used; one row at a time."""
    now = anchors[0]
    block = [0] * (now + one.half_width + 2)
    for year in range(1, len(anchors)):
        inner = np.arange(anchors[year] + one.half_width + 1, anchors[year - 1] - one.half_width)
        parts = np.array_split(inner, one.blocks - 1) if one.blocks > 1 else []
        for number, part in enumerate(parts, start=1):
            for row in part:
                block[row] = number
    for anchor in anchors:
        for row in range(max(0, anchor - one.half_width), min(now, anchor + one.half_width) + 1):
            block[row] = one.blocks
    for row in range(max(0, now - one.recent_left_out), now + 1):
        block[row] = 0
    return block[: now + 1]


def spelt_out(stretches, judged, length):
    block = [0] * length
    before = -1
    for first, end, number in stretches.stretch[stretches.begins[judged] : stretches.begins[judged + 1]]:
        assert before < first < end
        block[first:end] = [number + 1] * (end - first)
        before = first
    return block


@given(
    st.integers(1, 4), st.integers(0, 8), st.integers(1, 12), st.integers(0, 80), st.sampled_from(["week", "numbers"])
)
def test_windows_and_seasons_are_laid_out_as_by_hand(years, half_width, blocks, recent_left_out, kind):
    one = windows(years=years, half_width=half_width, blocks=blocks, recent_left_out=recent_left_out)
    table = make_table(np.zeros(330)) if kind == "numbers" else dated(date(2009, 6, 1), "week", 330)
    rows = np.arange(265, 330, 11)
    anchors = find_anchors(table, rows, one)
    found = lay_out(anchors, rows, one, "counts.csv")
    assert found.begins[-1] == len(found.stretch)
    for judged, row in enumerate(rows):
        assert spelt_out(found, judged, row + 1) == plain_blocks(anchors[judged].tolist(), one)


def test_seasons_without_a_row_run_backwards_as_they_do_in_r():
    # 12 months, windows of 5: 7 rows between them for 9 blocks, as R allows. Blocks 8 and 9 have no row of their own:
    # each takes the row where it would begin, which the window takes back, and the one before it.
    one = windows(frequency=12, years=2, half_width=2, blocks=10, recent_left_out=0)
    rows = np.array([35])
    found = lay_out(find_anchors(make_table(np.zeros(40)), rows, one), rows, one, "counts.csv")
    block = spelt_out(found, 0, 36)
    assert block[9:21] == [10, 10, 10, 10, 10, 1, 2, 3, 4, 5, 6, 9]


def test_too_many_seasons_are_refused():
    one = windows(blocks=53)
    rows = np.array([299])
    with pytest.raises(Unreadable, match="noPeriods: between the windows of two years lie 45 rows"):
        lay_out(find_anchors(make_table(np.zeros(300)), rows, one), rows, one, "counts.csv")


def test_windows_that_overlap_are_one_where_there_are_no_seasons():
    one = windows(frequency=12, years=2, half_width=8, recent_left_out=1)
    rows = np.array([40])
    found = lay_out(find_anchors(make_table(np.zeros(41)), rows, one), rows, one, "counts.csv")
    assert found.stretch.tolist() == [[8, 39, 0]]
    with pytest.raises(Unreadable, match="lie -5 rows"):
        lay_out(found.anchors, rows, windows(frequency=12, years=2, half_width=8, blocks=2), "counts.csv")


def test_rows_of_a_week_keep_their_weekday():
    table = dated(date(2011, 11, 30), "week", 400)
    found = find_anchors(table, np.arange(300, 400), windows())
    weekdays = {table.first_days[at].weekday() for at in found.ravel()}
    assert weekdays == {date(2011, 11, 30).weekday()}
    assert timedelta(days=4) > max(
        abs(table.first_days[at] - years_before(table.first_days[row[0]], years))
        for row in found
        for years, at in enumerate(row)
    )
