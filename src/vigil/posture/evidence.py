"""What a proposal rests on: how things stand for a community, and what followed earlier events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vigil.ground.moment import local_day, zone_named
from vigil.picture.figure import Figure
from vigil.posture.precedent import Precedent, compare_month, precedents
from vigil.posture.trigger import Trigger
from vigil.register.place import Community
from vigil.reports.count_series import CountSeries, CountSource
from vigil.reports.flag import words_of_flag

MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures, and sentences about them."""

    figures: tuple[Figure, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom evidence is sought, at which moment, in which country, and which earlier events are known."""

    community: Community
    at: datetime
    country: str
    earlier: tuple[Trigger, ...]


def gather(asked: Asked, series: CountSeries, source: CountSource) -> Evidence:
    """Give what one flag's counts tell a community: the latest month that is known, and what followed earlier events.

    A month is known once it is over and the publisher's delay, where one is stated, has passed.
    """
    known = known_by(series, source, asked.at)
    of = f"{words_of_flag(series.flag)} offences"
    where = f"{len(series.areas)} areas" if len(series.areas) > 1 else series.areas[0]
    region = f"{where} counted by {source.name}"
    found = precedents(
        asked.earlier,
        known.counts,
        community=asked.community,
        country=asked.country,
        on=local_day(asked.at, zone_named(source.time_zone)),
    )
    figures = (*_latest(known, of, region), *precedent_figures(found, of=of, region=region, source=source.name))
    sentence = say_precedents(found, f"{of} in {region}")
    return Evidence(figures, (sentence,) if sentence else ())


def join(parts: Sequence[Evidence]) -> Evidence:
    """Give all evidence as one."""
    return Evidence(
        tuple(figure for part in parts for figure in part.figures), tuple(said for part in parts for said in part.said)
    )


def known_by(series: CountSeries, source: CountSource, at: datetime) -> CountSeries:
    """Give the months of a series that could be known at a moment."""
    zone, delay = zone_named(source.time_zone), timedelta(days=source.delay_days or 0)
    counts = {month: count for month, count in series.counts.items() if month.ends_at(zone) + delay <= at}
    return CountSeries(series.source, series.flag, series.areas, counts)


def say_precedents(found: Sequence[Precedent], of: str) -> str:
    """Tell what followed earlier events, and how often nothing out of the ordinary did; empty when none is known.

    Parameters
    ----------
    of : what was counted, such as “Islamophobic offences in London”
    """
    if not found:
        return ""
    alarms = _alarms(found)
    felt = f"In {len(alarms)} of {len(found)} months that followed such an event, {of} were out of the ordinary"
    if not alarms:
        return f"{felt}."
    named = "; ".join(_say_precedent(one) for one in alarms[:MOST_NAMED])
    return f"{felt}: {named}."


def precedent_figures(found: Sequence[Precedent], *, of: str, region: str, source: str) -> tuple[Figure, ...]:
    """Give the figures of the precedents that are named, each with what it is counted against."""
    return tuple(
        Figure(
            of=f"{of}, {one.month.words}, after {one.trigger.name}",
            value=one.comparison.observed,
            unit="offences a month",
            denominator=f"{region}; mean of the 12 months before {one.comparison.expected.mean:.0f}",
            as_of=one.month.last_on,
            source=source,
        )
        for one in _alarms(found)[:MOST_NAMED]
    )


def _latest(known: CountSeries, of: str, region: str) -> tuple[Figure, ...]:
    month = max(known.counts, default=None)
    comparison = compare_month(known.counts, month) if month else None
    if month is None or comparison is None:
        return ()
    return (
        Figure(
            of=f"{of}, {month.words}, the latest month known",
            value=comparison.observed,
            unit="offences a month",
            denominator=f"{region}; mean of the 12 months before {comparison.expected.mean:.0f}",
            as_of=month.last_on,
            source=known.source,
        ),
    )


def _alarms(found: Sequence[Precedent]) -> list[Precedent]:
    return sorted((one for one in found if one.comparison.is_alarm), key=_rise, reverse=True)


def _rise(precedent: Precedent) -> float:
    return precedent.comparison.ratio or 0.0


def _say_precedent(one: Precedent) -> str:
    count, mean = one.comparison.observed, one.comparison.expected.mean
    return f"{count} in {one.month.words} against a mean of {mean:.0f} ({one.trigger.name})"
