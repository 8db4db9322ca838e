"""From counts to what was found: the series that are thick enough, the fit step by step, and its summary."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from vigil.picture.contagion.control import SpreadControl, Trigger
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.decay import decay_of, quantile, usual_decay, weights_of_sizes
from vigil.picture.contagion.effects import Tested, list_effects, test_effects, with_effects
from vigil.picture.contagion.found import FittedSeries, Shock, Spread
from vigil.picture.contagion.residual import check_residuals
from vigil.picture.contagion.settle import (
    Settled,
    begin,
    with_found_shocks,
    with_half_life,
    with_level_steps,
    with_triggers,
)
from vigil.picture.contagion.slot import SHAPES

Heard = Callable[[float, str], None]


def hear_nothing(share: float, says: str) -> None:
    """Hear how far a fit is when nobody asked."""


def assemble(
    events: DayEvents, triggers: Sequence[Trigger], control: SpreadControl, rng: np.random.Generator, heard: Heard
) -> Spread:
    """Fit everything and sum it up; what it gives is described in `vigil.picture.spread`."""
    events = events.last(control.window_days)
    names = thick_enough(events, control)
    too_thin = tuple(name for name in events.names if name not in names)
    if not names:
        return Spread(
            source=events.source,
            names=(),
            too_thin=too_thin,
            effects=(),
            half_life_days=None,
            shocks=(),
            series=(),
            settled=None,
        )
    settled, tested = settle(events.only(names), triggers, control, heard)
    pairs = int(np.isfinite(tested.p_values).sum())
    effects = list_effects(settled, tested, lambda done: heard(0.5 + 0.5 * done / pairs, "limits of effects"))
    return Spread(
        source=events.source,
        names=names,
        too_thin=too_thin,
        effects=effects,
        half_life_days=settled.half_life_days if any(effect.children > 0 for effect in effects) else None,
        shocks=tuple(_shocks(settled)),
        series=tuple(_series(settled, rng)),
        settled=settled,
    )


def thick_enough(events: DayEvents, control: SpreadControl) -> tuple[str, ...]:
    """Give the series with enough events to be fitted, on enough days."""
    many = np.nansum(events.daily(), axis=0) >= control.fewest_events
    long = (~np.isnan(events.daily())).sum(axis=0) >= control.fewest_days
    return tuple(name for name, *thick in zip(events.names, many, long, strict=True) if all(thick))


def settle(
    events: DayEvents, triggers: Sequence[Trigger], control: SpreadControl, heard: Heard = hear_nothing
) -> tuple[Settled, Tested]:
    """Fit step by step: shocks, levels, how long an event works on, shocks again, which effects stand."""
    settled = begin(events, control)
    heard(0.1, "shocks")
    settled = with_found_shocks(with_triggers(settled, triggers))
    heard(0.2, "levels")
    settled = with_level_steps(settled)
    heard(0.3, "how long an incident works on")
    settled = with_found_shocks(with_half_life(settled))
    heard(0.4, "tests of effects")
    tested = test_effects(settled)
    return with_effects(settled, tested), tested


def _shocks(settled: Settled) -> Iterator[Shock]:
    """Sum up every shock in every series it moved."""
    gone = np.array([shape.half_gone_days for shape in SHAPES])
    usual = usual_decay(settled, before=settled.events.days)
    for number, slot in enumerate(settled.slots):
        group = tuple(place for place, state in enumerate(settled.series) if number in state.slots)
        decay = decay_of(settled, number, group, usual)
        for place, target in enumerate(group):
            state = settled.series[target]
            likely = weights_of_sizes(decay, place)
            yield Shock(
                name=slot.name,
                on=settled.events.day(slot.first_day) or settled.events.first_number + slot.first_day,
                series=settled.events.names[target],
                size=float(state.fitted.sizes[state.slots.index(number)]),
                low=quantile(decay.sizes[place], likely, 0.05),
                high=quantile(decay.sizes[place], likely, 0.95),
                half_life_days=slot.shape.half_gone_days,
                half_life_low_days=quantile(gone, decay.weights, 0.05),
                half_life_high_days=quantile(gone, decay.weights, 0.95),
                was_given=slot.was_given,
            )


def _series(settled: Settled, rng: np.random.Generator) -> Iterator[FittedSeries]:
    """Take every series apart by day."""
    for target, state in enumerate(settled.series):
        data, fitted = state.fitted.model.data, state.fitted
        from_events = data.past.sum(axis=1) @ fitted.children
        from_shocks = data.shocks @ fitted.sizes
        yield FittedSeries(
            name=settled.events.names[target],
            baseline=np.asarray(fitted.rates - from_events - from_shocks),
            from_shocks=np.asarray(from_shocks),
            from_events=np.asarray(from_events),
            size=fitted.model.size,
            level_step=fitted.model.level_step,
            check=check_residuals(fitted, rng),
        )
