"""The latest periods of a series in words, and the name of its alarm."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.picture.board.town import AS_OF, BY_DAY, BY_MONTH
from vigil.picture.board.board import BoardPoint
from vigil.picture.board.say_series import name_alarm, say_counted, say_days, say_latest

DAY = replace(BY_DAY, area="Eastham", kind="graffiti")
AGAINST = "Incidents against Muslim communities"


@pytest.mark.parametrize(
    ("name", "point", "is_current", "said"),
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
    ],
)
def test_the_last_period_is_said_in_full(name, point, is_current, said):
    assert say_latest(name, [point], is_current=is_current) == said


def a_day(back, **changes):
    day = BoardPoint(on=AS_OF - timedelta(days=back), observed=3, expected=3.0, high=6.0, alarm_above=9.0, p_value=0.5)
    return replace(day, **changes)


QUIET = tuple(a_day(back) for back in range(10, 2, -1))
SURGE = (
    *QUIET,
    a_day(2, observed=13, p_value=2e-5, is_alarm=True),
    a_day(1, observed=12, p_value=1e-11, is_alarm=True),
)
TODAY = a_day(0, observed=2, p_value=0.8, likely=4.0, likely_low=2.0, likely_high=7.0)


def test_an_alarm_of_the_days_before_the_last_stands_out_and_the_last_is_still_coming_in():
    assert say_latest(BY_DAY, (*SURGE, TODAY), is_current=True) == (
        f"{AGAINST}, all areas: alarm on 12 and 13 March 2019. "
        "The least likely, 13 March 2019: 12 where about 3.0 were expected (4.0 times as many); an alarm (chance less "
        "than 1 in a billion). 14 March 2019: 2 so far, still coming in, probably 4 in the end."
    )


def test_an_alarm_of_four_days_ago_is_over():
    older = (*QUIET[:-1], a_day(3, observed=13, is_alarm=True), a_day(2), a_day(1), a_day(0))
    assert "alarm on" not in say_latest(BY_DAY, older, is_current=True)


def test_of_a_series_whose_last_period_is_not_the_newest_nothing_alarms():
    assert say_latest(BY_DAY, SURGE, is_current=False).endswith(": no alarm.")


def test_a_day_judged_with_others_says_how_many_days_and_what_came_in_them():
    together = a_day(0, observed=5, p_value=1e-4, is_alarm=True, judged_days=7)
    assert say_latest(BY_DAY, (*QUIET, a_day(2), a_day(1), together), is_current=True).endswith(
        "5 where about 3.0 were expected (×1.67, about 70 per cent more); an alarm, not by itself but by 23 in the "
        "7 days that end with it (chance about 1 in 10,000)."
    )
    high = replace(together, observed=15, p_value=None)
    assert say_latest(BY_DAY, (*QUIET, a_day(2), a_day(1), high), is_current=True).endswith(
        "an alarm by 33 in the 7 days that end with it."
    )
    assert say_latest(BY_DAY, (a_day(1), together), is_current=True).endswith(
        "an alarm, not by itself but by 7 days together (chance about 1 in 10,000)."
    )


def test_of_two_alarms_the_last_of_them_today_the_less_likely_is_said_in_full():
    said = say_latest(BY_DAY, (*QUIET, a_day(1, is_alarm=True), a_day(0, is_alarm=True, p_value=1e-4)), is_current=True)
    assert said.startswith(f"{AGAINST}, all areas: alarm on 13 and 14 March 2019. The least likely, 14 March 2019: 3")
    assert said.endswith("(×1.00, about as many); an alarm (chance about 1 in 10,000).")


def test_what_came_after_an_alarm_is_said_in_few_words():
    surge = (*QUIET, a_day(1, observed=13, is_alarm=True, p_value=None))
    assert say_latest(BY_DAY, (*surge, a_day(0)), is_current=True).endswith("an alarm. 14 March 2019: 3, not alarming.")


def test_a_day_that_is_still_coming_in_is_not_called_lower():
    assert say_latest(BY_DAY, (*QUIET, TODAY), is_current=True).endswith(
        "14 March 2019: 2 so far where about 3.0 were expected; still coming in; no alarm so far."
    )


def test_days_of_one_month_share_its_name():
    assert say_days([AS_OF]) == "14 March 2019"
    assert say_days([date(2019, 2, 28), date(2019, 3, 1)]) == "28 February 2019 and 1 March 2019"
    assert say_days([date(2019, 3, 12), date(2019, 3, 13), AS_OF]) == "12, 13 and 14 March 2019"


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
