"""Composing the picture of one source of counts at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigil.picture.month_history import history
from vigil.picture.month_reading import MonthReading, latest_known, read_month
from vigil.picture.month_say import say_basis, say_headline, say_reading
from vigil.picture.month_whose import find_month_whose
from vigil.picture.picture import FlagPicture, Picture
from vigil.reports.count_series import CountSeries, CountSource, join_areas
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
    for one in sources:
        found = _flags_of(one, at, area)
        flags.extend(found)
        basis.extend(say_basis(one.source, [flag.reading for flag in found], at))
        if not area:
            by_area.extend(_readings(one.series, one.source, at))
    return Picture(
        at=at,
        area=area,
        headline=say_headline([flag.reading for flag in flags]),
        flags=tuple(flags),
        by_area=tuple(by_area),
        basis=tuple(basis) or ("No counts have been imported.",),
    )


def _flags_of(one: SourceSeries, at: datetime, area: str) -> list[FlagPicture]:
    grouped: dict[str, list[CountSeries]] = {}
    for series in one.series:
        if not area or area in series.areas:
            grouped.setdefault(series.flag, []).append(series)
    joined = {flag: join_areas(group) for flag, group in grouped.items()}
    found: list[FlagPicture] = []
    for reading in _readings(tuple(joined.values()), one.source, at):
        series = joined[reading.flag]
        whose = find_month_whose(series, joined.get(CONTAINED_IN.get(reading.flag, "")), reading.month)
        found.append(
            FlagPicture(
                reading=reading,
                whose=whose,
                history=history(series, reading.month, months=HISTORY_MONTHS),
                sentence=say_reading(reading, whose),
            )
        )
    return found


def _readings(series: Sequence[CountSeries], source: CountSource, at: datetime) -> list[MonthReading]:
    months = ((one, latest_known(one, source, at)) for one in series)
    readings = (read_month(one, month) for one, month in months if month is not None)
    return [reading for reading in readings if reading is not None]
