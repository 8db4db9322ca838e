"""An alarm: found by its name, whom it speaks of, the figures an uplift can rest on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.picture.board.town import AS_OF, BY_DAY, BY_MONTH, a_board, a_series
from vigil.picture.board.alarm import Alarm, community_of, day_of_alarm, figures_of, find_alarm
from vigil.picture.board.board import BoardPoint
from vigil.register.place import Community

POINT = BoardPoint(on=date(2019, 2, 1), observed=212, expected=98.5, alarm_above=140.0, p_value=2e-6, is_alarm=True)
MONTHLY = a_series(POINT, name=BY_MONTH, method="farrington", alarm_id="2019-03-14-abc")
DAILY = a_series(BoardPoint(on=AS_OF, observed=9), name=replace(BY_DAY, area="Eastham", kind="graffiti"))


def test_an_alarm_is_found_by_its_name_and_nothing_else_is_one():
    board = a_board(series=(DAILY, MONTHLY))
    assert find_alarm(board, "2019-03-14-abc") == Alarm(AS_OF, MONTHLY)
    assert find_alarm(board, "2019-03-14-abd") is None
    assert find_alarm(board, "") is None


def test_an_alarm_knows_its_name_and_whom_it_speaks_of():
    alarm = Alarm(AS_OF, MONTHLY)
    assert (alarm.id, alarm.community) == ("2019-03-14-abc", Community.MUSLIM)


def test_the_name_of_an_alarm_holds_the_day_of_its_board():
    assert day_of_alarm("2019-03-14-abc") == AS_OF
    assert day_of_alarm("no alarm") is None


@pytest.mark.parametrize(
    ("flag", "community"), [("muslim", Community.MUSLIM), ("antisemitic", Community.JEWISH), ("racist", None)]
)
def test_a_series_speaks_of_a_community_or_of_none(flag, community):
    assert community_of(replace(BY_DAY, flag=flag)) is community


def test_the_figures_of_a_month_carry_their_denominator_day_and_source():
    figures = figures_of(Alarm(AS_OF, MONTHLY))
    assert [(one.of, one.value, one.unit) for one in figures] == [
        ("Islamophobic offences, February 2019", 212, "offences a month"),
        ("Islamophobic offences, expected in February 2019", 98.5, "offences a month"),
        ("So many by chance, February 2019", 2e-6, "probability"),
    ]
    assert {(one.as_of, one.source) for one in figures} == {(date(2019, 2, 28), "Town Police")}
    assert figures[0].denominator == "recorded in all areas together, as known on 14 March 2019"
    assert figures[1].denominator == (
        "against the same months of three to five earlier years (Farrington’s method, improved by Noufaily), in all "
        "areas together, as known on 14 March 2019"
    )


def test_of_a_day_nothing_is_said_that_is_not_known():
    (figure,) = figures_of(Alarm(AS_OF, DAILY))
    assert (figure.of, figure.unit, figure.as_of) == (
        "Incidents against Muslim communities, graffiti, 14 March 2019",
        "incidents a day",
        AS_OF,
    )
    assert figure.denominator == "recorded in Eastham, as known on 14 March 2019"


def test_the_figures_of_a_surge_are_those_of_the_days_that_alarmed():
    yesterday = AS_OF - timedelta(days=1)
    surge = a_series(
        BoardPoint(on=yesterday, observed=1, expected=0.25, p_value=2e-5, is_alarm=True, judged_days=7),
        BoardPoint(on=AS_OF, observed=0),
        alarm_id="2019-03-14-abc",
    )
    alarm = Alarm(AS_OF, surge)
    assert alarm.point.on == yesterday
    assert [(one.of, one.value, one.unit, one.as_of) for one in figures_of(alarm)] == [
        ("Incidents against Muslim communities, 13 March 2019", 1, "incident a day", yesterday),
        ("Incidents against Muslim communities, expected on 13 March 2019", 0.25, "incidents a day", yesterday),
        ("So many by chance, 13 March 2019 with the 6 days before it", 2e-5, "probability", yesterday),
    ]
