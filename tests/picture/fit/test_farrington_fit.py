"""The compiled regression, against a plain one: dense columns, least squares by NumPy, one fit at a time."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigil.picture.farrington import make_table
from vigil.picture.fit.distribution import least_t
from vigil.picture.fit.farrington_batch import Batch, Fits, Rule
from vigil.picture.fit.farrington_design import Windows, find_anchors, lay_out
from vigil.picture.fit.farrington_fit import fit_batch

WINDOWS = Windows(frequency=12, years=4, half_width=1, blocks=4, recent_left_out=3)


@dataclass(frozen=True)
class Plain:
    """A plain fit: coefficients, their covariance for a dispersion of 1, fitted means, dispersions, freedom."""

    names: list[str]
    coefficients: np.ndarray
    covariance: np.ndarray
    mean: np.ndarray
    working: np.ndarray
    dispersion: float
    dispersion_in_r: float
    freedom: int
    leverage: np.ndarray


def plain_fit(count, time, block, exposure, weight, *, has_trend):
    names = sorted(set(block.tolist())) + (["time"] if has_trend else [])
    columns = np.column_stack([time if name == "time" else block == name for name in names]).astype(float)
    mean, deviance = count + 0.1, None
    predictor = np.log(mean)
    for _ in range(25):
        working = weight * mean
        target = predictor - np.log(exposure) + (count - mean) / mean
        gram = columns.T @ (working[:, None] * columns)
        coefficients = np.linalg.solve(gram, columns.T @ (working * target))
        before, mean_before = deviance, mean
        if before is None:
            before = deviance_of(count, mean, weight)
        predictor = columns @ coefficients + np.log(exposure)
        mean = np.exp(predictor)
        deviance = deviance_of(count, mean, weight)
        if abs(deviance - before) / (abs(deviance) + 0.1) < 1e-8:
            break
    residual = (count - mean) / mean
    freedom = len(count) - len(names)
    covariance = np.linalg.inv(gram)
    return Plain(
        names=names,
        coefficients=coefficients,
        covariance=covariance,
        mean=mean,
        working=weight * mean_before,
        dispersion=float((weight * mean_before * residual**2).sum() / freedom),
        dispersion_in_r=float((weight * residual**2).sum() / freedom),
        freedom=freedom,
        leverage=weight * mean_before * np.einsum("ij,jk,ik->i", columns, covariance, columns),
    )


def deviance_of(count, mean, weight):
    entropy = np.where(count > 0, count * np.log(np.maximum(count, 1e-300) / mean), 0.0)
    return 2.0 * float((weight * (entropy - (count - mean))).sum())


def plain_robust(count, time, block, exposure, rule, *, has_trend):
    fit = plain_fit(count, time, block, exposure, np.ones(len(count)), has_trend=has_trend)
    if not rule.has_weights:
        return fit, fit.dispersion
    anscombe = 1.5 * (count ** (2 / 3) * fit.mean ** (-1 / 6) - np.sqrt(fit.mean))
    allowed = max(fit.dispersion, 1.0) * (1.0 - fit.leverage)
    standardised = np.where(allowed > 1e-12, anscombe / np.sqrt(np.maximum(allowed, 1e-12)), 0.0)
    weight = np.where(standardised > rule.weights_threshold, np.maximum(standardised, 1.0) ** -2.0, 1.0)
    weight *= len(count) / weight.sum()
    again = plain_fit(count, time, block, exposure, weight, has_trend=has_trend)
    return again, again.dispersion_in_r if rule.r_dispersion else again.dispersion


def plain_judge(batch, rule, series, judged):
    """Give predicted, standard error, dispersion and trend, by the words of the method."""
    row = batch.judged[judged]
    used, block = [], []
    for first, end, number in batch.stretch[batch.begins[judged] : batch.begins[judged + 1]]:
        for one in range(max(first, batch.earliest[series, judged]), end):
            if not np.isnan(batch.counts[series, one]):
                used.append(one)
                block.append(int(number))
    used, block = np.array(used, dtype=int), np.array(block)
    count, exposure = batch.counts[series, used], batch.exposure[series, used]
    time = batch.row_time[used] - batch.row_time[row]
    fit, dispersion = plain_robust(count, time, block, exposure, rule, has_trend=False)
    has_trend = False
    if rule.has_trend and batch.years[series, judged] >= 3:
        rising, spread = plain_robust(count, time, block, exposure, rule, has_trend=True)
        at = rising.names.index("time")
        t_value = abs(rising.coefficients[at]) / np.sqrt(spread * rising.covariance[at, at])
        foreseen = np.exp(rising.coefficients[rising.names.index(rule.blocks - 1)]) * batch.exposure[series, row]
        if t_value > rule.least_t[rising.freedom] and foreseen <= count.max():
            fit, dispersion, has_trend = rising, spread, True
    # Time is nought at the period judged, so its column drops out.
    at = fit.names.index(rule.blocks - 1)
    predicted = fit.coefficients[at] + np.log(batch.exposure[series, row])
    return predicted, np.sqrt(dispersion * fit.covariance[at, at]), max(fit.dispersion, 1.0), float(has_trend)


def a_batch(counts, *, windows=WINDOWS, exposure=None, earliest=None, years=None, rows=None):
    counts = np.atleast_2d(np.asarray(counts, dtype=float))
    rows = np.arange(counts.shape[1] - 6, counts.shape[1]) if rows is None else np.asarray(rows)
    stretches = lay_out(find_anchors(make_table(counts.T), rows, windows), rows, windows, "counts.csv")
    shape = (len(counts), len(rows))
    return Batch(
        counts=counts,
        exposure=np.ones_like(counts) if exposure is None else exposure,
        row_time=np.arange(counts.shape[1], dtype=float),
        stretch=stretches.stretch,
        begins=stretches.begins,
        judged=rows,
        earliest=np.zeros(shape, dtype=np.int64) if earliest is None else earliest,
        years=np.full(shape, windows.years) if years is None else years,
    )


def a_rule(**changes):
    usual = {
        "blocks": 4,
        "has_trend": True,
        "has_weights": True,
        "weights_threshold": 2.58,
        "least_t": least_t(0.05, 200),
        "r_dispersion": False,
        "r_time": False,
    }
    return Rule(**{**usual, **changes})


def fit_all(batch, rule):
    shape = batch.earliest.shape
    fits = Fits(*(np.full(shape, np.nan) for _ in range(4)))
    fit_batch(batch, rule, fits, (0, shape[0] * shape[1]))
    return fits


def assert_as_plain(batch, rule):
    fits = fit_all(batch, rule)
    for series, judged in np.ndindex(batch.earliest.shape):
        wanted = plain_judge(batch, rule, series, judged)
        found = tuple(part[series, judged] for part in fits)
        assert found == pytest.approx(wanted, rel=1e-6, abs=1e-9)
    return fits


def some_counts(seed, series=3, periods=72, mean=9.0):
    rng = np.random.default_rng(seed)
    level = mean * np.exp(rng.normal(0, 0.3, (series, 1)) + rng.normal(0, 0.01, (series, 1)) * np.arange(periods))
    counts = rng.poisson(rng.gamma(3.0, level / 3.0)).astype(float)
    surges = rng.random(counts.shape) < 0.05
    return np.where(surges, 6.0 * counts + 5.0, counts + 1.0)


@settings(max_examples=30)
@given(
    st.integers(0, 10**6),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([1.0, 2.58]),
    st.sampled_from([0.05, 0.5]),
)
def test_it_is_the_plain_regression(seed, has_trend, has_weights, r_dispersion, threshold, chance):
    rule = a_rule(
        has_trend=has_trend,
        has_weights=has_weights,
        r_dispersion=r_dispersion,
        weights_threshold=threshold,
        least_t=least_t(chance, 200),
    )
    assert_as_plain(a_batch(some_counts(seed)), rule)


def test_a_trend_is_kept_in_some_and_not_in_others():
    rising = np.round(np.vstack([40.0 * np.exp(-0.01 * np.arange(72)), 40.0 + 5.0 * np.sin(np.arange(72))]))
    fits = assert_as_plain(a_batch(rising), a_rule())
    assert fits.has_trend.tolist() == [[1.0] * 6, [0.0] * 6]


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_with_one_block_only_the_windows_count(seed):
    windows = Windows(frequency=12, years=4, half_width=2, blocks=1, recent_left_out=2)
    assert_as_plain(a_batch(some_counts(seed), windows=windows), a_rule(blocks=1))


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.booleans())
def test_counts_that_are_not_known_are_left_out(seed, r_dispersion):
    counts = some_counts(seed)
    counts[np.random.default_rng(seed).random(counts.shape) < 0.15] = np.nan
    assert_as_plain(a_batch(counts), a_rule(r_dispersion=r_dispersion))


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_exposure_makes_rates(seed):
    exposure = np.random.default_rng(seed).uniform(0.5, 2.0, size=(3, 72))
    assert_as_plain(a_batch(some_counts(seed), exposure=exposure), a_rule())


def test_rows_before_the_earliest_are_not_used():
    counts = some_counts(8)
    earliest = np.full((3, 6), 40, dtype=np.int64)
    years = np.full((3, 6), 2)
    fits = assert_as_plain(a_batch(counts, earliest=earliest, years=years), a_rule())
    spoiled = counts.copy()
    spoiled[:, :40] = 900.0
    others = fit_all(a_batch(spoiled, earliest=earliest, years=years), a_rule())
    assert np.array_equal(fits.predicted, others.predicted)


def test_without_a_whole_year_nothing_is_fitted():
    fits = fit_all(a_batch(some_counts(8), years=np.zeros((3, 6), dtype=np.int64)), a_rule())
    assert np.isnan(fits.predicted).all()


def test_where_no_count_is_known_nothing_is_fitted():
    fits = fit_all(a_batch(np.full((1, 72), np.nan)), a_rule())
    assert np.isnan(fits.predicted).all()
    assert np.isnan(fits.standard_error).all()


def test_a_surge_of_the_past_weighs_less():
    counts = np.full((1, 72), 10.0) + np.arange(72) % 2
    counts[0, 46] = 90.0
    windows = Windows(frequency=12, years=4, half_width=2, blocks=1, recent_left_out=1)
    batch = a_batch(counts, windows=windows, rows=[71])
    weighed, plain = fit_all(batch, a_rule(blocks=1)), fit_all(batch, a_rule(blocks=1, has_weights=False))
    assert np.exp(plain.predicted[0, 0]) > 13.0
    assert np.exp(weighed.predicted[0, 0]) < 12.0
    assert weighed.dispersion[0, 0] < plain.dispersion[0, 0] / 2


def test_r_reckons_the_period_judged_from_the_first_count_that_is_known():
    counts = np.round(40.0 * np.exp(-0.01 * np.arange(72)))[None, :]
    counts[0, 17:20] = np.nan
    batch = a_batch(counts, rows=[66])
    assert batch.stretch[0, 0] == 17
    ours, theirs = fit_all(batch, a_rule()), fit_all(batch, a_rule(r_time=True))
    assert ours.has_trend[0, 0] == theirs.has_trend[0, 0] == 1.0
    assert theirs.predicted[0, 0] - ours.predicted[0, 0] == pytest.approx(0.01 * 3, rel=0.2)


def test_nought_throughout_is_foreseen_as_nearly_nought():
    fits = fit_all(a_batch(np.zeros((1, 72))), a_rule())
    assert (np.exp(fits.predicted) < 1e-6).all()
    assert (fits.dispersion == 1.0).all()
    assert (fits.has_trend == 0.0).all()


def test_jobs_may_be_shared_out_in_any_way():
    batch, rule = a_batch(some_counts(12)), a_rule()
    whole, shared = fit_all(batch, rule), Fits(*(np.full((3, 6), np.nan) for _ in range(4)))
    for first, last in ((11, 18), (0, 5), (5, 11)):
        fit_batch(batch, rule, shared, (first, last))
    for one, other in zip(whole, shared, strict=True):
        assert np.array_equal(one, other)
