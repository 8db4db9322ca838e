"""How late reports changed the figures of the latest days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vigil.picture.delay.reported import ReportedCount


@dataclass(frozen=True, slots=True)
class LateNews:
    """One day's count as it was known at the end of that day, a day before now, and now."""

    on: date
    known_on_the_day: int
    known_before: int
    known: int


def find_late_news(reports: Sequence[ReportedCount], *, as_of: date, days: int) -> tuple[LateNews, ...]:
    """Give what has come to be known of each of so many days before the as-of day, oldest first.

    The as-of day itself is not among them: of it nothing was known before.
    """
    wanted = [as_of - timedelta(days=back) for back in range(days, 0, -1)]
    by_day: dict[date, list[ReportedCount]] = {day: [] for day in wanted}
    for one in reports:
        if one.reported_on <= as_of and one.happened_on in by_day:
            by_day[one.happened_on].append(one)
    before = as_of - timedelta(days=1)
    return tuple(
        LateNews(day, _known(known, day), _known(known, before), _known(known, as_of)) for day, known in by_day.items()
    )


def _known(reports: Sequence[ReportedCount], on: date) -> int:
    return sum(one.count for one in reports if one.reported_on <= on)
