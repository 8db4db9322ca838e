"""The whole fit, step by step: shocks, how freely each level moves, how long an event works on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.picture.contagion.baseline import Baseline, baseline_of
from vigil.picture.contagion.control import SpreadControl, Trigger
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.find_shocks import beyond
from vigil.picture.contagion.fit_series import Fit, Model, start_of, with_size
from vigil.picture.contagion.slot import (
    SHAPES,
    USUAL_HALF_LIFE_DAYS,
    USUAL_SHAPE,
    USUAL_SPREAD,
    Slot,
    Weighed,
    fading,
    shape_weights,
    weigh,
)
from vigil.picture.contagion.terms import DayData, fade

LEVEL_STEPS: Final = (0.02, 0.05, 0.1, 0.2, 0.4)
FADE_HALF_LIVES_DAYS: Final = (0.35, 0.7, 1.4, 2.8, 5.6)
SHORTER_DAYS: Final = (0.18,)
"""How long an event may work on; a shorter time can be told apart where hours are known."""

START_SIZE: Final = 10.0
START_HALF_LIFE_DAYS: Final = 1.4
START_STEP: Final = 0.1
ROUNDS: Final = 6
WORTH: Final = 2.0
NEAR_DAYS: Final = 3
FRESH_DAYS: Final = 60


@dataclass(frozen=True, slots=True, eq=False)
class SeriesState:
    """One series as far as it is fitted: its fit, and the places of the slots that move it."""

    fitted: Fit
    slots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """All series as fitted; `half_life_days` is how long an event works on, shared by all.

    `calm` (days, series) is the share of a day's mean count that no shock brought. Only that share of its events counts
    as setting off others: what the incidents of an outbreak set off is in the outbreak's own fading, and a trigger that
    moves two communities at once must not look as if the one had moved the other.
    """

    control: SpreadControl
    events: DayEvents
    baseline: Baseline
    half_life_days: float
    calm: FloatArray
    slots: tuple[Slot, ...]
    series: tuple[SeriesState, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """What to fit a series anew with; what is None stays."""

    half_life_days: float | None = None
    level_step: float | None = None
    closed: BoolArray | None = None
    slots: tuple[int, ...] | None = None


def begin(events: DayEvents, control: SpreadControl) -> Settled:
    """Fit every series with its baseline and all effects that may be, before any shock."""
    baseline = baseline_of(events, knot_days=control.knot_days)
    calm = np.ones((events.days, len(events.names)))
    past = _past(events, calm, START_HALF_LIFE_DAYS)
    series: list[SeriesState] = []
    for target in range(len(events.names)):
        data = _data(events, baseline, past, target)
        closed = _may_not_be(events.names, target, control)
        model = Model(data, baseline.knots, START_STEP, START_SIZE, closed, own=target)
        series.append(SeriesState(with_size(model, start_of(model))))
    return Settled(control, events, baseline, START_HALF_LIFE_DAYS, calm, (), tuple(series))


def go_on(settled: Settled, events: DayEvents) -> Settled:
    """Fit more days of the same series with the settings found before: levels, effects, how long an event works on.

    `events` begins on the day the settled ones begin. Shocks known before stay, with their shapes, and are fitted anew.
    """
    baseline = baseline_of(events, knot_days=settled.control.knot_days)
    calm = np.vstack([settled.calm, np.ones((events.days - settled.calm.shape[0], len(events.names)))])
    past = _past(events, calm, settled.half_life_days)
    series: list[SeriesState] = []
    for target, state in enumerate(settled.series):
        data = _data(events, baseline, past, target)._replace(
            shocks=_shock_columns(settled.slots, state.slots, events.days),
            profile=state.fitted.model.data.profile,
        )
        model = replace(state.fitted.model, data=data, knots=baseline.knots)
        start = start_of(model)
        start[model.sources_at :] = state.fitted.parameters[state.fitted.model.sources_at :]
        series.append(SeriesState(with_size(model, start), state.slots))
    return _calmed(replace(settled, events=events, baseline=baseline, calm=calm, series=tuple(series)))


def change(settled: Settled, target: int, new: Change) -> SeriesState:
    """Fit one series anew, from where it stands."""
    state = settled.series[target]
    old = state.fitted
    slots = state.slots if new.slots is None else new.slots
    data = old.model.data._replace(
        shocks=_shock_columns(settled.slots, slots, settled.events.days),
        past=_past(settled.events, settled.calm, new.half_life_days or settled.half_life_days),
    )
    model = replace(
        old.model,
        data=data,
        level_step=new.level_step or old.model.level_step,
        closed=old.model.closed if new.closed is None else new.closed,
    )
    start = np.zeros(model.width)
    start[: model.shocks_at] = old.parameters[: model.shocks_at]
    opened = old.model.closed & ~model.closed
    start[model.sources_at : model.shocks_at][opened] = 0.05
    start[model.sources_at : model.shocks_at][model.closed & ~old.model.closed] = 0.0
    for place, slot in enumerate(slots):
        known = slot in state.slots
        start[model.shocks_at + place] = old.sizes[state.slots.index(slot)] if known else 1.0
    return SeriesState(with_size(model, start), slots)


def change_all(settled: Settled, new: Change) -> Settled:
    """Fit every series anew."""
    return replace(
        settled,
        half_life_days=new.half_life_days or settled.half_life_days,
        series=tuple(change(settled, target, new) for target in range(len(settled.series))),
    )


def with_level_steps(settled: Settled) -> Settled:
    """Choose for each series how freely its level moves, by the evidence."""
    series: list[SeriesState] = []
    for target in range(len(settled.series)):
        tried = [change(settled, target, Change(level_step=step)) for step in LEVEL_STEPS]
        series.append(max(tried, key=lambda one: one.fitted.evidence))
    return replace(settled, series=tuple(series))


def with_half_life(settled: Settled) -> Settled:
    """Choose how long an event works on, for all series together, by the evidence."""
    lives = FADE_HALF_LIVES_DAYS if settled.events.counts.shape[1] == 1 else (*SHORTER_DAYS, *FADE_HALF_LIVES_DAYS)
    tried = [change_all(settled, Change(half_life_days=days)) for days in lives]
    best = int(np.argmax([evidence_of(one) for one in tried]))
    if 0 < best < len(tried) - 1:
        between = _vertex(np.log(lives[best - 1 : best + 2]), [evidence_of(one) for one in tried[best - 1 : best + 2]])
        tried.append(change_all(tried[best], Change(half_life_days=float(np.exp(between)))))
    return max(tried, key=evidence_of)


def evidence_of(settled: Settled) -> float:
    """Give the evidence of all series together."""
    return sum(state.fitted.evidence for state in settled.series)


def _vertex(places: FloatArray, values: Sequence[float]) -> float:
    """Give where the parabola through three points is highest, of which the middle one is the highest."""
    bend, slope, _ = np.polyfit(places - places[1], np.array(values) - values[1], 2)
    return float(places[1] - (slope / (2 * bend) if bend < 0 else 0.0))


def with_triggers(settled: Settled, triggers: Sequence[Trigger]) -> Settled:
    """Open a slot for every trigger that was given, and keep it in the series that it moved."""
    given: dict[int, str] = {}
    for trigger in triggers:
        number = trigger.on.toordinal() if isinstance(trigger.on, date) else trigger.on
        place = number - settled.events.first_number
        if 0 <= place < settled.events.days:
            given[place] = f"{given[place]}; {trigger.name}" if place in given else trigger.name
    known = {slot.first_day - slot.later_days for slot in settled.slots if slot.was_given}
    return _attach(
        settled,
        [Slot(name, place, USUAL_SHAPE, was_given=True) for place, name in sorted(given.items()) if place not in known],
    )


def with_found_shocks(settled: Settled) -> Settled:
    """Open slots for what is beyond baseline and excitation, until nothing more is."""
    for _ in range(ROUNDS):
        first_days = sorted(
            {
                one.first_day
                for state in settled.series
                for one in beyond(state.fitted, below=settled.control.shock_below)
            }
        )
        fresh = [day for day in _apart(first_days) if all(abs(day - slot.first_day) > 0 for slot in settled.slots)]
        if not fresh:
            break
        settled = _attach(
            settled,
            [Slot(settled.events.label(day), day, USUAL_SHAPE, was_given=False) for day in fresh],
        )
    return settled


def weigh_slot(settled: Settled, target: int, slot: int, *, later_days: int = 0) -> Weighed:
    """Weigh half-lives and sizes of one slot against the counts of one series, all else as fitted.

    `later_days` weighs it as if it had begun so many days later, or earlier where below 0.
    """
    state = settled.series[target]
    fitted = state.fitted
    rates = fitted.rates
    if slot in state.slots:
        place = state.slots.index(slot)
        rates = rates - fitted.sizes[place] * fitted.model.data.shocks[:, place]
    first = settled.slots[slot].first_day + later_days
    data = fitted.model.data
    counted = np.where(data.is_known, data.counts.sum(axis=1), np.nan)
    return weigh(counted[first:], np.maximum(rates[first:], 1e-6), fitted.model.size)


def _attach(settled: Settled, opened: Sequence[Slot]) -> Settled:
    """Add slots; keep each new or fresh one where it improves a series, let its shape follow the counts, fit anew."""
    settled = replace(settled, slots=(*settled.slots, *opened))
    if not settled.slots:
        return settled
    new_from = len(settled.slots) - len(opened)
    moved = [state.slots for state in settled.series]
    for slot in range(len(settled.slots)):
        if slot >= new_from or is_fresh(settled, slot):
            moved = [_joined(settled, target, slot, slots) for target, slots in enumerate(moved)]
    settled = _with_shapes(_refit_slots(settled, moved))
    settled = _refit_slots(settled, [_kept(state) for state in settled.series])
    return change_all(_calmed(settled), Change())


def is_fresh(settled: Settled, slot: int) -> bool:
    """Say whether a shock began so lately that its size and shape are still open."""
    return settled.events.days - settled.slots[slot].first_day <= FRESH_DAYS


def _joined(settled: Settled, target: int, slot: int, slots: tuple[int, ...]) -> tuple[int, ...]:
    if slot in slots:
        return slots
    gains = [float(_gains(settled, target, slot, later).max()) for later in _beginnings(settled, slot)]
    return (*slots, slot) if max(gains) > WORTH else slots


def _gains(settled: Settled, target: int, slot: int, later_days: int) -> FloatArray:
    """Give how much likelier each shape makes the counts of a series at its best size than no shock; (shapes,)."""
    table = weigh_slot(settled, target, slot, later_days=later_days).log_likelihood
    return np.asarray(table.max(axis=1) - table[0, 0])


def _beginnings(settled: Settled, number: int) -> tuple[int, ...]:
    """Give from which days on a slot may move counts, from where it stands: of a told trigger its day or the next.

    What happens in the evening, or far away, is in the counts of the day after.
    """
    slot = settled.slots[number]
    if not slot.was_given:
        return (0,)
    told = slot.first_day - slot.later_days
    taken = {other.first_day for place, other in enumerate(settled.slots) if place != number}
    days = (told, told + 1) if told + 1 < settled.events.days and told + 1 not in taken else (told,)
    return tuple(day - slot.first_day for day in days)


def _calmed(settled: Settled) -> Settled:
    """Say anew which share of each day no shock brought."""
    shares: list[FloatArray] = []
    for state in settled.series:
        brought = state.fitted.model.data.shocks @ state.fitted.sizes
        shares.append(1.0 - brought / state.fitted.rates)
    return replace(settled, calm=np.column_stack(shares))


def _refit_slots(settled: Settled, moved: Sequence[tuple[int, ...]]) -> Settled:
    series = [change(settled, target, Change(slots=slots)) for target, slots in enumerate(moved)]
    return replace(settled, series=tuple(series))


def _kept(state: SeriesState) -> tuple[int, ...]:
    return tuple(slot for slot, size in zip(state.slots, state.fitted.sizes, strict=True) if size > 0)


def _with_shapes(settled: Settled) -> Settled:
    """Give every slot the beginning and shape its series together speak for, held near what is usual of shocks."""
    usual = np.log(shape_weights(USUAL_HALF_LIFE_DAYS, USUAL_SPREAD))
    slots: list[Slot] = []
    for number, slot in enumerate(settled.slots):
        movers = [target for target, state in enumerate(settled.series) if number in state.slots]
        ways = _beginnings(settled, number)
        together = np.array(
            [usual + sum(_gains(settled, target, number, later) for target in movers) for later in ways]
        )
        way, shape = divmod(int(np.argmax(together)), len(SHAPES))
        later = ways[way]
        slots.append(
            replace(slot, first_day=slot.first_day + later, later_days=slot.later_days + later, shape=SHAPES[shape])
        )
    return replace(settled, slots=tuple(slots))


def _apart(first_days: Sequence[int]) -> list[int]:
    """Join days that lie close together: the first of them stands for all."""
    kept: list[int] = []
    for day in first_days:
        if not kept or day - kept[-1] > NEAR_DAYS:
            kept.append(day)
    return kept


def share_left(settled: Settled) -> float:
    """Give how much of an event's influence is left one bin later."""
    return _share_left(settled.events, settled.half_life_days)


def _share_left(events: DayEvents, half_life_days: float) -> float:
    return float(0.5 ** (1.0 / (half_life_days * events.counts.shape[1])))


def _past(events: DayEvents, calm: FloatArray, half_life_days: float) -> FloatArray:
    means = np.nanmean(events.counts, axis=0)
    counts = np.where(np.isnan(events.counts), means, events.counts) * calm[:, np.newaxis, :]
    return fade(np.ascontiguousarray(counts), _share_left(events, half_life_days))


def _data(events: DayEvents, baseline: Baseline, past: FloatArray, target: int) -> DayData:
    counts = events.counts[:, :, target]
    is_known = np.asarray(~np.isnan(counts).any(axis=1), dtype=np.bool_)
    return DayData(
        counts=np.ascontiguousarray(np.nan_to_num(counts)),
        is_known=is_known,
        knot=baseline.knot[: events.days],
        weight=baseline.weight[: events.days],
        calendar=np.ascontiguousarray(baseline.calendar[: events.days]),
        past=past,
        shocks=np.zeros((events.days, 0)),
        profile=_profile(counts[is_known]),
    )


def _profile(counts: FloatArray) -> FloatArray:
    """Give how a day's events spread over its bins before it is known which were set off, as if each held one more."""
    by_bin = counts.sum(axis=0) + 1.0
    return np.asarray(by_bin / by_bin.sum(), dtype=np.float64)


def _shock_columns(slots: Sequence[Slot], which: Sequence[int], days: int) -> FloatArray:
    columns = [fading(slots[slot].first_day, slots[slot].shape, days) for slot in which]
    return np.ascontiguousarray(np.column_stack(columns)) if columns else np.zeros((days, 0))


def _may_not_be(names: Sequence[str], target: int, control: SpreadControl) -> BoolArray:
    """Mark the sources that may not act on a target: a whole and its parts are the same incidents."""
    is_whole = np.array([name in control.wholes for name in names])
    closed = is_whole | bool(is_whole[target])
    closed[target] = False
    return np.asarray(closed, dtype=np.bool_)
