from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.conftest import FRIDAY
from tests.reports import met
from tests.reports.met import SOURCE
from tests.web import boards
from vigil.picture.board.board import BoardPoint, PeriodKind
from vigil.picture.board.detector import AGAINST, Detector
from vigil.picture.figure import Figure
from vigil.picture.monthly.compose import SourceSeries, compose
from vigil.web.picture_words import (
    alarming,
    is_coming_in,
    is_high_without_alarm,
    say_chance,
    say_counted,
    say_figure,
    say_heading,
    say_headline,
    say_late,
    say_method,
    say_near_number,
    say_period,
    say_point,
    say_series,
    say_shares,
    say_verdict,
)

DAILY = boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim")
QUIET = boards.a_series(boards.a_name(), boards.months(last=96))
LOUD = boards.a_series(boards.a_name(), boards.months(last=212))
RACIST = boards.a_series(boards.a_name(flag="racist"), boards.months(last=300))


def headline(*series: object, area: str = "", whose: dict[str, str] | None = None, **changes: object) -> str:
    return say_headline(
        boards.a_board(series=series, **{"clusters": (), **changes}), area, whose=whose if whose is not None else {}
    )


def test_a_series_is_named_by_what_it_counts() -> None:
    assert say_series(boards.a_name()) == "Islamophobic offences, all areas together, by month"
    assert say_series(replace(DAILY, area="Camden", kind="hate_mail")) == (
        "Incidents against Muslim communities, hate mail, Camden, by day"
    )
    assert say_heading(boards.a_name(flag="racist_and_religious")) == "Racist and religious offences by month"
    assert say_counted(replace(DAILY, flag="other")) == "Incidents against other communities"


def test_periods() -> None:
    assert say_period(date(2019, 3, 15), PeriodKind.DAY) == "Friday 15 March 2019"
    assert say_period(date(2019, 3, 1), PeriodKind.MONTH) == "March 2019"


@pytest.mark.parametrize("detector", list(Detector))
def test_every_detector_is_told_without_its_name_alone(detector: Detector) -> None:
    said = say_method(replace(QUIET, method=detector.value))
    assert said == f"Each count is held against {AGAINST[detector]}."


def test_a_noisy_detector_is_said_to_be_one_and_an_unknown_one_by_its_name() -> None:
    assert say_method(replace(QUIET, method="new", is_noisy=True)) == (
        "Each count is held against new. There is under a year of history: alarms of this kind are often false."
    )


def test_everything_that_is_known_of_a_point() -> None:
    point = BoardPoint(on=date(2019, 3, 12), observed=1200)
    assert say_point(point, PeriodKind.DAY) == "Tuesday 12 March 2019: 1,200 counted"
    point = replace(point, expected=3.04, alarm_above=1500.0, likely=1300.4)
    assert say_point(point, PeriodKind.DAY) == (
        "Tuesday 12 March 2019: 1,200 counted; about 3 expected; an alarm above 1,500; "
        "probably 1,300 when late reports are in"
    )
    point = replace(point, alarm_above=9.5, low=0.0, high=6.25, is_alarm=True, likely_low=1200.0, likely_high=1400.0)
    assert say_point(point, PeriodKind.DAY) == (
        "Tuesday 12 March 2019: 1,200 counted; about 3 expected, usually 0 to 6.2; an alarm because it is above 9.5; "
        "probably 1,300 (1,200 to 1,400) when late reports are in"
    )


def test_more_is_to_come_of_a_period_only_while_its_count_may_still_grow() -> None:
    point = BoardPoint(on=date(2019, 3, 12), observed=4)
    assert not is_coming_in(point)
    assert not is_coming_in(replace(point, likely=4.0))
    assert is_coming_in(replace(point, likely=4.4))
    assert is_coming_in(replace(point, likely=4.0, likely_low=4.0, likely_high=5.0))
    settled = replace(point, likely=4.0, likely_low=4.0, likely_high=4.0)
    assert not is_coming_in(settled)
    assert say_point(settled, PeriodKind.DAY) == "Tuesday 12 March 2019: 4 counted"


def test_a_count_that_is_high_among_many_is_told_from_an_alarm() -> None:
    point = BoardPoint(on=date(2019, 2, 1), observed=22, alarm_above=20.0)
    assert is_high_without_alarm(point)
    assert say_point(point, PeriodKind.MONTH) == (
        "February 2019: 22 counted; high enough for an alarm, above 20, but among so many some count always is"
    )
    assert not is_high_without_alarm(replace(point, is_alarm=True))
    assert not is_high_without_alarm(replace(point, observed=20))
    assert not is_high_without_alarm(replace(point, alarm_above=None))


def test_a_count_that_is_an_alarm_with_the_days_before_it_is_not_said_to_be_above() -> None:
    point = BoardPoint(on=date(2019, 3, 12), observed=2, alarm_above=1.0, is_alarm=True, judged_days=7)
    assert say_point(point, PeriodKind.DAY) == (
        "Tuesday 12 March 2019: 2 counted; an alarm together with the 6 days before it"
    )


def test_a_limit_that_hangs_on_the_days_before_is_not_said_of_the_day_alone() -> None:
    point = BoardPoint(on=date(2019, 3, 12), observed=0, high=3.0, alarm_above=0.0)
    assert say_point(point, PeriodKind.DAY) == "Tuesday 12 March 2019: 0 counted"
    high = replace(point, observed=2)
    assert say_point(high, PeriodKind.DAY) == (
        "Tuesday 12 March 2019: 2 counted; high enough for an alarm, together with the days before it, but among so "
        "many some count always is"
    )


def test_what_looks_like_an_alarm_and_is_none_is_said() -> None:
    point = BoardPoint(on=date(2019, 3, 12), observed=0, alarm_above=0.0, p_value=3e-4, judged_days=7)
    assert say_verdict(point) == "the 7 days together are high; on this one nothing was counted"
    assert say_verdict(replace(point, p_value=0.3)) == say_verdict(replace(point, p_value=None)) == ""
    assert say_verdict(replace(point, observed=2)) == "high, but among so many some count always is"


def test_a_figure_is_as_exact_as_it_means_something_and_a_probability_is_a_chance() -> None:
    figure = Figure(of="x", value=0.25, unit="incidents a day", denominator="y", as_of=date(2019, 3, 14), source="z")
    assert say_figure(figure) == "0.25"
    assert say_figure(replace(figure, unit="probability", value=2e-5)) == "1 in 50,000"


def test_the_opening_names_the_days_of_a_surge_of_which_the_last_is_still_coming_in() -> None:
    *earlier, before, last = boards.days(last=2)
    surge = boards.a_series(
        DAILY,
        (*earlier, replace(before, observed=13, is_alarm=True, p_value=1e-6), last),
        alarm_id="2019-03-12-muslim",
    )
    assert headline(surge) == (
        "As known on 12 March 2019, 1 count stands out: incidents against Muslim communities (11 March 2019: "
        "13, about 3 expected); 12 March 2019 is still coming in."
    )
    two = replace(surge, points=(*surge.points[:-1], replace(last, observed=12, is_alarm=True)))
    assert "(11 and 12 March 2019: 13 and 12, about 3 a day expected)." in headline(two)
    settled = replace(surge, points=(*surge.points[:-1], replace(last, likely=None, likely_high=None)))
    assert headline(settled).endswith("13, about 3 expected).")


def test_whose_the_rise_is_is_told_with_its_limits() -> None:
    july = compose([SourceSeries(SOURCE, met.series())], at=datetime(2017, 7, 15, tzinfo=UTC))
    (said,) = say_shares(july)
    assert said == (
        "Of the rise in faith offences, 99% is that of Islamophobic offences (between 90% and 106%, nineteen times in "
        "twenty)."
    )
    assert say_shares(compose([SourceSeries(SOURCE, met.series())], at=FRIDAY)) == ()


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0"), (0.254, "0.25"), (0.5, "0.5"), (3.44, "3.4"), (132.24, "132.2"), (2345.6, "2,346")],
)
def test_a_number_is_as_exact_as_it_means_something(value: float, said: str) -> None:
    assert say_near_number(value) == said


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.7, "more than 1 in 2"),
        (0.5, "1 in 2"),
        (0.25, "1 in 4"),
        (0.001, "1 in 1,000"),
        (0.0000812, "1 in 12,000"),
        (1e-6, "1 in 1,000,000"),
        (1e-9, "less than 1 in a million"),
    ],
)
def test_a_chance(chance: float, said: str) -> None:
    assert say_chance(chance) == said


def test_the_opening_says_what_stands_out_and_against_what() -> None:
    assert headline(QUIET) == "As known on 12 March 2019, no count stands out over all areas together."
    assert headline(LOUD, QUIET) == (
        "As known on 12 March 2019, 1 count stands out: Islamophobic offences (February 2019: 212, about 100 expected)."
    )


def test_the_opening_of_a_desk_that_knows_nothing_does_not_say_that_all_is_well() -> None:
    assert headline() == ("No counts were known on Tuesday 12 March 2019, so there is nothing to tell a surge from.")
    assert headline(area="Camden").startswith("No counts in Camden were known")


def test_the_opening_names_three_and_counts_the_rest() -> None:
    flags = ("a", "b", "c", "d")
    loud = [boards.a_series(boards.a_name(flag=flag), boards.months(last=200 + ord(flag))) for flag in flags]
    said = headline(*loud)
    assert "4 counts stand out: a offences" in said
    assert said.endswith("about 100 expected) and 1 more.")


def test_the_opening_counts_single_areas_and_clusters() -> None:
    there = boards.a_series(boards.a_name(area="Camden"), boards.months(last=212))
    assert headline(LOUD, there, clusters=(boards.a_cluster(1),)).endswith(
        "about 100 expected); 1 alarm in a single area; 1 cluster on the map."
    )
    assert headline(QUIET, there, replace(there, name=boards.a_name(area="Brent"))) == (
        "As known on 12 March 2019, no count stands out over all areas together; 2 alarms in single areas: "
        "Islamophobic offences, Camden (February 2019: 212, about 100 expected) and "
        "Islamophobic offences, Brent (February 2019: 212, about 100 expected)."
    )
    assert headline(there, area="Camden") == (
        "As known on 12 March 2019, 1 count stands out in Camden: Islamophobic offences (February 2019: 212, "
        "about 100 expected)."
    )
    assert headline(replace(there, alarm_id=""), area="Camden").endswith(", no count stands out in Camden.")


def test_a_wide_count_whose_rise_is_a_narrow_ones_does_not_stand_out_by_itself() -> None:
    said = headline(LOUD, RACIST, whose={"racist": "islamophobic"})
    assert "2 counts stand out: Islamophobic offences" in said
    assert said.endswith("; the rise in racist offences is that of Islamophobic offences.")
    # Where the narrow one is no alarm, nothing is explained away.
    assert "1 count stands out: racist offences" in headline(QUIET, RACIST, whose={"racist": "islamophobic"})


def test_an_alarm_of_which_nothing_is_expected_is_told_without() -> None:
    *earlier, last = LOUD.points
    bare = replace(LOUD, points=(*earlier, replace(last, expected=None, p_value=None)))
    assert headline(bare).endswith("Islamophobic offences (February 2019: 212).")
    assert alarming([bare, RACIST, QUIET]) == (RACIST, bare)


def test_late_reports_are_told_of_the_newest_period_they_changed() -> None:
    series = boards.a_series(DAILY, boards.days(last=3))
    assert say_late(series) == "Monday 11 March 2019: 4 now, where 1 was known a day earlier."
    *earlier, before, last = series.points
    changed = replace(series, points=(*earlier, replace(before, known_before=3), last))
    assert say_late(changed) == "Monday 11 March 2019: 4 now, where 3 were known a day earlier."
    unchanged = replace(series, points=(*earlier, replace(before, known_before=before.observed), last))
    assert say_late(unchanged) == ""
    assert say_late(QUIET) == ""
