"""The picture in the words of its page: what stands out, what a series counts, what one of its points says."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from vigil.picture.board.board import Board, BoardPoint, BoardSeries, PeriodKind, SeriesName
from vigil.picture.board.detector import AGAINST, Detector
from vigil.picture.board.say_series import say_counted as counted_of
from vigil.picture.board.say_series import say_days
from vigil.picture.figure import PROBABILITY, Figure
from vigil.picture.monthly.picture import Picture
from vigil.picture.whose import LARGEST_SHARE
from vigil.reports.flag import words_of_flag
from vigil.web.wording import say_count, say_day, say_list, say_month, say_number

MOST_NAMED: Final = 3

SELDOM: Final = 0.001
"""A chance below this is said to be high even on a day on which nothing was counted, which is never an alarm."""


def say_series(name: SeriesName) -> str:
    """Say what a series counts: Islamophobic offences, Camden, by month."""
    where = name.area or "all areas together"
    return f"{say_counted(name)}, {where}, {_say_each(name)}"


def say_heading(name: SeriesName) -> str:
    """Say what a series counts where it is clear of which area: Islamophobic offences by month."""
    return f"{say_counted(name)} {_say_each(name)}"


def say_counted(name: SeriesName) -> str:
    """Say what is counted, without where: Islamophobic offences; Incidents against Jewish communities, arson."""
    words = counted_of(name)
    return f"{words[:1].upper()}{words[1:]}"


def say_period(on: date, period: PeriodKind) -> str:
    """Say which period a point stands for: Friday 15 March 2019, or March 2019."""
    return say_day(on) if period is PeriodKind.DAY else say_month(on)


def say_method(series: BoardSeries) -> str:
    """Say against what the counts of a series are held, and how far that can be trusted."""
    noisy = " There is under a year of history: alarms of this kind are often false." if series.is_noisy else ""
    return f"Each count is held against {_say_against(series.method)}.{noisy}"


def say_point(point: BoardPoint, period: PeriodKind) -> str:
    """Say everything that is known of one point, in one line."""
    parts = [f"{say_period(point.on, period)}: {point.observed:,} counted"]
    if point.expected is not None:
        parts.append(f"about {say_near_number(point.expected)} expected{_say_band(point)}")
    if point.alarm_above is not None:
        parts += [said] if (said := _say_threshold(point, point.alarm_above)) else []
    if point.likely is not None and is_coming_in(point):
        parts.append(f"probably {say_near_number(point.likely)}{_say_likely(point)} when late reports are in")
    return "; ".join(parts)


def is_high_without_alarm(point: BoardPoint) -> bool:
    """Say whether a count is high enough for an alarm and yet none, because among so many some count always is."""
    return point.alarm_above is not None and point.observed > point.alarm_above and not point.is_alarm


def is_coming_in(point: BoardPoint) -> bool:
    """Say whether more of a period is probably still to be reported."""
    return point.is_coming_in


def say_verdict(point: BoardPoint) -> str:
    """Say of a period that is no alarm why its chance or its count looks like one; empty of all others."""
    if is_high_without_alarm(point):
        return "high, but among so many some count always is"
    is_seldom = point.p_value is not None and point.p_value < SELDOM
    if is_seldom and not point.observed and point.days_together > 1:
        return f"the {point.days_together} days together are high; on this one nothing was counted"
    return ""


def say_figure(figure: Figure) -> str:
    """Give the value of a figure as exactly as it means something: 0.25, 132.2, 1 in 50,000."""
    return say_chance(figure.value) if figure.unit == PROBABILITY else say_near_number(figure.value)


def say_shares(picture: Picture) -> tuple[str, ...]:
    """Say whose the rises of a month are, flag by flag, where one is an alarm and its part can be told."""
    said = []
    for one in picture.flags:
        share = one.whose.share
        if share and one.reading.compared.is_alarm and share.share_of_rise <= LARGEST_SHARE:
            said.append(
                f"Of the rise in {words_of_flag(one.whose.within)} offences, {share.share_of_rise:.0%} is that of "
                f"{words_of_flag(one.whose.flag)} offences (between {share.low:.0%} and {share.high:.0%}, nineteen "
                "times in twenty)."
            )
    return tuple(said)


def say_near_number(value: float) -> str:
    """Give a number as exactly as it means something: 0.25, 3.4, 212."""
    return f"{round(value, 2):g}" if abs(value) < 1 else say_number(round(value, 1 if abs(value) < 1000 else 0))


def say_chance(p_value: float) -> str:
    """Give a probability as people hear one: 1 in 4, 1 in 12,000, less than 1 in a million."""
    if p_value > 0.5:
        return "more than 1 in 2"
    if p_value < 1e-6:
        return "less than 1 in a million"
    times = 1 / p_value
    step = 10 ** max(0, math.floor(math.log10(times)) - 1)
    return f"1 in {say_number(round(times / step) * step)}"


def say_headline(board: Board, area: str, *, whose: Mapping[str, str]) -> str:
    """Give the sentence that the page opens with: what stands out, where, as of when.

    Parameters
    ----------
    whose : for a wide flag whose rise is one narrower flag's alone, that flag. The wide one then does not stand out
        by itself, whatever its count.
    """
    where = f" in {area}" if area else ""
    if not board.series:
        return f"No counts{where} were known on {say_day(board.as_of)}, so there is nothing to tell a surge from."
    alarms = alarming(board.series)
    own = [one for one in alarms if one.name.area == area]
    clauses = _say_alarms(own, where, whose) or [f"no count stands out{where or ' over all areas together'}"]
    elsewhere = [one for one in alarms if one.name.area != area]
    if elsewhere:
        named = say_list([_say_alarm(one, f", {one.name.area}") for one in elsewhere], most=MOST_NAMED)
        are = say_count(len(elsewhere), "alarm in a single area", "alarms in single areas")
        clauses.append(are if own else f"{are}: {named}")
    if board.clusters:
        clauses.append(say_count(len(board.clusters), "cluster on the map", "clusters on the map"))
    clauses += _say_coming_in(alarms)
    return f"As known on {say_days([board.as_of])}, {'; '.join(clauses)}."


def alarming(series: Sequence[BoardSeries]) -> tuple[BoardSeries, ...]:
    """Give the series with an alarm in their latest periods, the least likely by chance first."""
    found = [one for one in series if one.alarm_id]
    return tuple(sorted(found, key=_least_chance))


def say_late(series: BoardSeries) -> str:
    """Say how late reports changed the newest period they changed; empty where they changed none."""
    for point in reversed(series.points[:-1]):
        if point.known_before is not None and point.known_before != point.observed:
            on = say_period(point.on, series.name.period)
            was = "was" if point.known_before == 1 else "were"
            return f"{on}: {point.observed:,} now, where {point.known_before:,} {was} known a day earlier."
    return ""


def _say_each(name: SeriesName) -> str:
    return "by day" if name.period is PeriodKind.DAY else "by month"


def _say_alarms(alarms: Sequence[BoardSeries], where: str, whose: Mapping[str, str]) -> list[str]:
    """Say which series stand out, the least likely by chance first, so many as a tired person reads."""
    flags = {one.name.flag for one in alarms}
    explained = {wide: narrow for wide, narrow in whose.items() if {wide, narrow} <= flags}
    meant = [one for one in alarms if one.name.flag not in explained]
    if not meant:
        return []
    named = say_list([_say_alarm(one) for one in meant], most=MOST_NAMED)
    said = [f"{say_count(len(alarms), 'count stands', 'counts stand')} out{where}: {named}"]
    return said + [
        f"the rise in {words_of_flag(wide)} offences is that of {words_of_flag(narrow)} offences"
        for wide, narrow in explained.items()
    ]


def _say_alarm(series: BoardSeries, where: str = "") -> str:
    """Give a series that stands out: racist offences (12 and 13 March 2019: 9 and 7, about 2 a day expected)."""
    name, alarms = series.name, series.latest_alarms or series.points[-1:]
    when = say_days([one.on for one in alarms]) if name.period is PeriodKind.DAY else say_month(alarms[-1].on)
    expected = alarms[-1].expected
    each = " a day" if len(alarms) > 1 else ""
    against = f", about {say_near_number(expected)}{each} expected" if expected is not None else ""
    return f"{counted_of(name)}{where} ({when}: {say_list([f'{one.observed:,}' for one in alarms])}{against})"


def _say_coming_in(alarms: Sequence[BoardSeries]) -> list[str]:
    """Say that the last day is not all in, where a series alarmed on days before it."""
    last = [one.points[-1] for one in alarms if one.latest_alarms and not one.points[-1].is_alarm]
    return [f"{say_days([last[0].on])} is still coming in"] if any(one.is_coming_in for one in last) else []


def _say_threshold(point: BoardPoint, threshold: float) -> str:
    own, before = f"above {say_near_number(threshold)}", point.days_together - 1
    if is_high_without_alarm(point):
        how = own if point.own_limit is not None else "together with the days before it"
        return f"high enough for an alarm, {how}, but among so many some count always is"
    if point.is_alarm and before:
        return f"an alarm together with the {say_count(before, 'day')} before it"
    if point.is_alarm:
        return f"an alarm because it is {own}"
    return f"an alarm {own}" if point.own_limit is not None else ""


def _say_band(point: BoardPoint) -> str:
    if point.low is None or point.high is None:
        return ""
    return f", usually {say_near_number(point.low)} to {say_near_number(point.high)}"


def _say_likely(point: BoardPoint) -> str:
    if point.likely_low is None or point.likely_high is None:
        return ""
    return f" ({say_near_number(point.likely_low)} to {say_near_number(point.likely_high)})"


def _least_chance(series: BoardSeries) -> float:
    return min((1.0 if one.p_value is None else one.p_value for one in series.latest_alarms), default=1.0)


def _say_against(method: str) -> str:
    return AGAINST[Detector(method)] if method in set(Detector) else method
