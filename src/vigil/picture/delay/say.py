"""A nowcast in words: what late reports changed, what is still to come, and what it cannot know."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from vigil.picture.delay.late_news import LateNews
from vigil.picture.delay.nowcasted import Nowcast, NowcastDay
from vigil.picture.delay.reported import ReportedCount
from vigil.picture.words import say_day, say_number


def say_late_news(news: LateNews) -> str:
    """Give how a day's figure changed: 8 October 2023: 4 known on the day, 7 now."""
    yesterday = "" if news.known_before in {news.known_on_the_day, news.known} else f", {news.known_before} a day ago"
    return f"{say_day(news.on)}: {news.known_on_the_day:,} known on the day{yesterday}, {news.known:,} now."


def say_nowcast_day(day: NowcastDay) -> str:
    """Give a day's count with what it will probably come to."""
    known = f"{say_day(day.on)}: {day.known:,} known"
    if day.low == day.high:
        return f"{known}; probably no more to come ({day.probability:.0%})."
    return (
        f"{known}, probably {day.low:,} to {day.high:,} once late reports are in ({day.probability:.0%}; about "
        f"{day.reported_share:.0%} of such a day's reports have come in)."
    )


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
                f"{name}: only {say_number(one.reports, 'report')} to learn the delay from. The intervals are wide and "
                "rest on what is assumed of delays."
            )
        if one.came_later:
            yield (
                f"{name}: {say_number(one.came_later, 'report')} took longer than the longest delay that is learnt. "
                "Such reports are not foreseen."
            )
