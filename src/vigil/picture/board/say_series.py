"""What is said of the last period of a series on a board."""

from datetime import date
from hashlib import sha256

from vigil.picture.board.board import BoardPoint, PeriodKind, SeriesName
from vigil.picture.words import say_chance, say_change, say_day, say_mean, say_ratio
from vigil.register.place import Community
from vigil.reports.flag import words_of_flag


def say_last(name: SeriesName, point: BoardPoint, *, is_alarm: bool) -> str:
    """Give the last period in words: how many, against how many, and whether that is an alarm."""
    when = say_day(point.on) if name.period is PeriodKind.DAY else f"{point.on:%B %Y}"
    what = say_counted(name)
    said = f"{what[:1].upper()}{what[1:]}, {name.area or 'all areas'}, {when}: {point.observed:,}"
    if point.expected is None:
        return f"{said}; too little is known before it to say what is usual."
    said = f"{said} where about {say_mean(point.expected)} were expected"
    if point.observed and point.expected > 0:
        ratio = point.observed / point.expected
        said += f" ({say_ratio(ratio)}, {say_change(ratio)})" if ratio < 2 else f" ({say_change(ratio)})"
    return f"{said}; {_say_verdict(point, is_alarm=is_alarm)}."


def say_counted(name: SeriesName) -> str:
    """Say what is counted, as it stands inside a sentence: incidents against Jewish communities, arson."""
    if name.flag == Community.OTHER:
        counted = "incidents against other communities"
    elif name.flag in set(Community):
        counted = f"incidents against {name.flag.capitalize()} communities"
    else:
        counted = f"{words_of_flag(name.flag)} offences"
    return f"{counted}, {name.kind.replace('_', ' ')}" if name.kind else counted


def _say_verdict(point: BoardPoint, *, is_alarm: bool) -> str:
    if is_alarm:
        # A day is judged with the two and the six before it, and may be nothing by itself.
        with_others = point.high is not None and point.observed <= point.high
        alarm = "an alarm, not by itself but with the days before it" if with_others else "an alarm"
        return f"{alarm} (chance {say_chance(point.p_value)})" if point.p_value else alarm
    if point.alarm_above is not None and point.observed > point.alarm_above:
        return "above its limit, but among so many series one as high comes by chance: no alarm"
    return "not alarming"


def name_alarm(name: SeriesName, as_of: date) -> str:
    """Give the name of an alarm: the day of its board, and what tells the series apart. A board made again keeps it."""
    said = f"{name.source}\n{name.period}\n{name.area}\n{name.flag}\n{name.kind}"
    return f"{as_of.isoformat()}-{sha256(said.encode()).hexdigest()[:12]}"
