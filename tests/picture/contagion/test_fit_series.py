"""One series fitted."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import gammaln
from scipy.stats import nbinom

from tests.picture.contagion.made import small_model
from vigil.picture.contagion import fit_series
from vigil.picture.contagion.fit_series import (
    CALENDAR_SPREAD,
    best_profile,
    best_size,
    fit,
    start_of,
    with_size,
)
from vigil.picture.contagion.terms import log_likelihood_of, terms_of


def penalty_of(model, parameters):
    """Give what a level that walks and effects of the calendar cost, written out."""
    levels, calendar = parameters[: model.knots], parameters[model.knots : model.sources_at]
    walked = (np.diff(levels) ** 2).sum() / model.level_step**2 + 1e-6 * (levels**2).sum()
    return 0.5 * (walked + (calendar**2).sum() / CALENDAR_SPREAD**2)


def test_the_places_of_the_parameters():
    model, _ = small_model()
    assert (model.sources_at, model.shocks_at, model.width) == (5, 7, 8)


def test_the_start_is_the_mean_level_and_a_tenth_of_a_child():
    model, _ = small_model()
    model = replace(model, closed=np.array([False, True]))
    start = start_of(model)
    mean = model.data.counts.sum(axis=1)[model.data.is_known].mean()
    np.testing.assert_allclose(start, [np.log(mean)] * 3 + [0, 0, 0.05, 0, 0])
    nothing = replace(model, data=model.data._replace(is_known=np.zeros(40, dtype=np.bool_)))
    assert start_of(nothing)[0] == np.log(1e-3)


def test_no_parameters_nearby_fit_better():
    model, _ = small_model()
    found = fit(model, start_of(model))

    def objective(parameters):
        return log_likelihood_of(model.data, parameters, model.knots, model.size) - penalty_of(model, parameters)

    np.testing.assert_array_equal(found.parameters[model.sources_at :], [*found.children, *found.sizes])
    best, rng = objective(found.parameters), np.random.default_rng(1)
    for _ in range(200):
        other = found.parameters + rng.normal(0, 0.02, model.width)
        other[model.sources_at :] = np.maximum(other[model.sources_at :], 0.0)
        assert objective(other) <= best + 1e-6


def test_the_gradient_is_nought_or_points_below_a_bound():
    model, _ = small_model(seed=8)
    found = fit(model, start_of(model))
    gradient = terms_of(model.data, found.parameters, model.knots, model.size).gradient
    step = np.array([np.array([penalty_of(model, found.parameters + s * e) for s in (1e-5, -1e-5)]) for e in np.eye(8)])
    gradient = gradient - (step[:, 0] - step[:, 1]) / 2e-5
    at_bound = found.parameters[model.sources_at :] == 0
    assert np.all(gradient[model.sources_at :][at_bound] <= 1e-3)
    assert np.abs(gradient[model.sources_at :][~at_bound]) == pytest.approx(0, abs=0.02)
    assert np.abs(gradient[: model.sources_at]) == pytest.approx(0, abs=0.02)
    assert np.all(np.diag(found.covariance)[model.sources_at :][at_bound] == 0)


def test_a_closed_effect_keeps_its_value():
    model, parameters = small_model()
    found = fit(replace(model, closed=np.array([True, False])), parameters)
    assert found.children[0] == parameters[model.sources_at]
    assert found.covariance[model.sources_at, model.sources_at] == 0.0


def test_a_fit_that_cannot_gain_stays_where_it_is():
    model, _ = small_model()
    once = fit(model, start_of(model))
    again = fit(model, once.parameters)
    np.testing.assert_allclose(again.parameters, once.parameters, atol=1e-4)
    assert again.evidence == pytest.approx(once.evidence, abs=1e-3)


def test_a_fit_begun_far_away_comes_back():
    model, _ = small_model()
    far = start_of(model)
    far[: model.knots] = [4.0, -3.0, 5.0]
    np.testing.assert_allclose(fit(model, far).parameters, fit(model, start_of(model)).parameters, atol=2e-3)


def test_the_evidence_is_the_integral_over_the_level():
    """Held against the integral over the level of a model with nothing else, on a grid."""
    model, _ = small_model(days=30)
    data = model.data._replace(
        calendar=np.zeros((30, 0)), past=np.zeros((30, 3, 1)), shocks=np.zeros((30, 0)), knot=np.zeros(30, np.int64)
    )
    plain = replace(model, data=data, knots=2, closed=np.ones(1, dtype=np.bool_))
    found = fit(plain, start_of(plain))
    counted = data.counts.sum(axis=1)[data.is_known]
    middle, steps = found.parameters[0], np.linspace(-1.5, 1.5, 121)
    density = np.empty((121, 121))
    for row, one in enumerate(steps):
        for column, other in enumerate(steps):
            at = np.array([middle + one, middle + other, 0.0])
            density[row, column] = log_likelihood_of(data, at, 2, plain.size) - penalty_of(plain, at)
    shift = density.max()
    integral = shift + np.log(np.exp(density - shift).sum() * (steps[1] - steps[0]) ** 2)
    terms = nbinom.logpmf(counted, plain.size, 0.5) - counted * np.log(0.5) - plain.size * np.log(0.5)
    constant = (terms + gammaln(counted + 1)).sum()
    expected = integral + constant - np.log(2 * np.pi) - np.log(plain.level_step)
    assert found.evidence == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(("own", "known"), [(1, 12.0), (0, 3.0)])
def test_incidents_that_set_off_one_another_say_less_of_their_level(own, known):
    """Half of 12 a day is set off: by another series, which leaves the level as well known, or by the series itself."""
    model, _ = small_model(days=30, size=1e9)
    data = model.data._replace(
        calendar=np.zeros((30, 0)),
        past=np.full((30, 3, 2), (2.0, 0.0)),
        shocks=np.zeros((30, 0)),
        knot=np.zeros(30, np.int64),
        weight=np.zeros(30),
    )
    plain = replace(model, data=data, knots=2, own=own)
    information = fit_series._known_of_level(plain, np.array([np.log(6.0), 0.0, 1.0, 0.0]))
    np.testing.assert_allclose(information, [[29 * known, 0.0], [0.0, 0.0]], rtol=1e-6)
    half_way = replace(plain, data=data._replace(weight=np.full(30, 0.25)))
    shares = np.outer([0.75, 0.25], [0.75, 0.25])
    at = np.array([np.log(6.0), np.log(6.0), 1.0, 0.0])
    np.testing.assert_allclose(fit_series._known_of_level(half_way, at), 29 * known * shares, rtol=1e-6)


def test_the_size_is_that_of_greatest_likelihood():
    model, _ = small_model(days=400, size=3.0)
    found = fit(model, start_of(model))
    drawn = np.random.default_rng(2).negative_binomial(3.0, 3.0 / (3.0 + found.rates)).astype(np.float64)
    counts = np.zeros((400, 3))
    counts[:, 0] = drawn
    known = replace(found, model=replace(model, data=model.data._replace(counts=counts)))
    used = model.data.is_known

    def likelihood(size):
        return nbinom.logpmf(drawn[used], size, size / (size + found.rates[used])).sum()

    best = best_size(known)
    grid = np.geomspace(0.5, 50, 400)
    assert best == pytest.approx(grid[np.argmax([likelihood(size) for size in grid])], rel=0.02)
    assert best == pytest.approx(3.0, rel=0.4)
    far = drawn > np.quantile(drawn, 0.95)
    assert best_size(known, without=far) > best


def test_hours_are_those_of_what_no_incident_set_off():
    """What was set off comes at all hours alike; pooled with the rest it would hide when the rest comes."""
    rng = np.random.default_rng(4)
    model, _ = small_model(days=3000)
    profile, past = np.array([0.1, 0.2, 0.7]), np.full((3000, 3, 1), 1.0)
    counts = rng.poisson(3.0 * profile + 1.0 * past[:, :, 0]).astype(np.float64)
    data = model.data._replace(
        counts=counts,
        past=past,
        calendar=np.zeros((3000, 0)),
        shocks=np.zeros((3000, 0)),
        knot=np.zeros(3000, np.int64),
        weight=np.zeros(3000),
        is_known=np.ones(3000, dtype=np.bool_),
    )
    model = replace(model, data=data, knots=2, closed=np.ones(1, dtype=np.bool_), size=1e4)
    found = fit(model, np.array([np.log(3.0), np.log(3.0), 1.0]))
    for _ in range(60):
        found = replace(found, model=replace(found.model, data=data._replace(profile=best_profile(found))))
    np.testing.assert_allclose(best_profile(found), profile, atol=0.03)
    assert best_profile(found).sum() == pytest.approx(1.0)


def test_size_and_hours_settle_together():
    model, _ = small_model(days=120)
    found = with_size(model, start_of(model))
    assert best_size(found) == pytest.approx(found.model.size, rel=0.05)
    np.testing.assert_allclose(best_profile(found), found.model.data.profile, atol=0.01)


def test_the_number_of_rounds_is_bounded(monkeypatch):
    monkeypatch.setattr(fit_series, "SIZE_STEPS", 1)
    monkeypatch.setattr(fit_series, "MOST_STEPS", 1)
    model, _ = small_model(days=120, size=0.1)
    found = with_size(model, start_of(model))
    assert found.model.size != model.size
    monkeypatch.setattr(fit_series, "HALVINGS", 0)
    np.testing.assert_array_equal(fit(model, start_of(model)).parameters, start_of(model))
