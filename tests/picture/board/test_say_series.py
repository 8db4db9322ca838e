"""The last period of a series in words, and the name of its alarm."""

from dataclasses import replace
from datetime import date

import pytest

from tests.picture.board.town import AS_OF, BY_DAY, BY_MONTH
from vigil.picture.board.board import BoardPoint
from vigil.picture.board.say_series import name_alarm, say_counted, say_last

DAY = replace(BY_DAY, area="Eastham", kind="graffiti")
AGAINST = "Incidents against Muslim communities"


@pytest.mark.parametrize(
    ("name", "point", "is_alarm", "said"),
    [
        (
            DAY,
            BoardPoint(on=AS_OF, observed=12, expected=3.0, p_value=4e-5, is_alarm=True),
            True,
            (
                f"{AGAINST}, graffiti, Eastham, 14 March 2019: 12 where about 3.0 were expected "
                "(4.0 times as many); an alarm (chance about 4 in 100,000)."
            ),
        ),
        (
            BY_MONTH,
            BoardPoint(on=date(2019, 2, 1), observed=90, expected=100.0, p_value=0.7),
            False,
            (
                "Islamophobic offences, all areas, February 2019: 90 where about 100.0 were expected "
                "(×0.90, about 10 per cent fewer); not alarming."
            ),
        ),
        (
            BY_DAY,
            BoardPoint(on=AS_OF, observed=1200),
            False,
            f"{AGAINST}, all areas, 14 March 2019: 1,200; too little is known before it to say what is usual.",
        ),
        (
            BY_DAY,
            BoardPoint(on=AS_OF, observed=4, expected=0.0, alarm_above=3.0),
            False,
            (
                f"{AGAINST}, all areas, 14 March 2019: 4 where about 0 were expected; "
                "above its limit, but among so many series one as high comes by chance: no alarm."
            ),
        ),
        (
            BY_DAY,
            BoardPoint(on=AS_OF, observed=4, expected=1.0, high=3.0, alarm_above=3.0, is_alarm=True),
            True,
            f"{AGAINST}, all areas, 14 March 2019: 4 where about 1.0 were expected (4.0 times as many); an alarm.",
        ),
        (
            BY_DAY,
            BoardPoint(on=AS_OF, observed=2, expected=1.0, high=3.0, alarm_above=1.0, p_value=1e-4, is_alarm=True),
            True,
            (
                f"{AGAINST}, all areas, 14 March 2019: 2 where about 1.0 were expected "
                "(2.0 times as many); an alarm, not by itself but with the days before it "
                "(chance about 1 in 10,000)."
            ),
        ),
    ],
)
def test_the_last_period_is_said_in_full(name, point, is_alarm, said):
    assert say_last(name, point, is_alarm=is_alarm) == said


def test_a_series_is_named_by_what_it_counts():
    assert say_counted(replace(BY_DAY, flag="other")) == "incidents against other communities"
    assert say_counted(replace(BY_DAY, flag="sikh", kind="arson_attack")) == (
        "incidents against Sikh communities, arson attack"
    )
    assert say_counted(BY_MONTH) == "Islamophobic offences"


def test_an_alarm_keeps_its_name_when_a_board_is_made_again_and_every_series_has_its_own():
    names = [BY_DAY, BY_MONTH, DAY, replace(DAY, kind=""), replace(DAY, area="")]
    alarms = {name_alarm(name, AS_OF) for name in names}
    assert len(alarms) == len(names)
    assert name_alarm(BY_DAY, AS_OF) == name_alarm(replace(BY_DAY), AS_OF)
    assert all(alarm.startswith("2019-03-14-") and len(alarm) == 23 for alarm in alarms)
