"""The plain, slow twin of the scan's kernels: every cylinder, one after the other, as the papers write it."""

import math

import numpy as np

from vigil.picture.cluster.expected import expected_cells
from vigil.picture.cluster.problem import Cylinder, ScanKind, ScanModel, ScanProblem


def log_likelihood_ratio(observed: int, expected: float, problem: ScanProblem) -> float:
    """Give how much likelier a higher rate inside is than the same rate everywhere; 0 where it is not higher."""
    cases = int(problem.cases.sum())
    if observed <= expected:
        return 0.0
    if problem.model is ScanModel.BERNOULLI:
        assert problem.controls is not None
        trials = cases + int(problem.controls.sum())
        return _bernoulli(observed, round(expected * trials / cases), cases, trials)
    inside = observed * math.log(observed / expected)
    outside = cases - observed
    return inside + (outside * math.log(outside / (cases - expected)) if outside else 0.0)


def best_by_centre(problem: ScanProblem) -> tuple[Cylinder, ...]:
    """Give the best cylinder of every centre that has one with more cases than expected."""
    found = (_best_around(centre, problem) for centre in range(len(problem.cases)))
    return tuple(one for one in found if one is not None)


def _best_around(centre: int, problem: ScanProblem) -> Cylinder | None:
    around, best = problem.neighbourhoods, None
    expected = expected_cells(problem.baseline)
    for discs in range(1, int(around.reach[centre]) + 1):
        if not around.closes[centre, discs - 1]:
            continue
        inside = around.order[centre, :discs]
        counts, wanted = problem.cases[inside].sum(axis=0), expected[inside].sum(axis=0)
        for first, last in _stretches(problem):
            observed, usual = int(counts[first : last + 1].sum()), float(wanted[first : last + 1].sum())
            if observed < problem.fewest_cases:
                continue
            ratio = log_likelihood_ratio(observed, usual, problem)
            if ratio > (best.log_likelihood_ratio * (1 + 1e-12) if best else 0.0):
                best = Cylinder(centre, discs, first, last, observed, usual, ratio)
    return best


def _stretches(problem: ScanProblem) -> list[tuple[int, int]]:
    """Give every stretch of periods allowed, the shortest first: of equally likely ones that is kept."""
    periods = problem.cases.shape[1]
    lasts = [periods - 1] if problem.kind is not ScanKind.RETROSPECTIVE else range(periods)
    allowed = ((first, last) for last in lasts for first in range(max(0, last - problem.longest + 1), last + 1))
    return sorted(allowed, key=lambda one: one[1] - one[0])


def _bernoulli(observed: int, inside: int, cases: int, trials: int) -> float:
    def likelihood(successes: int, tries: int) -> float:
        rates = np.array([successes, tries - successes], dtype=np.float64)
        rates = rates[rates > 0]
        return float((rates * np.log(rates / tries)).sum())

    return likelihood(observed, inside) + likelihood(cases - observed, trials - inside) - likelihood(cases, trials)
