"""What was found of spread, in sentences a duty officer can read, the most important first."""

from collections.abc import Iterator, Sequence
from datetime import date

from vigil.picture.contagion.found import Effect, FittedSeries, ForecastRecord, Spread, SpreadForecast
from vigil.picture.words import say_day, say_mean

SHOCKS_SAID = 5
DOUBTFUL_BELOW = 0.01


def say(spread: Spread, forecasts: Sequence[SpreadForecast], records: Sequence[ForecastRecord]) -> tuple[str, ...]:
    """Say what is foreseen, what sets off what, which triggers did, and where the fit should not be trusted."""
    return (
        *(_forecast(one) for one in forecasts if one.days == 7),
        *(_record(one) for one in records if one.days == 7),
        *_within(spread),
        *_across(spread),
        *_shocks(spread),
        *(sentence for series in spread.series for sentence in _doubts(series)),
        *_thin(spread),
    )


def _forecast(one: SpreadForecast) -> str:
    more = f"{say_mean(abs(one.excess))} {'more' if one.excess >= 0 else 'fewer'} than usual"
    return (
        f"{one.series}: over the next {one.days} days {say_mean(one.expected)} are expected "
        f"({one.low:,.0f} to {one.high:,.0f} in nine of ten cases), {more}."
    )


def _record(one: ForecastRecord) -> str:
    if not one.forecasts:
        return f"{one.series}: there is no record yet of how such forecasts did."
    return (
        f"{one.series}: of the last {one.forecasts} such forecasts {one.covered} held the count that came "
        f"({one.coverage:.0%}; nine in ten is right); {one.ratio:.2f} came for each one expected."
    )


def _within(spread: Spread) -> Iterator[str]:
    for one in spread.effects:
        if one.source == one.target and one.children > 0:
            yield (
                f"{one.source}: one incident sets off {one.children:.2f} more ({one.low:.2f} to {one.high:.2f}), "
                f"half of them within {spread.half_life_days or 0.0:.1f} days."
            )
        elif one.source == one.target:
            yield (
                f"{one.source}: the data do not show that incidents set off further ones; "
                f"if they do, it is fewer than {one.high:.2f} each."
            )


def _across(spread: Spread) -> Iterator[str]:
    across = [one for one in spread.effects if one.source != one.target]
    for one in across:
        if one.children > 0:
            yield (
                f"One incident of {one.source} is followed by {one.children:.2f} of {one.target} "
                f"({one.low:.2f} to {one.high:.2f}) beyond what baseline and triggers explain."
            )
    if across and not any(one.children > 0 for one in across):
        yield _no_cross_effect(across)


def _no_cross_effect(across: Sequence[Effect]) -> str:
    largest = max(across, key=lambda one: one.high)
    pairs = f"{len(across)} pairs were" if len(across) > 1 else "1 pair was"
    return (
        f"The data show no cross-community effect: {pairs} tested and none stands. The largest that "
        f"could be there without showing is {largest.high:.2f} of {largest.target} for each of {largest.source}."
    )


def _shocks(spread: Spread) -> Iterator[str]:
    largest = sorted(spread.shocks, key=lambda one: -one.size)[:SHOCKS_SAID]
    for one in sorted(largest, key=lambda one: one.on.toordinal() if isinstance(one.on, date) else one.on):
        on = say_day(one.on) if isinstance(one.on, date) else f"day {one.on}"
        name = f"{one.name}, from {on}" if one.was_given else f"The surge from {on}"
        yield (
            f"{name}: {say_mean(one.size)} a day more of {one.series} at first ({say_mean(one.low)} to "
            f"{say_mean(one.high)}), half of it gone after {one.half_life_days:.0f} days "
            f"({one.half_life_low_days:.0f} to {one.half_life_high_days:.0f})."
        )


def _doubts(series: FittedSeries) -> Iterator[str]:
    check = series.check
    if check.independence_p < DOUBTFUL_BELOW:
        yield (
            f"{series.name}: the fit leaves days that hang together (correlation {check.correlation_1:+.2f} from one "
            f"to the next), so read its figures with care."
        )
    if check.uniform_p < DOUBTFUL_BELOW:
        yield f"{series.name}: the counts do not vary as the fit says, so read its limits with care."


def _thin(spread: Spread) -> Iterator[str]:
    for name in spread.too_thin:
        yield f"{name}: too few events or days to say anything of spread; it was not fitted."
