"""The next days of every series: paths drawn forward from what was fitted, and their exact mean."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.baseline import baseline_of
from vigil.picture.contagion.decay import Decay, decay_of, usual_decay
from vigil.picture.contagion.found import SpreadForecast
from vigil.picture.contagion.settle import FRESH_DAYS, Settled, is_fresh, share_left
from vigil.picture.contagion.slot import LONGEST_DAYS, SHAPES

PATHS: Final = 4000


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """What drives the days ahead, in events a day.

    `baseline` and `shocks` have the shape (paths, days, series); `usual` (days, series) is the mean baseline;
    `children` (targets, sources); `profile` (bins, series); `state` (sources,) what is left of past events; `share` how
    much of it is left one bin later; `sizes` (series,) the shapes of the days' gamma variables.
    """

    baseline: FloatArray
    shocks: FloatArray
    usual: FloatArray
    children: FloatArray
    profile: FloatArray
    state: FloatArray
    share: float
    sizes: FloatArray


def look_ahead(settled: Settled, days: int, rng: np.random.Generator, *, paths: int = PATHS) -> Ahead:
    """Draw for every path the level it walks and the shocks that go on, with all their uncertainty."""
    fits = [state.fitted for state in settled.series]
    usual = np.column_stack([_levels(settled, target, days)[0] for target in range(len(fits))])
    noise = rng.standard_normal((len(fits), 2, paths))
    baseline = np.stack([_levels(settled, target, days, noise[target]) for target in range(len(fits))], axis=2)
    shocks = np.zeros((paths, days, len(fits)))
    for target in range(len(fits)):
        shocks[:, :, target] += _old_shocks(settled, target, days)
    _add_fresh_shocks(settled, shocks, rng)
    share = share_left(settled)
    latest = np.array([fit_.model.data.counts[-1, -1] for fit_ in fits]) * settled.calm[-1]
    return Ahead(
        baseline=baseline,
        shocks=shocks,
        usual=usual,
        children=np.array([fit_.children for fit_ in fits]),
        profile=np.column_stack([fit_.model.data.profile for fit_ in fits]),
        state=share * fits[0].model.data.past[-1, -1] + (1.0 - share) * latest,
        share=share,
        sizes=np.array([fit_.model.size for fit_ in fits]),
    )


def draw_counts(ahead: Ahead, rng: np.random.Generator) -> FloatArray:
    """Draw the counts of every path; shape (paths, days, series)."""
    paths, days, series = ahead.baseline.shape
    counts = np.zeros((paths, days, series))
    state = np.broadcast_to(ahead.state, (paths, series))
    for day in range(days):
        luck = rng.gamma(ahead.sizes, 1.0 / ahead.sizes, (paths, series))
        for profile in ahead.profile:
            calm = ahead.baseline[:, day] * profile + state @ ahead.children.T
            rates = calm + ahead.shocks[:, day] * profile
            drawn = rng.poisson(rates * luck)
            counts[:, day] += drawn
            state = ahead.share * state + (1.0 - ahead.share) * drawn * calm / rates
    return counts


def mean_counts(ahead: Ahead) -> FloatArray:
    """Give the exact mean of the paths' counts; shape (days, series)."""
    baseline, state = ahead.baseline.mean(axis=0), ahead.state
    counts: FloatArray = ahead.shocks.mean(axis=0)
    for day in range(baseline.shape[0]):
        for profile in ahead.profile:
            calm = baseline[day] * profile + ahead.children @ state
            counts[day] += calm
            state = ahead.share * state + (1.0 - ahead.share) * calm
    return counts


def forecast(settled: Settled, spans: tuple[int, ...], rng: np.random.Generator) -> tuple[SpreadForecast, ...]:
    """Foresee the sums over the next days, for each span of days and each series.

    What is usual is what the baseline comes to when each of its events sets off what it does on average.
    """
    ahead = look_ahead(settled, max(spans), rng)
    drawn, mean = draw_counts(ahead, rng), mean_counts(ahead)
    usual = np.linalg.solve(np.eye(len(ahead.sizes)) - ahead.children, ahead.usual.T).T
    given: list[SpreadForecast] = []
    for span in spans:
        low, high = np.quantile(drawn[:, :span].sum(axis=1), (0.05, 0.95), axis=0, method="nearest")
        for place, name in enumerate(settled.events.names):
            expected, ordinary = float(mean[:span, place].sum()), float(usual[:span, place].sum())
            given.append(
                SpreadForecast(
                    series=name,
                    days=span,
                    expected=expected,
                    usual=ordinary,
                    excess=expected - ordinary,
                    low=float(low[place]),
                    high=float(high[place]),
                )
            )
    return tuple(given)


def _levels(settled: Settled, target: int, days: int, noise: FloatArray | None = None) -> FloatArray:
    """Give the baseline of the days ahead, shape (paths, days); without noise one path, the mean.

    A path is off by what the fit does not know of today's level, and walks on from there as the level has walked.
    """
    fitted = settled.series[target].fitted
    model = fitted.model
    features = baseline_of(settled.events, knot_days=settled.control.knot_days, ahead=days)
    calendar = features.calendar[settled.events.days :]
    level = fitted.parameters[model.knots - 1] + calendar @ fitted.parameters[model.knots : model.sources_at]
    if noise is None:
        return np.asarray(np.exp(level)[np.newaxis])
    spread = np.sqrt(max(0.0, float(fitted.covariance[model.knots - 1, model.knots - 1])))
    walk = model.level_step * np.sqrt(np.arange(1, days + 1) / settled.control.knot_days)
    off = spread * noise[0][:, np.newaxis] + walk * noise[1][:, np.newaxis]
    return np.asarray(np.exp(level + off - 0.5 * (spread**2 + walk**2)))


def _old_shocks(settled: Settled, target: int, days: int) -> FloatArray:
    state = settled.series[target]
    left = np.zeros(days)
    for slot, size in zip(state.slots, state.fitted.sizes, strict=True):
        if not is_fresh(settled, slot):
            since = settled.events.days - settled.slots[slot].first_day + np.arange(days, dtype=np.float64)
            left += np.where(since < LONGEST_DAYS, size * settled.slots[slot].shape.left(since), 0.0)
    return left


def _add_fresh_shocks(settled: Settled, shocks: FloatArray, rng: np.random.Generator) -> None:
    """Add to every path the shocks still going on: their decay, drawn for all series together, and each one's size."""
    fresh = [slot for slot in range(len(settled.slots)) if is_fresh(settled, slot)]
    usual = usual_decay(settled, before=settled.events.days - FRESH_DAYS)
    for slot in fresh:
        for group in _groups(settled):
            decay = decay_of(settled, slot, group, usual)
            _add_shock(settled, shocks, decay, rng)


def _groups(settled: Settled) -> list[tuple[int, ...]]:
    """Give the series that share the decay of a shock: the parts together, every whole by itself."""
    names, wholes = settled.events.names, settled.control.wholes
    parts = tuple(place for place, name in enumerate(names) if name not in wholes)
    return [group for group in (parts, *((place,) for place, name in enumerate(names) if name in wholes)) if group]


def _add_shock(settled: Settled, shocks: FloatArray, decay: Decay, rng: np.random.Generator) -> None:
    paths, days, _ = shocks.shape
    shapes = rng.choice(len(SHAPES), paths, p=decay.weights)
    since = settled.events.days - settled.slots[decay.slot].first_day + np.arange(days, dtype=np.float64)
    left = np.array([shape.left(since) for shape in SHAPES])
    for target, table, sizes in zip(decay.group, decay.size_weights, decay.sizes, strict=True):
        steps = table.cumsum(axis=1)[shapes]
        which = (rng.random((paths, 1)) * steps[:, -1:] > steps).sum(axis=1)
        shocks[:, :, target] += sizes[which][:, np.newaxis] * left[shapes]
