"""A nowcast in words: what late reports changed, and what it cannot know."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from vigil.picture.delay.nowcasted import Nowcast
from vigil.picture.delay.reported import ReportedCount
from vigil.picture.words import say_day, say_list, say_number

MOST_DAYS_NAMED: Final = 5


def say_late_news(name: str, found: Nowcast) -> str:
    """Give how the reports of the as-of day changed the figures of days before it; empty when they did not."""
    changed = [day for day in found.days if day.on < found.as_of and day.known > day.known_before]
    if not changed:
        return ""
    told = [f"{say_day(day.on)} from {day.known_before:,} to {day.known:,}" for day in changed[-MOST_DAYS_NAMED:]]
    more = len(changed) - len(told)
    rest = [f"{say_number(more, 'earlier day')}"] if more else []
    return f"{name}: reports that came in on {say_day(found.as_of)} raised {say_list([*rest, *told])}."


def say_warnings(
    series: Mapping[str, Sequence[ReportedCount]], found: Mapping[str, Nowcast], as_of: date
) -> Iterator[str]:
    """Give what a person should know before using a nowcast: little history, very late reports, an old file."""
    latest = max(one.reported_on for reports in series.values() for one in reports)
    if latest < as_of:
        yield f"The last report came in on {say_day(latest)}; until {say_day(as_of)} none is taken to have come."
    for name, one in found.items():
        if not one.days:
            yield f"{name}: no report had come in by {say_day(as_of)}, so there is nothing to show."
        elif one.is_thin:
            yield (
                f"{name}: only {say_number(one.reports, 'report')} to learn the delay from. Its intervals rest on the "
                "other series of the file and on what is assumed of delays."
            )
        if one.came_later:
            yield (
                f"{name}: {say_number(one.came_later, 'report')} took longer than the longest delay that is learnt. "
                "Such reports are not foreseen."
            )
