"""The daily model's fit, held against a plain twin of matrices, and what it must not know."""

from datetime import date, timedelta

import numpy as np
import pytest

from vigil.picture.fit.daily_design import make_design
from vigil.picture.fit.daily_fit import SPANS_DAYS, DailyRule, Prediction, predict

DAYS = 900
RULE = DailyRule(window_days=700, gap_days=7, least_days=56, weights_threshold=2.58)
ROWS = np.array([60, 63, 200, 500, 780, 899])
BREAK_ON = date(2019, 6, 5)


def days():
    return [date(2018, 1, 1) + timedelta(days=day) for day in range(DAYS)]


def counts(mean, seed=1):
    rng = np.random.default_rng(seed)
    at = np.arange(DAYS)
    level = mean * np.exp(0.3 * np.sin(2 * np.pi * at / 365.25) + 0.4 * (at % 7 == 5) + 0.1 * at / 365.25)
    found = rng.poisson(level * rng.gamma(5.0, 0.2, DAYS)).astype(float)
    found[150:157] += 6 * mean + 2
    return found


def foresee(y, breaks=(), rule=RULE, rows=ROWS):
    out = Prediction(
        np.full((len(rows), 3), np.nan),
        np.full((len(rows), 3), np.nan),
        np.full(len(rows), np.nan),
        np.zeros(len(rows), dtype=np.int64),
    )
    predict(y, make_design(days(), breaks), rule, rows, out)
    return out


def matrix(breaks):
    design = make_design(days(), breaks)
    full = np.zeros((DAYS, len(design.precision)))
    full[:, : design.dense.shape[1]] = design.dense
    for row in range(DAYS):
        full[row, [mark for mark in design.marks[row] if mark >= 0]] = 1.0
    return full, np.diag(design.precision)


def solve(x, y, weight, precision):
    """Fit to the end by iterated weighted least squares."""
    mu = np.full(len(y), np.average(y, weights=weight > 0))
    eta = np.log(mu)
    for _ in range(200):
        scaled = x * (weight * mu)[:, None]
        beta = np.linalg.solve(scaled.T @ x + precision, scaled.T @ (eta + (y - mu) / mu))
        eta = np.clip(x @ beta, -30, 30)
        mu = np.exp(eta)
    return beta, mu, np.linalg.inv(scaled.T @ x + precision)


def lessened(target, mu, phi, known, rule):
    """Weigh days less by their Anscombe residuals, and the rest more."""
    residual = 1.5 * (target ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu)) / np.sqrt(phi)
    weight = known * np.where(residual > rule.weights_threshold, (rule.weights_threshold / residual) ** 2, 1.0)
    return weight * known.sum() / weight.sum()


def twin(y, row, breaks=(), rule=RULE):
    """Say it again with whole matrices: mean and spread of the three spells, and the dispersion."""
    full, precision = matrix(breaks)
    stop = row - rule.gap_days + 1
    start = max(stop - rule.window_days, 0)
    x, known = full[start:stop], ~np.isnan(y[start:stop])
    target = np.where(known, y[start:stop] + 0.5 / known.sum(), 0.0)
    usual = np.sort(target[known])[: known.sum() - known.sum() // 20]
    weight = lessened(target, np.full(len(target), usual.mean()), max(usual.var() / usual.mean(), 1.0), known, rule)
    for turn in range(3):
        beta, mu, covariance = solve(x, target, weight, precision)
        phi = max(
            np.sum(weight * (target - mu) ** 2 / mu) / max(known.sum() - np.flatnonzero(x.any(axis=0))[-1] - 1, 1), 1.0
        )
        if turn < 2:
            weight = lessened(target, mu, phi, known, rule)
    means, spreads = [], []
    for span in SPANS_DAYS:
        ahead = full[row - span + 1 : row + 1]
        each = np.exp(ahead @ beta)
        slope = each @ ahead
        means.append(each.sum())
        spreads.append(phi * (1 + slope @ covariance @ slope / each.sum()))
    return means, spreads, phi


@pytest.mark.parametrize("mean", [0.2, 4.0, 40.0])
@pytest.mark.parametrize("breaks", [(), (BREAK_ON,)], ids=["one way", "a break"])
def test_the_compiled_fit_gives_what_whole_matrices_give(mean, breaks):
    y = counts(mean)
    y[[30, 31, 250]] = np.nan
    found = foresee(y, breaks)
    for number, row in enumerate(ROWS[2:], start=2):
        means, spreads, phi = twin(y, row, breaks)
        assert found.mean[number] == pytest.approx(means, rel=2e-3)
        assert found.spread[number] == pytest.approx(spreads, rel=2e-3)
        assert found.phi[number] == pytest.approx(phi, rel=2e-3)


def test_nothing_is_said_before_eight_weeks_are_known():
    y = counts(4.0)
    found = foresee(y)
    assert found.known.tolist() == [54, 57, 194, 494, 700, 700]
    assert np.isnan(found.mean).all(axis=1).tolist() == [True, False, False, False, False, False]
    y[:10] = np.nan
    assert foresee(y).known.tolist() == [44, 47, 184, 484, 700, 700]


def test_what_is_known_begins_anew_at_a_break():
    found = foresee(counts(4.0), (days()[150],))
    assert found.known.tolist() == [54, 57, 44, 344, 624, 700]
    assert np.isnan(found.mean[2]).all()
    assert np.isfinite(found.mean[3:]).all()


def test_a_row_before_the_gap_is_over_is_left_unsaid():
    assert foresee(counts(4.0), rows=np.array([0, 3, 6])).known.tolist() == [0, 0, 0]


@pytest.mark.parametrize("row", [200, 780])
def test_neither_the_last_seven_days_nor_anything_later_has_a_part(row):
    y = counts(4.0)
    other = y.copy()
    other[row - 6 :] = np.random.default_rng(2).poisson(50, DAYS - row + 6)
    one, two = foresee(y, rows=np.array([row])), foresee(other, rows=np.array([row]))
    assert np.array_equal(one.mean, two.mean)
    assert np.array_equal(one.spread, two.spread)
    other[row - 7] += 5
    assert not np.array_equal(one.mean, foresee(other, rows=np.array([row])).mean)


def test_a_row_is_foreseen_the_same_alone_and_among_others():
    y = counts(4.0)
    together = foresee(y)
    for number, row in enumerate(ROWS):
        alone = foresee(y, rows=np.array([row]))
        assert np.array_equal(alone.mean[0], together.mean[number], equal_nan=True)


def test_a_past_surge_lifts_what_is_expected_less_than_it_would():
    calm = counts(4.0)
    calm[150:157] -= 26
    surged = calm.copy()
    surged[700:712] += 20
    rows = np.array([740])
    kept = foresee(surged, rule=RULE._replace(weights_threshold=1e9), rows=rows).mean[0, 0]
    usual, lowered = foresee(calm, rows=rows).mean[0, 0], foresee(surged, rows=rows).mean[0, 0]
    assert kept / usual > 1.1
    assert lowered / usual - 1 < (kept / usual - 1) / 1.5


def test_a_break_that_is_still_to_come_changes_nothing():
    y, rows = counts(4.0), np.array([200, 500])
    one, two = foresee(y, rows=rows), foresee(y, (days()[501],), rows=rows)
    assert np.array_equal(one.mean, two.mean)
    assert np.array_equal(one.spread, two.spread)


def test_a_series_without_any_incident_is_expected_to_have_next_to_none():
    found = foresee(np.zeros(DAYS))
    assert np.all(found.mean[1:] > 0)
    assert found.mean[-1, 2] < 0.05
    assert found.phi[1:].tolist() == [1.0] * 5
