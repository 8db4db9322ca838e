"""The Metropolitan Police's counts as they come with Vigil, and series made by hand."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from vigil.reports.count_series import AreaCount, CountSeries, CountSource, join_areas, series_of
from vigil.reports.month import Month
from vigil.reports.read_counts import read_counts

SOURCE: Final = CountSource("Metropolitan Police", "met_hate_crime_monthly.csv", "Europe/London")
FEBRUARY: Final = Month(2019, 2)


@cache
def content() -> bytes:
    """Give the shipped file."""
    return (resources.files("vigil.reports") / "data" / "met_hate_crime_monthly.csv").read_bytes()


@cache
def counts() -> tuple[AreaCount, ...]:
    """Give what is read of it."""
    return tuple(one.value for one in read_counts(content(), SOURCE.file).found)


@cache
def series() -> tuple[CountSeries, ...]:
    """Give a series for each flag and area."""
    return series_of(SOURCE.name, counts())


@cache
def london() -> Mapping[str, CountSeries]:
    """Give each flag over all areas together."""
    flags = {one.flag for one in series()}
    return {flag: join_areas([one for one in series() if one.flag == flag]) for flag in flags}


def monthly(
    counts: Sequence[int], *, flag: str = "islamophobic", areas: tuple[str, ...] = ("Barnet",), last: Month = FEBRUARY
) -> CountSeries:
    """Give a series of one month after another, the last one given."""
    months = {last.after(number - len(counts) + 1): count for number, count in enumerate(counts)}
    return CountSeries(SOURCE.name, flag, areas, months)
