"""Expected cases of every place and period: from people at risk, adjusted for covariates, or from the cases alone."""

from dataclasses import dataclass

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.cluster.problem import FullBaseline, SeparableBaseline


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeopleAtRisk:
    """Census counts in long form: one entry a place, stratum and census.

    `place`, `stratum` and `census` have the shape (rows,) and number the `places`, `strata` and censuses from 0;
    `people`, shape (rows,), at least 0. Entries of one place, stratum and census add up; one that is missing is 0.
    A stratum is a combination of covariates such as an age group and a sex; without covariates there is one.
    """

    place: IntArray
    stratum: IntArray
    census: IntArray
    people: FloatArray
    places: int
    strata: int


def standardise(people: PeopleAtRisk, cases: IntArray, weights: FloatArray) -> SeparableBaseline | FullBaseline:
    """Give expected cases by indirect standardisation: every stratum has one rate, everywhere and all the time.

    A cell's expected cases are the sum over strata of its people at risk times the stratum's rate, which is the
    stratum's cases over its people everywhere in the whole study period.

    Parameters
    ----------
    people : census counts by place, stratum and census
    cases : array, shape (strata,), all cases of each stratum
    weights : array, shape (periods, censuses), from `census_weights`

    Returns
    -------
    A product of place and time where there is one census, else every cell; sums to the cases of all strata

    Raises
    ------
    ValueError : a stratum has cases but nobody at risk

    References
    ----------
    Kulldorff (1997), Communications in Statistics: Theory and Methods 26, 1481-1496; SaTScan User Guide 10,
    "Covariate Adjustment Using Input Files".
    """
    by_census = weights.sum(axis=0)
    at_risk = np.bincount(people.stratum, people.people * by_census[people.census], minlength=people.strata)
    if np.any((at_risk == 0) & (cases > 0)):
        raise ValueError("a stratum has cases but nobody at risk")
    rates = np.divide(cases, at_risk, out=np.zeros(people.strata), where=at_risk > 0)
    censuses = weights.shape[1]
    burden = np.bincount(
        people.place * censuses + people.census,
        people.people * rates[people.stratum],
        minlength=people.places * censuses,
    ).reshape(people.places, censuses)
    if censuses == 1:
        return SeparableBaseline(burden[:, 0] * by_census[0], weights[:, 0] / by_census[0])
    return FullBaseline(burden @ weights.T)


def expected_by_permutation(cases: IntArray) -> SeparableBaseline:
    """Give what is expected when time does not depend on place: cases of the place times cases of the period over all.

    Parameters
    ----------
    cases : array, shape (places, periods), with at least one case

    References
    ----------
    Kulldorff, Heffernan, Hartman, Assunção & Mostashari (2005), PLoS Medicine 2(3):e59.
    """
    by_place = cases.sum(axis=1).astype(np.float64)
    return SeparableBaseline(by_place, cases.sum(axis=0) / by_place.sum())


def expected_by_trials(cases: IntArray, controls: IntArray) -> SeparableBaseline:
    """Give what is expected of a place when cases are a random draw from cases and controls.

    Parameters
    ----------
    cases, controls : arrays, shape (places,), whole numbers, with at least one case

    References
    ----------
    Kulldorff & Nagarwalla (1995), Statistics in Medicine 14, 799-810.
    """
    trials = (cases + controls).astype(np.float64)
    return SeparableBaseline(trials * (cases.sum() / trials.sum()), np.ones(1))


def expected_cells(baseline: SeparableBaseline | FullBaseline) -> FloatArray:
    """Give the expected cases of every cell, shape (places, periods)."""
    if isinstance(baseline, FullBaseline):
        return baseline.expected
    return np.outer(baseline.by_place, baseline.by_time)
