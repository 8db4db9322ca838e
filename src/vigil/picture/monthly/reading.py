"""The latest month known at a moment, for one flag in one area or in several together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vigil.ground.moment import zone_named
from vigil.picture.expect import expect
from vigil.picture.figure import Figure
from vigil.picture.surge import Comparison
from vigil.picture.words import say_list
from vigil.register.place import Community
from vigil.reports.count_series import CountSeries, CountSource
from vigil.reports.flag import COMMUNITIES, words_of_flag
from vigil.reports.month import Month

BASELINE_MONTHS: Final = 12
"""A month is held against the twelve before it: every season once, and recent enough for recording practice."""


@dataclass(frozen=True, slots=True)
class MonthRecord:
    """How far back no month was as high: since the last that was, or, if `is_highest_known`, since counting began."""

    since: Month
    is_highest_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReading:
    """One flag's month, held against the twelve months before.

    `community` is whom the flag speaks of, None when of nobody in particular. `latest`, `mean` and `ratio` are the
    figures to show; `ratio` is None when the mean is nought. `files` are those the flag's counts were read from.
    """

    flag: str
    community: Community | None
    source: str
    areas: tuple[str, ...]
    files: tuple[str, ...]
    month: Month
    compared: Comparison
    record: MonthRecord
    latest: Figure
    mean: Figure
    ratio: Figure | None


def latest_known(series: CountSeries, source: CountSource, at: datetime) -> Month | None:
    """Give the latest month that was over at a moment, the publisher's delay included where that is known."""
    return next((month for month in sorted(series.counts, reverse=True) if is_known(month, source, at)), None)


def is_known(month: Month, source: CountSource, at: datetime) -> bool:
    """Say whether a month was over at a moment by its publisher's clocks, and the delay, where known, had passed."""
    return month.ends_at(zone_named(source.time_zone)) + timedelta(days=source.delay_days or 0) <= at


def read_month(series: CountSeries, month: Month) -> MonthReading | None:
    """Hold a month against the twelve before it; None when one of the thirteen is not known."""
    compared = compare_month(series, month)
    if compared is None:
        return None
    where = say_areas(series.areas)
    before = f"{month.after(-BASELINE_MONTHS).words} to {month.after(-1).words}"
    counted = f"{words_of_flag(series.flag)} offences"

    def figure(of: str, value: float, unit: str, denominator: str) -> Figure:
        return Figure(of=of, value=value, unit=unit, denominator=denominator, as_of=month.last_on, source=series.source)

    ratio = compared.ratio
    return MonthReading(
        flag=series.flag,
        community=COMMUNITIES.get(series.flag),
        source=series.source,
        areas=series.areas,
        files=series.files,
        month=month,
        compared=compared,
        record=_find_record(series, month),
        latest=figure(f"{counted} in {month.words}", compared.observed, "offences a month", f"recorded in {where}"),
        mean=figure(
            f"{counted}, mean of {before}",
            compared.expected.mean,
            "offences a month",
            f"{BASELINE_MONTHS} months, recorded in {where}",
        ),
        ratio=None
        if ratio is None
        else figure(f"{counted} in {month.words} over the mean", ratio, "times", f"the mean of {before} in {where}"),
    )


def compare_month(series: CountSeries, month: Month) -> Comparison | None:
    """Give a month's count and what the twelve before led one to expect; None when one of the thirteen is missing."""
    earlier = [month.after(-back) for back in range(BASELINE_MONTHS, 0, -1)]
    if any(one not in series.counts for one in (*earlier, month)):
        return None
    return Comparison(series.counts[month], expect([series.counts[one] for one in earlier]))


def say_areas(areas: tuple[str, ...]) -> str:
    """Give areas as people read them: up to three by name, else how many."""
    return say_list(areas) if len(areas) <= 3 else f"{len(areas)} areas together"


def _find_record(series: CountSeries, month: Month) -> MonthRecord:
    since = month
    while (before := series.counts.get(since.after(-1))) is not None:
        since = since.after(-1)
        if before >= series.counts[month]:
            return MonthRecord(since, is_highest_known=False)
    return MonthRecord(since, is_highest_known=True)
