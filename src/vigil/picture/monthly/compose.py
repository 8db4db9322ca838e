"""Composing the picture of one source of counts at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigil.picture.monthly.history import history
from vigil.picture.monthly.join import JoinedFlag, join_flag
from vigil.picture.monthly.picture import FlagPicture, Picture
from vigil.picture.monthly.reading import MonthReading, latest_known, read_month
from vigil.picture.monthly.say import say_basis, say_correction, say_headline, say_reading
from vigil.picture.monthly.whose import find_month_whose
from vigil.reports.count_series import CountSeries, CountSource
from vigil.reports.flag import CONTAINED_IN

HISTORY_MONTHS: Final = 36


@dataclass(frozen=True, slots=True)
class SourceSeries:
    """A source and its series, one for each flag and area."""

    source: CountSource
    series: tuple[CountSeries, ...]


def compose(sources: Sequence[SourceSeries], *, at: datetime, area: str = "") -> Picture:
    """Give the picture at a moment in one area, or in all areas of each source together."""
    flags: list[FlagPicture] = []
    by_area: list[MonthReading] = []
    basis: list[str] = []
    corrections: list[str] = []
    for one in sources:
        joined = _join_flags(one, at, area)
        found = _flags_of(joined)
        flags.extend(found)
        corrections.extend(_corrections_of(found))
        basis.extend(say_basis(one.source, [flag.reading for flag in found], joined, at))
        if not area:
            by_area.extend(_readings(one.series, one.source, at))
    return Picture(
        at=at,
        area=area,
        headline=say_headline([flag.reading for flag in flags]),
        flags=tuple(flags),
        by_area=tuple(by_area),
        corrections=tuple(corrections),
        basis=tuple(basis) or ("No counts have been imported.",),
    )


def _join_flags(one: SourceSeries, at: datetime, area: str) -> list[JoinedFlag]:
    grouped: dict[str, list[CountSeries]] = {}
    for series in one.series:
        if not area or area in series.areas:
            grouped.setdefault(series.flag, []).append(series)
    return [join_flag(group, one.source, at) for group in grouped.values()]


def _flags_of(joined: Sequence[JoinedFlag]) -> list[FlagPicture]:
    series_by_flag = {one.flag: one.series for one in joined}
    found: list[FlagPicture] = []
    for one in joined:
        reading = read_month(one.series, one.month) if one.series and one.month else None
        if one.series is None or reading is None:
            continue
        series = one.series
        whose = find_month_whose(series, series_by_flag.get(CONTAINED_IN.get(reading.flag, "")), reading.month)
        found.append(
            FlagPicture(
                reading=reading,
                whose=whose,
                history=history(series, reading.month, months=HISTORY_MONTHS),
                sentence=say_reading(reading, whose),
            )
        )
    return found


def _corrections_of(flags: Sequence[FlagPicture]) -> list[str]:
    by_flag = {one.reading.flag: one.reading for one in flags}
    said = (say_correction(one.reading, one.whose, by_flag.get(one.whose.within)) for one in flags)
    return [one for one in said if one]


def _readings(series: Sequence[CountSeries], source: CountSource, at: datetime) -> list[MonthReading]:
    months = ((one, latest_known(one, source, at)) for one in series)
    readings = (read_month(one, month) for one, month in months if month is not None)
    return [reading for reading in readings if reading is not None]
