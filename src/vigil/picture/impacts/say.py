"""What events set off, in sentences."""

from collections.abc import Sequence

from vigil.picture.impacts.half_life import HalfLife
from vigil.picture.impacts.measured import Excess, Impact
from vigil.picture.words import say_day, say_list, say_mean, say_number, say_ratio


def say_impact(impact: Impact) -> str:
    """Give what one event set off in one series, and how fast it died away."""
    said = f"{impact.series} after {impact.event.name} ({say_day(impact.event.on)})"
    if impact.why_not:
        return f"{said}: cannot be told, because {impact.why_not}."
    if not impact.horizons:
        return f"{said}: cannot be told, because the series is recorded differently from then on."
    told = "; ".join(_say_excess(one, impact) for one in impact.horizons)
    if not any(one.is_clear for one in impact.horizons):
        return f"{said}: no rise beyond what chance explains: {told}."
    return f"{said}: {told}.{_say_half_life(impact.half_life, impact) if impact.half_life else ''}"


def say_impacts(impacts: Sequence[Impact]) -> tuple[str, ...]:
    """Give all that is said of the events of one series: each, side by side, and what its counts cannot tell."""
    hidden = next((one.not_measurable for one in impacts), "")
    basis = f"{impacts[0].series} is counted by month: {hidden}." if hidden else ""
    return tuple(said for said in (*map(say_impact, impacts), say_side_by_side(impacts), basis) if said)


def say_side_by_side(impacts: Sequence[Impact]) -> str:
    """Give how strong several events were in one series, the strongest first; empty when fewer than two can be told.

    Days are compared over the longest time measured, months by the event's own.
    """
    told = [(one.event.name, one.horizons[0 if one.is_monthly else -1]) for one in impacts if one.horizons]
    if len(told) < 2:
        return ""
    clear = sorted((one for one in told if one[1].is_clear), key=lambda one: one[1].ratio, reverse=True)
    quiet = [name for name, excess in told if not excess.is_clear]
    said = [f"{name} {say_ratio(excess.ratio)}" for name, excess in clear]
    rest = [f"{say_list(quiet)} within what chance explains"] if quiet else []
    over = "in the month of the event" if impacts[0].is_monthly else "over the longest time measured"
    strongest = [say_list(said)] if said else []
    return f"{impacts[0].series} {over}, as a multiple of what would have been: {'; '.join([*strongest, *rest])}."


def say_limits(one: Excess) -> str:
    """Give between what an excess lies: 62 to 92 more; between 13 fewer and 104 more."""
    if one.low > 0:
        return f"{one.low:,} to {one.high:,} more"
    if one.high <= 0:
        return "no more"
    return f"between {-one.low:,} fewer and {one.high:,} more" if one.low < 0 else f"at most {one.high:,} more"


def _say_excess(one: Excess, impact: Impact) -> str:
    counted = f"{one.observed:,} against {say_mean(one.expected)} ({say_limits(one)})"
    if not impact.is_monthly:
        return f"on the day {counted}" if one.days == 1 else f"in {say_number(one.days, 'day')} {counted}"
    month = f"{one.until_on:%B} {one.until_on.year}"
    return f"in {month} {counted}" if one is impact.horizons[0] else f"by the end of {month} {counted}"


def _say_half_life(half_life: HalfLife, impact: Impact) -> str:
    by = ", judged by months and as if it died away evenly" if impact.is_monthly else ""
    low = f"{half_life.low:.1f} days" if half_life.low >= 1 else "less than a day"
    if half_life.is_open:
        return f" How fast it died away cannot be told{by}; half of it was gone after {low} at the soonest."
    days = f"{half_life.days:.1f} days" if half_life.days >= 1 else "less than a day"
    return f" Half of it was gone after {days} (95 % interval {low} to {half_life.high:.1f} days){by}."
