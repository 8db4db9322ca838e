"""What is said of the latest periods of a series on a board."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from vigil.picture.board.board import BoardPoint, PeriodKind, SeriesName, latest_alarms
from vigil.picture.words import say_chance_plainly, say_change, say_day, say_list, say_mean, say_ratio
from vigil.register.place import Community
from vigil.reports.flag import words_of_flag


def say_latest(name: SeriesName, points: Sequence[BoardPoint], *, is_current: bool) -> str:
    """Give the latest periods in words: how many, against how many, whether that is an alarm, what is yet to come in.

    Parameters
    ----------
    points : oldest first, at least one
    is_current : whether the last of them is the newest there can be; an alarm of an older one is over
    """
    alarms = latest_alarms(tuple(points), name.period) if is_current else ()
    last, what = points[-1], say_counted(name)
    head = f"{what[:1].upper()}{what[1:]}, {name.area or 'all areas'}"
    if not alarms or alarms == (last,):
        verdict = _say_alarm(last, points) if alarms else _say_no_alarm(last)
        return f"{head}, {_say_when(name, last)}: {_say_count(last)}{verdict and f'; {verdict}'}."
    strongest = least_likely(alarms)
    which = f"{'The least likely, ' if len(alarms) > 1 else ''}{_say_when(name, strongest)}"
    told = f"{which}: {_say_count(strongest)}; {_say_alarm(strongest, points)}"
    said = f"{head}: alarm on {say_days([one.on for one in alarms])}. {told}."
    return said if last.is_alarm else f"{said} {_say_when(name, last)}: {_say_after(last)}."


def least_likely(alarms: Sequence[BoardPoint]) -> BoardPoint:
    """Give of some alarms the one that chance brings the least often; the first where that is not known."""
    return min(alarms, key=lambda one: 1.0 if one.p_value is None else one.p_value)


def say_counted(name: SeriesName) -> str:
    """Say what is counted, as it stands inside a sentence: incidents against Jewish communities, arson."""
    if name.flag == Community.OTHER:
        counted = "incidents against other communities"
    elif name.flag in set(Community):
        counted = f"incidents against {name.flag.capitalize()} communities"
    else:
        counted = f"{words_of_flag(name.flag)} offences"
    return f"{counted}, {name.kind.replace('_', ' ')}" if name.kind else counted


def say_days(days: Sequence[date]) -> str:
    """Give days of one month as 12 and 13 March 2019, others each in full."""
    *earlier, last = days
    is_one_month = all((day.year, day.month) == (last.year, last.month) for day in earlier)
    return say_list([*(str(day.day) if is_one_month else say_day(day) for day in earlier), say_day(last)])


def name_alarm(name: SeriesName, as_of: date) -> str:
    """Give the name of an alarm: the day of its board, and what tells the series apart. A board made again keeps it."""
    said = f"{name.source}\n{name.period}\n{name.area}\n{name.flag}\n{name.kind}"
    return f"{as_of.isoformat()}-{sha256(said.encode()).hexdigest()[:12]}"


def _say_count(point: BoardPoint) -> str:
    so_far = " so far" if point.is_coming_in else ""
    if point.expected is None:
        return f"{point.observed:,}{so_far}; too little is known before it to say what is usual"
    said = f"{point.observed:,}{so_far} where about {say_mean(point.expected)} were expected"
    is_lower_for_now = point.is_coming_in and point.observed < point.expected
    if not point.observed or point.expected <= 0 or is_lower_for_now:
        return said
    ratio = point.observed / point.expected
    return f"{said} ({say_ratio(ratio)}, {say_change(ratio)})" if ratio < 2 else f"{said} ({say_change(ratio)})"


def _say_after(point: BoardPoint) -> str:
    """Say in few words what came on a day after an alarm."""
    if not point.is_coming_in:
        return f"{point.observed:,}, {_say_no_alarm(point)}"
    likely = f", probably {point.likely:,.0f} in the end" if point.likely is not None else ""
    return f"{point.observed:,} so far, still coming in{likely}"


def _say_alarm(point: BoardPoint, points: Sequence[BoardPoint]) -> str:
    """Say that a period is an alarm and, where it was judged with those before it, over how many days, and what came.

    A day judged with the two or six before it, or by a slow rise, may be nothing by itself.
    """
    chance = f"chance {say_chance_plainly(point.p_value)}" if point.p_value else ""
    together = point.days_together
    if together == 1:
        return f"an alarm ({chance})" if chance else "an alarm"
    until = points.index(point) + 1
    counted = sum(one.observed for one in points[max(0, until - together) : until])
    spell = f"{counted:,} in the {together} days that end with it" if until >= together else f"{together} days together"
    alone = point.high is not None and point.observed <= point.high
    return f"an alarm{', not by itself but' if alone else ''} by {spell}{f' ({chance})' if chance else ''}"


def _say_no_alarm(point: BoardPoint) -> str:
    if point.expected is None:
        return ""
    if point.is_coming_in:
        return "still coming in; no alarm so far"
    if point.own_limit is not None and point.observed > point.own_limit:
        return "above its limit, but among so many series one as high comes by chance: no alarm"
    return "not alarming"


def _say_when(name: SeriesName, point: BoardPoint) -> str:
    return say_day(point.on) if name.period is PeriodKind.DAY else f"{point.on:%B %Y}"
