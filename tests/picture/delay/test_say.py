"""A nowcast in words."""

from datetime import date, timedelta

import pytest

from tests.picture.delay.reporting import MONDAY, a_day, a_nowcast
from vigil.picture.delay.reported import ReportedCount
from vigil.picture.delay.say import say_late_news, say_warnings

SUNDAY = MONDAY - timedelta(days=1)
REPORTS = {"all": (ReportedCount(SUNDAY, MONDAY),)}


def test_late_reports_change_a_figure_visibly():
    assert say_late_news("all", a_nowcast()) == (
        "all: reports that came in on 9 October 2023 raised 8 October 2023 from 3 to 4."
    )


@pytest.mark.parametrize(
    "day",
    [a_day(known_before=4), a_day(on=MONDAY, known_before=0)],
    ids=["nothing came in late", "of the as-of day nothing was known before"],
)
def test_what_did_not_change_is_not_said(day):
    assert say_late_news("all", a_nowcast(day)) == ""


def test_of_many_days_the_latest_are_named():
    days = [a_day(on=SUNDAY - timedelta(days=back), known=1200 + back) for back in range(7)]
    assert say_late_news("all", a_nowcast(*reversed(days))) == (
        "all: reports that came in on 9 October 2023 raised 2 earlier days, 4 October 2023 from 3 to 1,204, "
        "5 October 2023 from 3 to 1,203, 6 October 2023 from 3 to 1,202, 7 October 2023 from 3 to 1,201 and "
        "8 October 2023 from 3 to 1,200."
    )


def test_of_a_file_that_reaches_to_the_day_and_holds_enough_nothing_is_warned():
    assert list(say_warnings(REPORTS, {"all": a_nowcast()}, MONDAY)) == []


@pytest.mark.parametrize(
    ("found", "as_of", "said"),
    [
        (a_nowcast(), date(2023, 10, 11), "The last report came in on 9 October 2023; until 11 October 2023 none"),
        (a_nowcast(reports=1, is_thin=True), MONDAY, "all: only 1 report to learn the delay from"),
        (a_nowcast(came_later=2), MONDAY, "all: 2 reports took longer than the longest delay that is learnt"),
    ],
)
def test_what_weakens_a_nowcast_is_said(found, as_of, said):
    (warning,) = say_warnings(REPORTS, {"all": found}, as_of)
    assert warning.startswith(said)


def test_where_nothing_was_known_that_alone_is_said():
    nothing = a_nowcast(is_thin=True, reports=0)
    nothing = type(nothing)(as_of=MONDAY, days=(), reports=0, is_thin=True, came_later=0)
    assert list(say_warnings(REPORTS, {"all": nothing}, MONDAY)) == [
        "all: no report had come in by 9 October 2023, so there is nothing to show."
    ]
