"""The latest month known at a moment, held against the twelve before it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.reports import met
from tests.reports.met import FEBRUARY, SOURCE, monthly
from vigil.picture.figure import Figure
from vigil.picture.monthly.reading import MonthRecord, compare_month, latest_known, read_month, say_areas
from vigil.register.place import Community
from vigil.reports.month import Month

FRIDAY = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
ISLAMOPHOBIC = met.london()["islamophobic"]


def test_on_15_march_2019_march_is_not_known_and_february_is():
    assert ISLAMOPHOBIC.counts[Month(2019, 3)] == 153
    month = latest_known(ISLAMOPHOBIC, SOURCE, FRIDAY)
    assert month == FEBRUARY
    assert read_month(ISLAMOPHOBIC, month).compared.observed == 84


@pytest.mark.parametrize(
    ("at", "delay_days", "month"),
    [
        (datetime(2019, 3, 31, 22, 59, 59, tzinfo=UTC), None, Month(2019, 2)),
        (datetime(2019, 3, 31, 23, 0, tzinfo=UTC), None, Month(2019, 3)),
        (datetime(2019, 3, 31, 23, 0, tzinfo=UTC), 0, Month(2019, 3)),
        (datetime(2019, 4, 29, 22, 0, tzinfo=UTC), 30, Month(2019, 2)),
        (datetime(2019, 4, 30, 23, 0, tzinfo=UTC), 30, Month(2019, 3)),
        (datetime(2030, 1, 1, tzinfo=UTC), None, Month(2021, 5)),
        (datetime(2010, 4, 30, 12, tzinfo=UTC), None, None),
    ],
)
def test_a_month_is_known_once_it_is_over_by_londons_clocks_and_given_out(at, delay_days, month):
    assert latest_known(ISLAMOPHOBIC, replace(SOURCE, delay_days=delay_days), at) == month


def test_june_2017_is_an_alarm_and_the_highest_since_counting_began():
    found = read_month(ISLAMOPHOBIC, Month(2017, 6))
    assert (found.compared.observed, found.compared.is_alarm) == (368, True)
    assert found.compared.expected.mean == pytest.approx(1275 / 12)
    assert found.record == MonthRecord(Month(2010, 4), is_highest_known=True)


def test_the_record_goes_back_to_the_last_month_as_high():
    assert read_month(ISLAMOPHOBIC, Month(2019, 3)).record == MonthRecord(Month(2018, 3), is_highest_known=False)


def test_every_figure_is_shown_with_denominator_as_of_and_source():
    found = read_month(ISLAMOPHOBIC, FEBRUARY)
    assert found.files == ("met_hate_crime_monthly.csv",)
    assert (found.flag, found.community, found.month, found.source) == (
        "islamophobic",
        Community.MUSLIM,
        FEBRUARY,
        "Metropolitan Police",
    )
    assert found.latest == Figure(
        of="Islamophobic offences in February 2019",
        value=84,
        unit="offences a month",
        denominator="recorded in 33 areas together",
        as_of=date(2019, 2, 28),
        source="Metropolitan Police",
    )
    assert found.mean.of == "Islamophobic offences, mean of February 2018 to January 2019"
    assert found.mean.value == pytest.approx(1258 / 12)
    assert found.mean.denominator == "12 months, recorded in 33 areas together"
    assert found.ratio.value == pytest.approx(84 / (1258 / 12))
    assert found.ratio.denominator == "the mean of February 2018 to January 2019 in 33 areas together"


def test_a_mean_of_nought_has_no_ratio():
    assert read_month(monthly([0] * 12 + [1]), FEBRUARY).ratio is None


def test_without_all_of_the_twelve_months_before_nothing_is_said():
    assert read_month(monthly([3] * 12), FEBRUARY) is None
    assert compare_month(monthly([3] * 13), FEBRUARY).expected.periods == 12
    broken = monthly([3] * 13)
    without = {month: count for month, count in broken.counts.items() if month != Month(2018, 9)}
    assert compare_month(replace(broken, counts=without), FEBRUARY) is None
    assert compare_month(broken, FEBRUARY.after(1)) is None


def test_a_flag_of_several_communities_speaks_of_none():
    assert read_month(met.london()["faith"], FEBRUARY).community is None


def test_few_areas_are_named_and_many_counted():
    assert say_areas(("Barnet",)) == "Barnet"
    assert say_areas(("Barnet", "Brent", "Camden")) == "Barnet, Brent and Camden"
    assert say_areas(("Barnet", "Brent", "Camden", "Ealing")) == "4 areas together"
