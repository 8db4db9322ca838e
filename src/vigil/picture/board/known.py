"""What was known at the end of a day: everything a board is made from, and nothing that came later."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from vigil.ground.point import Point
from vigil.picture.board.recording_break import RecordingBreak
from vigil.picture.monthly.compose import SourceSeries
from vigil.picture.monthly.reading import is_known
from vigil.reports.count_series import CountSeries, CountSource
from vigil.reports.incident import IncidentTally

MADE_BY: Final = 2
"""Raised whenever another board would be made of the same data, so that boards are then made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was known on a day, at a moment that is not after the day's end.

    `published` holds only months that were to be had by then, `tallies` only what had been reported. `centres` are the
    middles of the areas, by name.
    """

    as_of: date
    at: datetime
    tallies: tuple[IncidentTally, ...]
    published: tuple[SourceSeries, ...]
    breaks: tuple[RecordingBreak, ...]
    centres: Mapping[str, Point]


def known_months(series: Iterable[CountSeries], source: CountSource, at: datetime) -> SourceSeries:
    """Give a source's series with the months alone that were known at a moment; those without any are left out."""
    found: list[CountSeries] = []
    for one in series:
        counts = {month: count for month, count in one.counts.items() if is_known(month, source, at)}
        if counts:
            found.append(CountSeries(one.source, one.flag, one.areas, MappingProxyType(counts), one.files))
    return SourceSeries(source, tuple(found))


def fingerprint(known: Known, *, seed: int) -> str:
    """Give what tells these data, dice and this way of making boards apart from all others, in hexadecimal."""
    said: list[object] = [MADE_BY, seed, known.as_of.isoformat()]
    said.extend(_said_of_tally(one) for one in known.tallies)
    said.extend(_said_of_source(one) for one in known.published)
    said.extend([one.source, one.area, one.flag, one.on.isoformat(), one.why] for one in known.breaks)
    said.extend([name, at.lat, at.lon] for name, at in sorted(known.centres.items()))
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _said_of_tally(one: IncidentTally) -> Sequence[object]:
    days = [one.happened_on.isoformat(), one.reported_on.isoformat() if one.reported_on else ""]
    where = [one.area, one.point.lat, one.point.lon] if one.point else [one.area]
    return [*days, one.community.value, one.kind, *where, one.count]


def _said_of_source(one: SourceSeries) -> Sequence[object]:
    source = one.source
    series = [
        [each.flag, each.areas, [[str(month), count] for month, count in each.counts.items()]] for each in one.series
    ]
    return [source.name, source.time_zone, source.delay_days, series]
