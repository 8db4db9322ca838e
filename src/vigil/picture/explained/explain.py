"""Explaining one day of daily counts: against the year so far, whose rise it is, since when it was not so high."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vigil.ground.errors import Unreadable, Where
from vigil.picture.day_series import A_DAY, DayCounts, DaySeries, Period
from vigil.picture.expect import expect
from vigil.picture.explained.compare import Reference, level_after
from vigil.picture.explained.explanation import DayReading, Explanation
from vigil.picture.explained.record import find_record
from vigil.picture.surge import Comparison
from vigil.picture.whose import Part, Share, find_whose, share_of_rise, split_rise


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """Which day to explain; the series that holds the others, if there is one; events to measure it by."""

    on: date
    total: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Split:
    whose: tuple[Share, ...] = ()
    rest: Comparison | None = None
    rest_share: Share | None = None
    sole: Part | None = None
    why_not: str = ""


def explain(counts: DayCounts, asked: DayQuestion) -> Explanation:
    """Explain one day: every series against the calendar year to the day before.

    Raises
    ------
    Unreadable : the day, a day of the year before it, the total or a reference is not in the file
    """
    baseline = _baseline(counts, asked.on)
    _refuse_gaps(counts, Period(baseline.first_on, asked.on))
    _refuse_unknown_references(counts, asked)
    split = _split(counts, asked, baseline)
    return Explanation(
        on=asked.on,
        source=counts.source,
        last_on=counts.period.last_on,
        baseline=baseline,
        readings=tuple(_reading(series, asked, baseline) for series in counts.series),
        total=asked.total,
        whose=split.whose,
        rest=split.rest,
        rest_share=split.rest_share,
        sole=split.sole,
        why_not=split.why_not,
    )


def _baseline(counts: DayCounts, on: date) -> Period:
    known = counts.period
    if not known.first_on <= on <= known.last_on:
        raise Unreadable(
            Where("--on"), f"{counts.source} holds days from {known.first_on} to {known.last_on}", on.isoformat()
        )
    begins_on = max(known.first_on, date(on.year, 1, 1))
    if begins_on == on:
        raise Unreadable(
            Where("--on"),
            f"the file holds no day of {on.year} before it, so there is no mean to hold it against",
            str(on),
        )
    return Period(begins_on, on - A_DAY)


def _refuse_gaps(counts: DayCounts, period: Period) -> None:
    for series in counts.series:
        missing = series.first_missing(period)
        if missing is not None:
            raise Unreadable(
                Where(counts.source, field="date"),
                f"the series “{series.name}” has no row for {missing}; a day with nothing is written as 0, and every "
                f"day from {period.first_on} to {period.last_on} is needed",
                missing.isoformat(),
            )


def _refuse_unknown_references(counts: DayCounts, asked: DayQuestion) -> None:
    for reference in asked.references:
        shown = f"{reference.name}={reference.on}"
        if reference.on >= asked.on:
            raise Unreadable(Where("--reference"), f"is not before {asked.on}, the day to be explained", shown)
        if all(level_after(series, reference, before=asked.on) is None for series in counts.series):
            known = counts.period
            raise Unreadable(
                Where("--reference"),
                f"{counts.source} holds no day of the week from it; its days are {known.first_on} to {known.last_on}",
                shown,
            )


def _reading(series: DaySeries, asked: DayQuestion, baseline: Period) -> DayReading:
    compared = _compare(series, asked.on, baseline)
    levels = ((one.name, level_after(series, one, before=asked.on)) for one in asked.references)
    above = tuple(name for name, level in levels if level is not None and compared.observed > level)
    return DayReading(series.name, compared, find_record(series, asked.on), above)


def _compare(series: DaySeries, on: date, baseline: Period) -> Comparison:
    return Comparison(series.counts[on], expect(series.over(baseline)))


def _split(counts: DayCounts, asked: DayQuestion, baseline: Period) -> _Split:
    if not asked.total:
        return _Split()
    total = counts.find(asked.total)
    if total is None:
        named = ", ".join(series.name for series in counts.series)
        raise Unreadable(Where("--total"), f"{counts.source} has no such series; it has: {named}", asked.total)
    parts = tuple(series for series in counts.series if series is not total)
    if not parts:
        return _Split(why_not=f"{total.name} is the only series: there are no parts to tell apart.")
    period = Period(baseline.first_on, asked.on)
    rest = _without(total, parts, period)
    overlap = next((day for day in period.days if rest.counts[day] < 0), None)
    if overlap is not None:
        return _Split(why_not=_say_overlap(overlap, total, parts))
    compared = tuple(
        Part(
            part.name,
            _compare(part, asked.on, baseline),
            _compare(_without(total, (part,), period), asked.on, baseline),
        )
        for part in parts
    )
    rest_compared = _compare(rest, asked.on, baseline)
    total_compared = _compare(total, asked.on, baseline)
    return _Split(
        whose=split_rise(total_compared, compared),
        rest=rest_compared,
        rest_share=share_of_rise("the rest", rest_compared, total_compared),
        # A part that fell can hide a surge of the rest among the others together.
        sole=None if rest_compared.is_alarm else find_whose(compared),
    )


def _without(total: DaySeries, parts: Sequence[DaySeries], period: Period) -> DaySeries:
    counts = {day: total.counts[day] - sum(part.counts[day] for part in parts) for day in period.days}
    return DaySeries(total.name, counts)


def _say_overlap(day: date, total: DaySeries, parts: Sequence[DaySeries]) -> str:
    together = sum(part.counts[day] for part in parts)
    names = ", ".join(part.name for part in parts)
    if len(parts) == 1:
        return f"{names} cannot be a part of {total.name}: on {day} it has {together}, the total {total.counts[day]}."
    return (
        f"The parts overlap and the rise cannot be split: on {day} {names} have {together} together, "
        f"{total.name} has {total.counts[day]}. Overlapping series are never added."
    )
