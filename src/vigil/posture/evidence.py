"""What a proposal rests on: how things stand for a community, and what followed earlier events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigil.ground.moment import local_day, zone_named
from vigil.picture.figure import Figure
from vigil.picture.monthly.reading import latest_known, read_month, say_areas
from vigil.posture.precedent import Precedent, Vantage, find_precedents
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
class EvidenceSought:
    """For whom evidence is sought, at which moment, in which country, and which earlier events are known."""

    community: Community
    at: datetime
    country: str
    earlier: tuple[Trigger, ...]


def gather(sought: EvidenceSought, series: CountSeries, source: CountSource) -> Evidence:
    """Give what one flag's counts tell a community: the latest known month, and what followed earlier events."""
    last = latest_known(series, source, sought.at)
    if last is None:
        return Evidence()
    reading = read_month(series, last)
    now = (reading.latest, reading.mean, reading.ratio) if reading else ()
    on = local_day(sought.at, zone_named(source.time_zone))
    vantage = Vantage(community=sought.community, country=sought.country, on=on, last=last)
    found = find_precedents(sought.earlier, series, vantage)
    of, where = f"{words_of_flag(series.flag)} offences", say_areas(series.areas)
    sentence = say_precedents(found, f"{of} in {where} ({source.name})")
    return Evidence(
        figures=(
            *(figure for figure in now if figure is not None),
            *precedent_figures(found, of=of, where=where, source=source.name),
        ),
        said=(sentence,) if sentence else (),
    )


def join(parts: Sequence[Evidence]) -> Evidence:
    """Give all evidence as one."""
    return Evidence(
        tuple(figure for part in parts for figure in part.figures), tuple(said for part in parts for said in part.said)
    )


def say_precedents(found: Sequence[Precedent], of: str) -> str:
    """Tell what followed earlier events, and how often nothing out of the ordinary did; empty when none is known.

    Parameters
    ----------
    of : what was counted, such as “Islamophobic offences in London”
    """
    if not found:
        return ""
    alarms = _alarms(found)
    felt = f"In {len(alarms)} of {len(found)} months that followed an attack, {of} were out of the ordinary"
    if not alarms:
        return f"{felt}."
    named = "; ".join(_say_precedent(one) for one in alarms[:MOST_NAMED])
    return f"{felt}: {named}."


def precedent_figures(found: Sequence[Precedent], *, of: str, where: str, source: str) -> tuple[Figure, ...]:
    """Give the figures of the precedents that are named, each with what it is counted against."""
    return tuple(
        Figure(
            of=f"{of}, {one.month.words}, after {one.trigger.name}",
            value=one.comparison.observed,
            unit="offences a month",
            denominator=f"recorded in {where}; mean of the 12 months before {one.comparison.expected.mean:.1f}",
            as_of=one.month.last_on,
            source=source,
        )
        for one in _alarms(found)[:MOST_NAMED]
    )


def _alarms(found: Sequence[Precedent]) -> list[Precedent]:
    return sorted((one for one in found if one.comparison.is_alarm), key=_rise, reverse=True)


def _rise(precedent: Precedent) -> float:
    return precedent.comparison.ratio or 0.0


def _say_precedent(one: Precedent) -> str:
    count, mean = one.comparison.observed, one.comparison.expected.mean
    return f"{count} in {one.month.words} against a mean of {mean:.0f} ({one.trigger.name})"
