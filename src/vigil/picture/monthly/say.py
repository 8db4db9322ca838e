"""The picture in sentences."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from vigil.ground.moment import zone_named
from vigil.picture.headline import correct_headline
from vigil.picture.monthly.join import JoinedFlag
from vigil.picture.monthly.reading import BASELINE_MONTHS, MonthReading, say_areas
from vigil.picture.monthly.whose import MonthWhose
from vigil.picture.surge import Comparison
from vigil.picture.whose import LARGEST_SHARE, Part
from vigil.picture.words import say_against, say_chance_plainly, say_day, say_list, say_number
from vigil.reports.count_series import CountSource
from vigil.reports.flag import words_of_flag
from vigil.reports.month import month_of
from vigil.reports.name_areas import say_some

STALE_MONTHS: Final = 2
"""A latest month more than this far back is said to be old."""


def say_headline(readings: Sequence[MonthReading]) -> str:
    """Give the one sentence that says what is so."""
    if not readings:
        return "No month is known yet that can be held against the twelve before it."
    alarms = [reading for reading in readings if reading.compared.is_alarm]
    latest = max(reading.month for reading in readings).words
    where = say_areas(max((reading.areas for reading in readings), key=len))
    if not alarms:
        return f"Nothing is alarming in {latest}, the latest month known, in {where}."
    told = [f"{words_of_flag(one.flag)} {_say_shortly(one.compared)}" for one in alarms]
    return f"A surge in {latest}, the latest month known, in {where}: {say_list(told)}."


def say_reading(reading: MonthReading, whose: MonthWhose) -> str:
    """Give one flag's month in words, with whose rise it is where that can be told."""
    compared = reading.compared
    said = f"{words_of_flag(reading.flag).capitalize()}, {reading.month.words}: {_say_against(compared)}"
    if compared.rise <= 0:
        return f"{said}; no rise."
    verdict = "an alarm" if compared.is_alarm else "not alarming"
    chance = say_chance_plainly(compared.p_overdispersed)
    return f"{said}; {verdict} (chance {chance}); {_say_record(reading)}.{_say_whose(reading, whose)}"


def say_correction(reading: MonthReading, whose: MonthWhose, within: MonthReading | None) -> str:
    """Give what is wrong with a wider flag's own headline where a flag inside it is all there is to it; else nothing.

    Parameters
    ----------
    reading, whose : the narrower flag's month, and whose its rise is
    within : the wider flag's month, None where it is not shown
    """
    if within is None or whose.rest is None or not whose.is_sole or within.month != reading.month:
        return ""
    part = Part(f"{words_of_flag(reading.flag)} offences", reading.compared, whose.rest)
    return correct_headline(f"{words_of_flag(within.flag).capitalize()} offences", within.compared, part)


def say_basis(
    source: CountSource, readings: Sequence[MonthReading], joined: Sequence[JoinedFlag], at: datetime
) -> tuple[str, ...]:
    """Say from what a picture is made, as of when, and what it leaves out."""
    if not readings:
        return (f"{source.name}: no month that was over has all of the {BASELINE_MONTHS} months before it.",)
    latest = max(reading.month for reading in readings)
    delay = (
        f"The publisher's delay of {say_number(source.delay_days, 'day')} is allowed for."
        if source.delay_days is not None
        else "How long after a month's end the counts were to be had is not known: less may have been known then."
    )
    files = _say_files(source, readings)
    said = [
        *_say_left_out(joined),
        f"Source: {source.name} ({files}), offences recorded, as of {say_day(latest.last_on)}. {delay}",
        f"Means are of the {BASELINE_MONTHS} months before; an alarm is a chance below 1 in 1,000 at their variance.",
        "One offence can carry several flags: flags are never added.",
    ]
    behind = latest.months_until(month_of(at, zone_named(source.time_zone)))
    if behind > STALE_MONTHS:
        said.append(f"The latest month known lies {behind} months back: of what came since, this says nothing.")
    return tuple(said)


def _say_left_out(joined: Sequence[JoinedFlag]) -> Iterator[str]:
    flags: dict[tuple[str, ...], list[str]] = {}
    for one in joined:
        words = words_of_flag(one.flag)
        if one.series is None:
            yield (
                f"Not shown, because no area has the latest month and all of the {BASELINE_MONTHS} before it: {words}."
            )
        elif one.left_out:
            flags.setdefault(one.left_out, []).append(words)
    for areas, of in flags.items():
        yield f"Left out of {say_list(of)}, because months of them are missing: {say_some(areas)}."


def _say_files(source: CountSource, readings: Sequence[MonthReading]) -> str:
    """Give the files the counts stand in, flag by flag where the flags have others."""
    flags: dict[tuple[str, ...], list[str]] = {}
    for reading in readings:
        flags.setdefault(reading.files or (source.file,), []).append(words_of_flag(reading.flag))
    if len(flags) == 1:
        return say_list(next(iter(flags)))
    return "; ".join(f"{say_list(of)}: {say_list(files)}" for files, of in flags.items())


def _say_against(compared: Comparison) -> str:
    between = compared.ratio_interval
    return f"{compared.observed:,} {say_against(compared.expected.mean, compared.ratio, a='month', between=between)}"


def _say_shortly(compared: Comparison) -> str:
    """Give a count against its mean without the interval, for a headline."""
    return f"{compared.observed:,} {say_against(compared.expected.mean, compared.ratio, a='month')}"


def _say_record(reading: MonthReading) -> str:
    if reading.record.is_highest_known:
        return f"the highest since counting begins in {reading.record.since.words}"
    if reading.record.since == reading.month.after(-1):
        return "not as high as the month before"
    return f"the highest since {reading.record.since.words}"


def _say_whose(reading: MonthReading, whose: MonthWhose) -> str:
    if not reading.compared.is_raised or reading.community is None:
        return ""
    if whose.rest is None:
        return f" Whether the rise is one community's cannot be told: {whose.why_not}."
    others = f"all other {words_of_flag(whose.within)} offences: {_say_against(whose.rest)}"
    if not whose.is_sole:
        return f" For comparison, {others}."
    return f" The {'whole rise' if whose.is_whole else 'rise'} is one community's; {others}.{_say_share(whose)}"


def _say_share(whose: MonthWhose) -> str:
    share = whose.share
    if share is None or share.share_of_rise > LARGEST_SHARE:
        return ""
    between = f"95 % between {share.low:.0%} and {share.high:.0%}"
    return f" Of the rise in {words_of_flag(whose.within)}, {share.share_of_rise:.0%} is theirs ({between})."
