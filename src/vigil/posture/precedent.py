"""What followed earlier events: the month's count after each, held against the twelve months before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vigil.picture.monthly.reading import compare_month
from vigil.picture.surge import Comparison
from vigil.posture.trigger import Trigger, TriggerKind, communities_of
from vigil.register.place import Community
from vigil.reports.count_series import CountSeries
from vigil.reports.month import Month

FELT_AFTER: Final = timedelta(days=7)
"""An event of the last days of a month is felt in the next one, so the month of a week later is looked at."""
YEARS_BACK: Final = 10

VIOLENT: Final = frozenset({TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP, TriggerKind.TERROR_ATTACK, TriggerKind.MURDER})


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier event, the month in which it was felt, and that month's count against the year before it."""

    trigger: Trigger
    month: Month
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Vantage:
    """From where one looks back: for which community, in which country, on which day, up to which known month."""

    community: Community
    country: str
    on: date
    last: Month


def find_precedents(earlier: Iterable[Trigger], series: CountSeries, vantage: Vantage) -> tuple[Precedent, ...]:
    """Give what followed earlier events that could be felt here, newest first, one a month.

    Counted in are violent events of the last ten years: those of this country, and those aimed at this community
    wherever they happened. Of several events felt in one month the first is named. A month is left out when it or one
    of the twelve before it is not known.
    """
    found: dict[Month, Precedent] = {}
    for trigger in sorted(earlier, key=lambda one: (one.on, one.id)):
        felt_on = trigger.on + FELT_AFTER
        month = Month(felt_on.year, felt_on.month)
        if month in found or month > vantage.last or not _could_be_felt(trigger, vantage):
            continue
        comparison = compare_month(series, month)
        if comparison is not None:
            found[month] = Precedent(trigger, month, comparison)
    return tuple(reversed(found.values()))


def _could_be_felt(trigger: Trigger, vantage: Vantage) -> bool:
    is_near = trigger.country == vantage.country or vantage.community in communities_of(trigger)
    is_recent = vantage.on.year - YEARS_BACK <= trigger.on.year and trigger.on < vantage.on
    return is_near and is_recent and trigger.kind in VIOLENT
