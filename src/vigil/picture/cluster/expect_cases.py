"""What is expected of every cell, from a file of cases and one of people at risk."""

from collections.abc import Mapping

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import DateStamp, Precision
from vigil.picture.cluster.expected import PeopleAtRisk, expected_cells, standardise
from vigil.picture.cluster.grid import Grid
from vigil.picture.cluster.population import census_weights
from vigil.picture.cluster.problem import FullBaseline, SeparableBaseline
from vigil.picture.cluster.read_cases import CaseTable
from vigil.picture.cluster.read_population import PopulationTable


def expect_cases(cases: CaseTable, population: PopulationTable, grid: Grid) -> SeparableBaseline | FullBaseline:
    """Give what is expected of every cell, standardised for the covariates that both files have.

    Raises
    ------
    Unreadable : the covariates differ, a case is of a combination that nobody is of, somebody is a case where nobody
        lives, or there are several censuses and nothing to say when the study was
    """
    if cases.covariates != population.covariates:
        here, there = (", ".join(names) or "none" for names in (cases.covariates, population.covariates))
        why = f"the covariates are {here}; those of {population.source} are {there}; both files need the same"
        raise Unreadable(Where(cases.source, 1), why)
    strata = {stratum: number for number, stratum in enumerate(sorted({one.stratum for one in population.rows}))}
    by_stratum = _count_by_stratum(cases, population, strata)
    weights = _weigh(population, grid)
    people = _at_risk(population, strata, grid)
    try:
        baseline = standardise(people, by_stratum, weights)
    except ValueError as problem:
        raise Unreadable(Where(population.source, field="population"), str(problem)) from None
    expected = expected_cells(baseline)
    for one in cases.rows:
        if one.count and expected[grid.place_of(one.row, one.place), grid.period_of(one.stamp)] == 0:
            when = "" if one.stamp is None else f" in the period of {one.stamp}"
            raise one.row.wrong("count", f"{population.source} has nobody at “{one.place}”{when}, who could be a case")
    return baseline


def _count_by_stratum(cases: CaseTable, population: PopulationTable, strata: Mapping[tuple[str, ...], int]) -> IntArray:
    counts = np.zeros(len(strata), dtype=np.int64)
    for one in cases.rows:
        if one.stratum in strata:
            counts[strata[one.stratum]] += one.count
        elif one.count:
            named = ", ".join(f"{name} {value}" for name, value in zip(cases.covariates, one.stratum, strict=True))
            raise one.row.wrong(cases.covariates[0], f"nobody in {population.source} is of {named}")
    return counts


def _at_risk(population: PopulationTable, strata: Mapping[tuple[str, ...], int], grid: Grid) -> PeopleAtRisk:
    censuses = {census: number for number, census in enumerate(population.censuses)}
    rows = population.rows
    return PeopleAtRisk(
        place=np.array([grid.place_of(one.row, one.place) for one in rows], dtype=np.int64),
        stratum=np.array([strata[one.stratum] for one in rows], dtype=np.int64),
        census=np.array([censuses[one.stamp] if one.stamp else 0 for one in rows], dtype=np.int64),
        people=np.array([one.people for one in rows], dtype=np.float64),
        places=len(grid.places.names),
        strata=len(strata),
    )


def _weigh(population: PopulationTable, grid: Grid) -> FloatArray:
    if grid.study is not None:
        at_any_time = (DateStamp(grid.study.edges_on[0], Precision.DAY),)
        return census_weights(population.censuses or at_any_time, grid.study.edges_on)
    if len(population.censuses) > 1:
        why = "there are several censuses and cases have no date; bound the study with --from and --to"
        raise Unreadable(Where(population.source, field="date"), why)
    return np.ones((1, 1))
