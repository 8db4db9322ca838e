"""What a fit of spread found, and what it foresees."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.settle import Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How many further incidents one incident of `source` sets off in `target` on average, with 90 % limits.

    `children` and `low` are 0 where the data show none; `high` then says how large one could be without showing, and
    `estimate` what is likeliest, stand it or not.
    `p_value` is of the likelihood-ratio test of no effect, `p_adjusted` after Holm's correction among effects of its
    kind (within a series, or across two).
    """

    source: str
    target: str
    children: float
    low: float
    high: float
    estimate: float
    p_value: float
    p_adjusted: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """What a trigger set off in one series: how many a day at first, and after how many days it is half of that.

    `low` to `high` holds that size at 90 %; `half_life_low_days` to `half_life_high_days` the decay, which
    all series of a trigger share. `was_given` is False where the counts themselves gave it away.
    """

    name: str
    on: date | int
    series: str
    size: float
    low: float
    high: float
    half_life_days: float
    half_life_low_days: float
    half_life_high_days: float
    was_given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidualCheck:
    """How well the fit describes one series; p-values below 0.01 say that it does not.

    `dispersion` is of the Pearson residuals, about 1; `uniform_p` tests that the randomised probabilities of the counts
    are uniform (Kolmogorov and Smirnov); `correlation_1` and `correlation_7` are the residuals' at lags of 1 and 7
    days, `independence_p` is Ljung and Box's over 14 lags.
    """

    dispersion: float
    uniform_p: float
    correlation_1: float
    correlation_7: float
    independence_p: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedSeries:
    """One series as fitted: the day's expected counts, each of shape (days,), and what the model thinks of it.

    `baseline`, `from_shocks` and `from_events` add up to the expected count. `size` is the shape of the days' gamma
    variable: the variance of a count of mean m is m + m²/size. `level_step` is how much the logarithm of the level
    changes from knot to knot (standard deviation).
    """

    name: str
    baseline: FloatArray
    from_shocks: FloatArray
    from_events: FloatArray
    size: float
    level_step: float
    check: ResidualCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadForecast:
    """How many are expected of one series over the next days, against how many are usual, with 90 % limits.

    `excess` is `expected` less `usual`: what shocks and recent events add.
    """

    series: str
    days: int
    expected: float
    usual: float
    excess: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRecord:
    """How forecasts made before, each with only what was known then, turned out.

    `covered` of `forecasts` held the count that came; `ratio` is all that came over all that was expected.
    """

    series: str
    days: int
    forecasts: int
    covered: int
    ratio: float

    @property
    def coverage(self) -> float:
        """Share of forecasts whose interval held the count."""
        return self.covered / self.forecasts if self.forecasts else float("nan")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spread:
    """What was fitted: effects of incidents on incidents, shocks, and each series taken apart by day.

    `half_life_days` says after how long half of what an incident sets off has come, None where no effect stands its
    test. `spectral_radius` is the largest eigenvalue of the matrix of children: 0 is no contagion, from 1 on it would
    not die out. `too_thin` names series with too few events to be fitted. `settled` is the fit itself, for
    `forecast_spread`; None where no series was fitted.
    """

    source: str
    names: tuple[str, ...]
    too_thin: tuple[str, ...]
    effects: tuple[Effect, ...]
    half_life_days: float | None
    shocks: tuple[Shock, ...]
    series: tuple[FittedSeries, ...]
    settled: Settled | None

    @property
    def children(self) -> FloatArray:
        """Mean children in each target (rows) of one event in each source (columns), in the order of `names`."""
        matrix = np.zeros((len(self.names), len(self.names)))
        for effect in self.effects:
            matrix[self.names.index(effect.target), self.names.index(effect.source)] = effect.children
        return matrix

    @property
    def spectral_radius(self) -> float:
        """Largest eigenvalue of the matrix of children."""
        return float(np.max(np.abs(np.linalg.eigvals(self.children)), initial=0.0))
