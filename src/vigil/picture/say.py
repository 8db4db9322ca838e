"""An explained day as sentences: whose surge, each series, the rest, the record, earlier events, and from what."""

from collections.abc import Iterator
from typing import Final

from vigil.picture.day_series import A_DAY
from vigil.picture.explanation import DayReading, Explanation
from vigil.picture.record import Record
from vigil.picture.surge import Comparison
from vigil.picture.words import say_against, say_chance, say_day, say_list

FEW_DAYS: Final = 28
"""Below four weeks a mean is said to be a thin one."""

WHOLE: Final = 0.9
"""From this share of a rise on it is said to be the whole of it."""


def say(explained: Explanation) -> tuple[str, ...]:
    """Give everything that is so about a day, the most important sentence first."""
    return (
        _say_first(explained),
        *(_say_series(reading, explained) for reading in explained.readings),
        *_say_rest(explained),
        *_say_shares(explained),
        *([explained.why_not] if explained.why_not else []),
        *_say_records(explained),
        *_say_references(explained),
        _say_basis(explained),
    )


def _say_first(explained: Explanation) -> str:
    alarms = [reading.series for reading in explained.readings if reading.compared.is_alarm]
    on = say_day(explained.on)
    if explained.sole:
        return f"{on}: {_say_sole(explained)}"
    if not alarms:
        return f"{on}: nothing is alarming."
    if explained.whose and set(alarms) != {explained.total}:
        return f"{on}: there is a surge in {say_list(alarms)}; it is not one community's alone."
    whose = f" No part of {explained.total} is alarming by itself." if explained.whose else ""
    return f"{on}: there is a surge in {say_list(alarms)}.{whose}"


def _say_sole(explained: Explanation) -> str:
    total = next(reading for reading in explained.readings if reading.series == explained.total)
    alone = "" if total.compared.is_alarm else f" {explained.total} alone is not alarming."
    share = next((share.share_of_rise for share in explained.whose if share.series == explained.sole), 1.0)
    if share >= WHOLE:
        return f"the whole surge is one community's: {explained.sole}. The others did not rise.{alone}"
    return f"there is a surge in {explained.sole}; the others rose no more than days do by chance.{alone}"


def _say_series(reading: DayReading, explained: Explanation) -> str:
    compared = reading.compared
    return (
        f"{reading.series}: {compared.observed:,} on {say_day(explained.on)}, {_say_against(compared)}. "
        f"{_say_surprise(compared)}"
    )


def _say_against(compared: Comparison) -> str:
    return say_against(compared.expected.mean, compared.ratio, a="day")


def _say_surprise(compared: Comparison) -> str:
    if compared.rise <= 0:
        return "That is no rise."
    chance = say_chance(compared.p_overdispersed)
    verdict = "That is an alarm" if compared.is_alarm else "That alone is not alarming"
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
    rose = "a rise" if rest.is_raised else "no rise beyond the ordinary" if rest.rise > 0 else "no rise"
    yield f"The rest, {explained.total} without {parts}: {rest.observed:,} {_say_against(rest)}: {rose}."


def _say_shares(explained: Explanation) -> Iterator[str]:
    if explained.rest is not None and not explained.whose:
        yield f"{explained.total} did not rise, so there is no rise to divide."
        return
    alarms = {reading.series for reading in explained.readings if reading.compared.is_alarm}
    for share in explained.whose:
        if share.series in alarms:
            yield (
                f"Of the rise in {explained.total}, {share.share_of_rise:.0%} is {share.series} "
                f"(95 % interval {share.low:.0%} to {share.high:.0%}; above 100 % means that the others fell)."
            )


def _say_records(explained: Explanation) -> Iterator[str]:
    for reading in explained.readings:
        record, since_yesterday = reading.record, explained.on - A_DAY
        if reading.compared.rise > 0 and (record.is_highest_known or record.since_on < since_yesterday):
            yield f"{reading.series}: {_say_record(record, explained)}."


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
    thin = " That is few days for a mean." if days < FEW_DAYS else ""
    return (
        f"Means are over {say_day(baseline.first_on)} to {say_day(baseline.last_on)}, {days} days.{thin} "
        f"Source: {explained.source}, with days to {say_day(explained.last_on)}; reports that came in later are not "
        "in it. An alarm is a chance below 1 in 1,000."
    )
