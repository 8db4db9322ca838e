"""What followed earlier events: the month's count after each, held against the twelve months before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vigil.picture.expect import expect
from vigil.picture.surge import Comparison
from vigil.posture.trigger import Trigger, TriggerKind, communities_of
from vigil.register.place import Community
from vigil.reports.month import Month

MONTHS_BEFORE: Final = 12
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


def precedents(
    earlier: Iterable[Trigger], counts: Mapping[Month, int], *, community: Community, country: str, on: date
) -> tuple[Precedent, ...]:
    """Give what followed earlier events that could be felt here, newest first, one a month.

    Counted in are violent events of the ten years before `on`: those of this country, and those aimed at this
    community wherever they happened. Of several events felt in one month the first is named.

    Parameters
    ----------
    counts : offences of one flag in one region by month; months that are not known are missing
    """
    found: dict[Month, Precedent] = {}
    for trigger in sorted(earlier, key=lambda one: (one.on, one.id)):
        felt_on = trigger.on + FELT_AFTER
        month = Month(felt_on.year, felt_on.month)
        if month in found or not _could_be_felt(trigger, community, country, on):
            continue
        comparison = compare_month(counts, month)
        if comparison is not None:
            found[month] = Precedent(trigger, month, comparison)
    return tuple(reversed(found.values()))


def compare_month(counts: Mapping[Month, int], month: Month) -> Comparison | None:
    """Hold a month against the twelve before it; None when one of the thirteen is not known."""
    before = [month.after(-number) for number in range(1, MONTHS_BEFORE + 1)]
    if month not in counts or any(one not in counts for one in before):
        return None
    return Comparison(counts[month], expect([counts[one] for one in before]))


def _could_be_felt(trigger: Trigger, community: Community, country: str, on: date) -> bool:
    is_near = trigger.country == country or community in communities_of(trigger)
    is_recent = on.year - YEARS_BACK <= trigger.on.year and trigger.on < on
    return is_near and is_recent and trigger.kind in VIOLENT
