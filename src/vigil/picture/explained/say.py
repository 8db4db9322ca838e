"""An explained day as sentences: whose surge, each series, the rest, the record, earlier events, and from what."""

from collections.abc import Iterator
from typing import Final

from vigil.picture.explained.explanation import DayReading, Explanation
from vigil.picture.explained.record import Record
from vigil.picture.headline import correct_headline
from vigil.picture.surge import Comparison
from vigil.picture.whose import LARGEST_SHARE, Part, Share, can_divide, is_whole
from vigil.picture.words import say_against, say_chance, say_day, say_list, say_number

FEW_DAYS: Final = 28
"""Below four weeks a mean is said to be a thin one."""

WORTH_A_RECORD_DAYS: Final = 7
"""A day that is the highest of less than a week is not said to be: in a week some day always is."""

SLIGHT: Final = 1.05
"""Below this ratio an alarm is said to be a small rise: large counts can be out of the ordinary by very little."""


def say(explained: Explanation) -> tuple[str, ...]:
    """Give everything that is so about a day, the most important sentence first."""
    return (
        _say_first(explained),
        *([said] if (said := say_correction(explained)) else []),
        *(_say_series(reading, explained) for reading in explained.readings),
        *_say_rest(explained),
        *_say_shares(explained),
        *([explained.why_not] if explained.why_not else []),
        *_say_records(explained),
        *_say_references(explained),
        _say_basis(explained),
    )


def say_correction(explained: Explanation) -> str:
    """Give what is wrong with the total's own headline where the parts contradict it; empty where nothing is."""
    sole = explained.sole
    return correct_headline(explained.total, _total(explained), sole) if sole else ""


def _say_first(explained: Explanation) -> str:
    on, rest = say_day(explained.on), explained.rest
    alarms = [reading.series for reading in explained.readings if reading.compared.is_alarm]
    surges = [*alarms, *(["the rest"] if rest and rest.is_alarm else [])]
    if explained.sole:
        return f"{on}: {_say_sole(explained, explained.sole)}"
    if not surges:
        return f"{on}: nothing is alarming."
    if rest is None:
        return f"{on}: there is a surge in {say_list(surges)}."
    if set(alarms) <= {explained.total}:
        return f"{on}: there is a surge in {explained.total if alarms else 'the rest'}. {_say_no_part(explained, rest)}"
    return f"{on}: there is a surge in {say_list(surges)}; it is not one community's alone."


def _say_no_part(explained: Explanation, rest: Comparison) -> str:
    """Say where a surge is that is in no part: in the rest, or nowhere by itself."""
    if not rest.is_alarm:
        return f"No part of {explained.total} is alarming by itself, nor is the rest."
    parts = [reading for reading in explained.readings if reading.series != explained.total]
    if any(part.compared.is_raised for part in parts):
        return "None of the parts named is alarming by itself; the rest is."
    return "The rise is in none of the parts named, but in the rest."


def _say_sole(explained: Explanation, sole: Part) -> str:
    total = _total(explained)
    alone = "" if total.is_alarm else f" {explained.total} alone is not alarming."
    if is_whole(total, sole.compared, sole.others):
        return f"the whole surge is one community's: {sole.series}. The others did not rise.{alone}"
    if sole.others.rise < 0:
        return f"there is a surge in {sole.series}; {sole.series} rose while the others fell.{alone}"
    others = "rose no more than days do by chance" if sole.others.rise > 0 else "did not rise"
    return f"there is a surge in {sole.series}; the others {others}.{alone}"


def _total(explained: Explanation) -> Comparison:
    return next(reading.compared for reading in explained.readings if reading.series == explained.total)


def _say_series(reading: DayReading, explained: Explanation) -> str:
    compared = reading.compared
    return (
        f"{reading.series}: {compared.observed:,} on {say_day(explained.on)}, {_say_against(compared)}. "
        f"{_say_surprise(compared)}"
    )


def _say_against(compared: Comparison) -> str:
    return say_against(compared.expected.mean, compared.ratio, a="day", between=compared.ratio_interval)


def _say_surprise(compared: Comparison) -> str:
    if compared.rise <= 0:
        return "That is no rise."
    chance = say_chance(compared.p_overdispersed)
    slight = ", small as the rise is" if compared.ratio and compared.ratio < SLIGHT else ""
    verdict = f"That is an alarm{slight}" if compared.is_alarm else "That alone is not alarming"
    single = f"; {say_chance(compared.p_poisson)} by the Poisson rule" if compared.p_poisson is not None else ""
    return (
        f"{verdict}: as many or more would come by chance on {chance} days "
        f"(these days vary {compared.expected.dispersion:.1f} times as much as Poisson{single})."
    )


def _say_rest(explained: Explanation) -> Iterator[str]:
    rest = explained.rest
    if rest is None:
        return
    parts = say_list([reading.series for reading in explained.readings if reading.series != explained.total])
    yield f"The rest, {explained.total} without {parts}: {rest.observed:,} {_say_against(rest)}: {_say_rise(rest)}."


def _say_rise(compared: Comparison) -> str:
    if compared.is_alarm:
        return "a rise, and an alarm"
    if compared.is_raised:
        return "a rise, but not an alarming one"
    return "no rise beyond the ordinary" if compared.rise > 0 else "no rise"


def _say_shares(explained: Explanation) -> Iterator[str]:
    if explained.rest is None:
        return
    if not explained.whose or not can_divide(_total(explained)):
        rose = "rose no more than days do by chance" if explained.whose else "did not rise"
        yield f"{explained.total} {rose}, so there is no rise to divide."
        return
    alarms = {reading.series for reading in explained.readings if reading.compared.is_alarm}
    for share in explained.whose:
        if share.series in alarms and share.share_of_rise <= LARGEST_SHARE:
            yield f"{_say_share(share, explained)}; above 100 % means that the others fell)."
    rest = explained.rest_share
    if rest and explained.rest.is_alarm:
        yield f"{_say_share(rest, explained)})."


def _say_share(share: Share, explained: Explanation) -> str:
    return (
        f"Of the rise in {explained.total}, {share.share_of_rise:.0%} is {share.series} "
        f"(95 % interval {share.low:.0%} to {share.high:.0%}"
    )


def _say_records(explained: Explanation) -> Iterator[str]:
    for reading in explained.readings:
        days = (explained.on - reading.record.since_on).days
        if reading.compared.rise > 0 and days >= WORTH_A_RECORD_DAYS:
            yield f"{reading.series}: {_say_record(reading.record, explained)}."


def _say_record(record: Record, explained: Explanation) -> str:
    since, begins_on = say_day(record.since_on), explained.baseline.first_on
    is_year = record.since_on < begins_on or (record.is_highest_known and record.since_on == begins_on)
    to_date = f"the highest day of {explained.on.year} to date, and " if is_year else ""
    if record.is_highest_known:
        return f"{to_date}the highest since the file's unbroken days begin, on {since}"
    return f"{to_date}the highest since {since}"


def _say_references(explained: Explanation) -> Iterator[str]:
    measured: dict[tuple[str, ...], list[str]] = {}
    for reading in explained.readings:
        measured.setdefault(reading.above, []).append(reading.series)
    for above, series in measured.items():
        if above:
            yield (
                f"{say_list(series)}: above the levels after {say_list(above)} "
                "(the highest day of the week that begins with each)."
            )


def _say_basis(explained: Explanation) -> str:
    baseline = explained.baseline
    days = len(baseline.days)
    thin = ""
    if days < FEW_DAYS:
        thin = " That is few days for a mean." if days > 1 else " One day is too few for a mean."
    return (
        f"Means are over {say_day(baseline.first_on)} to {say_day(baseline.last_on)}, {say_number(days, 'day')}.{thin} "
        f"Source: {explained.source}, with days to {say_day(explained.last_on)}; reports that came in later are not "
        "in it. An alarm is a chance below 1 in 1,000."
    )
