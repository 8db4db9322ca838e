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
    return f"{said}: {told}.{_say_half_life(impact.half_life) if impact.half_life else ''}"


def say_side_by_side(impacts: Sequence[Impact]) -> str:
    """Give the impacts of several events on one series in one sentence, the greatest first; empty when none shows."""
    last = [(one.event.name, one.horizons[-1]) for one in impacts if one.horizons]
    longest = max((excess.days for _, excess in last), default=0)
    clear = [(name, excess) for name, excess in last if excess.is_clear]
    if len(last) < 2 or not clear:
        return ""
    clear.sort(key=lambda one: one[1].ratio, reverse=True)
    told = [f"{name} {say_ratio(excess.ratio)}" for name, excess in clear]
    quiet = [name for name, excess in last if not excess.is_clear]
    rest = f"; {say_list(quiet)} within what chance explains" if quiet else ""
    period = f"{longest} days" if not impacts[0].is_monthly else "the longest time measured"
    return f"{impacts[0].series} over {period}, as a multiple of what would have been: {say_list(told)}{rest}."


def _say_excess(one: Excess, impact: Impact) -> str:
    if impact.is_monthly:
        when = f"from the first of its month to {say_day(one.until_on)}"
    else:
        when = "on the day" if one.days == 1 else f"in {say_number(one.days, 'day')}"
    if one.low > 0:
        more = f"{one.low:,} to {one.high:,} more"
    else:
        more = f"between {-one.low:,} fewer and {one.high:,} more" if one.high > 0 else "no more"
    return f"{when} {one.observed:,} against {say_mean(one.expected)} ({more})"


def _say_half_life(half_life: HalfLife) -> str:
    if half_life.is_open:
        return f" It did not die away while it was measured: half of it lasted {half_life.low:.0f} days or longer."
    return f" Half of it was gone after {half_life.days:.1f} days ({half_life.low:.1f} to {half_life.high:.1f})."
