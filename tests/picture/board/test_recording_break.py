"""Breaks in how series are recorded: read, told apart, met by series."""

from dataclasses import replace
from datetime import date

import pytest

from tests.picture.board.town import BY_DAY, BY_MONTH
from vigil.ground.errors import Unreadable
from vigil.picture.board.recording_break import RecordingBreak, breaks_of, read_breaks, reconcile_break
from vigil.picture.series.series_break import SeriesBreak

APRIL = date(2016, 4, 1)
BREAK = RecordingBreak(source="Town Police", area="", flag="islamophobic", on=APRIL, why="a new form")
HEAD = b"source,area,flag,date,why\n"


def test_a_file_gives_its_breaks():
    reading = read_breaks(
        HEAD + b" Town  Police ,,Islamophobic,2016-04-01,a new form\n,Eastham,,2018-01-02,moved\n", "b.csv"
    )
    assert [one.value for one in reading.found] == [
        BREAK,
        RecordingBreak(source="", area="Eastham", flag="", on=date(2018, 1, 2), why="moved"),
    ]
    assert reading.rejected == ()


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (b",,,2016-04-01,", "why", "say what changed"),
        (b",,,1 April,form", "date", "write it as 2016-04-01"),
        (b",,,1066-04-01,form", "date", "must be a day of the years"),
        (b",,9!,2016-04-01,form", "flag", "begins with a letter"),
        (b",,,2016-04-01," + b"x" * 501, "why", ""),
    ],
)
def test_a_wrong_row_is_set_aside_with_the_reason(row, field, reason):
    (rejected,) = read_breaks(HEAD + row + b"\n", "b.csv").rejected
    assert (rejected.line, rejected.field) == (2, field)
    assert reason in rejected.reason


def test_a_second_row_of_the_same_break_is_set_aside():
    twice = HEAD + b"A,,,2016-04-01,one\na,,,2016-04-01,two\n"
    reading = read_breaks(twice, "b.csv")
    assert ([one.value.why for one in reading.found], len(reading.rejected)) == (["one"], 1)


def test_a_file_without_the_columns_is_no_file_of_breaks():
    with pytest.raises(Unreadable):
        read_breaks(b"date,why\n2016-04-01,x\n", "b.csv")


def test_a_break_is_known_again_by_what_it_is_of_and_its_day():
    assert replace(BREAK, source="TOWN POLICE", why="other").id == BREAK.id
    assert len({BREAK.id, replace(BREAK, on=date(2016, 4, 2)).id, replace(BREAK, flag="").id}) == 3
    assert reconcile_break(replace(BREAK, source="town police"), BREAK) is BREAK
    assert reconcile_break(replace(BREAK, source="town police", why="other"), BREAK) == replace(BREAK, why="other")


@pytest.mark.parametrize(
    ("broken", "name", "meets"),
    [
        (BREAK, BY_MONTH, True),
        (BREAK, replace(BY_MONTH, area="Eastham"), True),
        (BREAK, replace(BY_MONTH, flag="racist"), False),
        (BREAK, BY_DAY, False),
        (replace(BREAK, area="eastham"), BY_MONTH, True),
        (replace(BREAK, area="eastham"), replace(BY_MONTH, area="Eastham"), True),
        (replace(BREAK, area="eastham"), replace(BY_MONTH, area="Westham"), False),
        (RecordingBreak(source="", area="", flag="", on=APRIL, why="all"), BY_DAY, True),
    ],
)
def test_a_break_meets_the_series_it_is_of(broken, name, meets):
    assert broken.meets(name) is meets


def test_the_breaks_of_a_series_are_told_day_by_day_once_each():
    early = replace(BREAK, on=date(2015, 1, 1), area="Eastham", why="moved")
    again = RecordingBreak(source="", area="", flag="", on=APRIL, why="a new form")
    more = RecordingBreak(source="", area="", flag="", on=APRIL, why="a new law")
    elsewhere = replace(BREAK, flag="racist", on=date(2017, 1, 1))
    assert breaks_of(BY_MONTH, (BREAK, again, more, elsewhere, early)) == (
        SeriesBreak("islamophobic", date(2015, 1, 1), "Eastham: moved"),
        SeriesBreak("islamophobic", APRIL, "a new form; a new law"),
    )
