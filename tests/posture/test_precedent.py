from datetime import date

import pytest

from tests.posture.events import a_trigger
from vigil.posture.precedent import Precedent, Vantage, find_precedents
from vigil.posture.trigger import Trigger, TriggerKind
from vigil.register.place import Community
from vigil.reports.count_series import CountSeries
from vigil.reports.month import Month

TODAY = date(2019, 3, 15)
JUNE_2017 = Month(2017, 6)
COUNTS = {Month(2019, 3).after(-number): 90 for number in range(80)} | {JUNE_2017: 368}


def look_back(*earlier: Trigger, without: Month | None = None) -> tuple[Precedent, ...]:
    known = {month: count for month, count in COUNTS.items() if month != without}
    series = CountSeries("Metropolitan Police", "islamophobic", ("Camden",), known)
    vantage = Vantage(community=Community.MUSLIM, country="GB", on=TODAY, last=Month(2019, 2))
    return find_precedents(earlier, series, vantage)


def found_after(*earlier: Trigger) -> list[tuple[str, Month]]:
    found = look_back(*earlier)
    return [(one.trigger.id, one.month) for one in found]


def at_home(trigger_id: str, on: date, **changes: object) -> Trigger:
    return a_trigger(id=trigger_id, on=on, country="GB", targeted=("general_public",), worship=(), **changes)


def test_an_event_is_held_against_the_year_before_it():
    found = look_back(at_home("london-bridge", date(2017, 6, 3)))

    comparison = found[0].comparison
    assert (comparison.observed, comparison.expected.mean, comparison.expected.periods) == (368, 90, 12)
    assert comparison.is_alarm


def test_an_event_at_the_end_of_a_month_is_felt_in_the_next():
    assert found_after(at_home("late", date(2017, 1, 29))) == [("late", Month(2017, 2))]


def test_of_two_events_felt_in_one_month_the_first_is_named_and_the_newest_month_comes_first():
    events = (
        at_home("finsbury-park", date(2017, 6, 19)),
        at_home("london-bridge", date(2017, 6, 3)),
        at_home("westminster", date(2018, 3, 22)),
    )

    assert found_after(*events) == [("westminster", Month(2018, 3)), ("london-bridge", JUNE_2017)]


@pytest.mark.parametrize(
    ("changes", "is_counted_in"),
    [
        ({"country": "CA", "targeted": ("muslim",)}, True),
        ({"country": "US", "targeted": ("jewish",)}, False),
        ({"country": "GB", "targeted": ("soldier",), "kind": TriggerKind.MURDER}, True),
        ({"country": "GB", "targeted": (), "kind": TriggerKind.POLITICAL_EVENT}, False),
        ({"on": date(2008, 6, 3)}, False),
        ({"on": TODAY}, False),
    ],
)
def test_violence_here_or_against_the_community_in_the_last_ten_years_is_counted_in(
    changes: dict[str, object], is_counted_in: bool
):
    event = a_trigger(**{"on": date(2017, 6, 3), "worship": (), **changes})

    assert bool(found_after(event)) is is_counted_in


@pytest.mark.parametrize("missing", [JUNE_2017, Month(2017, 5), Month(2016, 6)])
def test_a_month_is_compared_only_when_all_thirteen_are_known(missing: Month):
    assert look_back(at_home("london-bridge", date(2017, 6, 3)), without=missing) == ()


def test_a_month_that_is_not_known_yet_is_not_looked_at():
    assert found_after(at_home("early-march", date(2019, 3, 1))) == []
