"""A board is made whole out of what was known, the same wherever it is made."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.picture.board.town import AS_OF, CENTRES, a_known, a_tally, months, published, random_months, tallies
from vigil.ground.executor import IN_THIS_PROCESS
from vigil.picture.board import forecast_days as forecasting
from vigil.picture.board.compose import Means, compose_board
from vigil.register.place import Community


def a_town(*, last: int = 0):
    areas = tuple(CENTRES)
    return a_known(
        tallies=(
            *tallies(400, mean=1.0, last=last),
            *tallies(400, mean=0.5, area="Westham", community=Community.JEWISH, seed=2),
        ),
        published=published(
            *(months(random_months(60, 20, seed=number), area=name) for number, name in enumerate(areas))
        ),
    )


@pytest.fixture(autouse=True)
def brief(monkeypatch):
    """Repeat few earlier forecasts, which takes the most time."""
    monkeypatch.setattr(forecasting, "WEEKS_WHOLE", 2)
    monkeypatch.setattr(forecasting, "WEEKS_AREA", 2)


def test_a_surge_stands_on_the_board_with_its_alarm_its_late_reports_and_what_is_to_come():
    told = []
    board = compose_board(a_town(last=20), seed=1, means=Means(IN_THIS_PROCESS, lambda share, says: told.append(share)))
    assert (board.as_of, board.id, board.seed) == (AS_OF, 0, 1)
    alarms = {(one.name.area, one.name.flag, one.name.kind) for one in board.series if one.alarm_id}
    assert alarms == {
        ("", "muslim", ""),
        ("", "muslim", "graffiti"),
        ("Eastham", "muslim", ""),
        ("Eastham", "muslim", "graffiti"),
    }
    surge = next(one for one in board.series if one.alarm_id)
    assert surge.sentence.endswith("; an alarm (chance less than 1 in a billion).")
    assert surge.points[-1].likely is not None
    assert {one.name.flag for one in board.forecasts} == {"muslim", "jewish"}
    assert "14 March 2019: the whole surge is one community's: Muslim." in " ".join(board.notes)
    assert any("incidents set off further ones" in note for note in board.notes)
    assert any("looked at together" in note for note in board.notes)
    assert told == sorted(told)
    assert max(told) < 1.0


def test_a_surge_of_the_day_before_still_stands_out_though_the_last_day_is_quiet():
    known = a_town()
    earlier = tuple(one for one in known.tallies if one.happened_on < AS_OF)
    surged = replace(known, tallies=(*earlier, a_tally(1, count=20)))
    board = compose_board(surged, seed=1, means=Means(IN_THIS_PROCESS, lambda share, says: None))
    surge = next(one for one in board.series if one.name.area == "" and one.alarm_id)
    assert [point.on for point in surge.latest_alarms][-1:] == [AS_OF - timedelta(days=1)]
    assert "alarm on 13 March 2019" in surge.sentence


def test_a_quiet_day_has_no_alarm_and_one_that_is_past_is_none():
    board = compose_board(a_town(), seed=1, means=Means(IN_THIS_PROCESS, lambda share, says: None))
    assert [one.alarm_id for one in board.series if one.alarm_id] == []


def test_where_nothing_is_known_the_board_says_so():
    board = compose_board(
        replace(a_town(), tallies=(), published=()), seed=1, means=Means(IN_THIS_PROCESS, lambda *_: None)
    )
    assert (board.series, board.clusters, board.forecasts) == ((), (), ())
    assert board.notes == ("Nothing had been reported or published by then: there is nothing to show.",)
