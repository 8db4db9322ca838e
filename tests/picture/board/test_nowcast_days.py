"""The latest days with what they will come to, and with what was known of them a day before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.picture.board.town import AS_OF, BY_DAY, BY_MONTH, a_known, a_tally, judged, tallies
from vigil.ground.executor import IN_THIS_PROCESS, hear_nothing
from vigil.picture.board import nowcast_days as nowcasting
from vigil.picture.board.board import BoardPoint
from vigil.picture.board.nowcast_days import nowcast_days
from vigil.picture.nowcast import ReportedCount, nowcast

NAMES = (BY_DAY, replace(BY_DAY, area="Eastham"), replace(BY_DAY, area="Eastham", kind="graffiti"))
KNOWN = a_known(tallies=tallies(120, mean=4.0))


def days(number: int, *, name=BY_DAY):
    return judged(
        *(BoardPoint(on=AS_OF - timedelta(days=back), observed=2) for back in reversed(range(number))), name=name
    )


def now(*series, known=KNOWN):
    return nowcast_days(series, known, executor=IN_THIS_PROCESS, heard=hear_nothing)


def test_the_latest_four_weeks_say_what_they_will_come_to_as_the_nowcast_has_it():
    (found,) = now(days(40))
    reports = [ReportedCount(one.happened_on, one.reported_on, one.count) for one in KNOWN.tallies]
    alone = {day.on: day for day in nowcast(reports, as_of=AS_OF, alike=reports).days}
    assert [point.likely for point in found.points[:12]] == [None] * 12
    assert [(point.likely, point.likely_low, point.likely_high) for point in found.points[12:]] == [
        (day.likely, day.low, day.high) for day in alone.values()
    ]
    assert found.points[-1].likely > alone[AS_OF].known


def test_a_day_says_how_many_of_it_were_known_a_day_before():
    known = a_known(
        tallies=(
            a_tally(1, reported_on=AS_OF, count=3),
            a_tally(1, reported_on=AS_OF - timedelta(days=1), count=2),
            a_tally(0, count=4),
        )
    )
    (found,) = now(days(2), known=known)
    assert [point.known_before for point in found.points] == [2, None]


def test_a_series_whose_incidents_seldom_say_when_they_were_reported_is_left_as_it_is():
    known = a_known(tallies=(*(a_tally(back, reported_on=None) for back in range(2)), a_tally(3, count=8)))
    assert now(days(5), known=known) == (days(5),)
    ready = a_known(tallies=(a_tally(1, reported_on=None), a_tally(3, count=9)))
    assert now(days(5), known=ready)[0].points[-1].likely is not None


def test_months_and_series_without_incidents_are_left_as_they_are():
    month, sikh = judged(BoardPoint(on=AS_OF, observed=3), name=BY_MONTH), days(5, name=replace(BY_DAY, flag="sikh"))
    assert now(month, sikh) == (month, sikh)


@pytest.mark.parametrize("at_once", [1, 2, 50])
def test_however_many_make_a_piece_the_answer_is_the_same(monkeypatch, at_once):
    series = [days(30, name=name) for name in NAMES]
    expected = now(*series)
    monkeypatch.setattr(nowcasting, "AT_ONCE", at_once)
    told = []
    assert nowcast_days(series, KNOWN, executor=IN_THIS_PROCESS, heard=told.append) == expected
    assert told[-1] == -(-3 // at_once)


def test_without_the_whole_a_part_learns_by_itself():
    (found,) = now(days(3, name=NAMES[1]))
    assert found.points[-1].likely is not None
