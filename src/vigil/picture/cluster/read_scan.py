"""Reading the files of a scan together: cases into places and periods, and what is expected of each."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import NEEDS, DateStamp, StudyPeriod, TimeStep, cut_into_periods, whole_study
from vigil.picture.cluster.expected import PeopleAtRisk, expected_cells, standardise
from vigil.picture.cluster.neighbourhood import Coordinates, on_globe, on_plane
from vigil.picture.cluster.population import census_weights
from vigil.picture.cluster.problem import FullBaseline, ScanKind, ScanModel, SeparableBaseline
from vigil.picture.cluster.question import ScanQuestion
from vigil.picture.cluster.read_cases import CaseRow, CaseTable, read_cases, read_controls
from vigil.picture.cluster.read_population import PopulationTable, read_population
from vigil.picture.cluster.read_scan_places import CoordinateSystem, ScanPlaces, read_places
from vigil.picture.cluster.scan_request import (
    MOST_CELLS,
    InputFile,
    ReadScan,
    ScanFiles,
    ScanRequest,
    check_request,
    longest_of,
)

_HOW: Final = {TimeStep.DAY: "2001-11-24", TimeStep.MONTH: "2001-11", TimeStep.YEAR: "2001"}


def read_scan(files: ScanFiles, request: ScanRequest) -> ReadScan:
    """Read the files of a scan.

    Raises
    ------
    Unreadable : a file is not such a table or has a wrong row; places, dates or covariates do not match; somebody is a
        case where nobody lives; or options do not go together
    """
    check_request(files, request)
    places = read_places(files.places.content, files.places.source)
    table = read_cases(files.cases.content, files.cases.source)
    if request.model is not ScanModel.POISSON and table.covariates:
        why = f"the {request.model} model does not adjust for covariates; leave the column out"
        raise Unreadable(Where(table.source, 1, table.covariates[0]), why)
    numbers = {name: number for number, name in enumerate(places.names)}
    study = _study_of(table, request)
    cases = _count(table, numbers, study, places)
    question = ScanQuestion(
        model=request.model,
        kind=request.kind,
        coordinates=_coordinates(places),
        cases=cases,
        baseline=None if files.population is None else _expect(files.population, table, numbers, study),
        controls=None if files.controls is None else _count_controls(files.controls, numbers, places),
        discs=request.discs,
        longest=None if study is None else longest_of(request, study),
    )
    return ReadScan(question=question, names=places.names, system=places.system, study=study)


def _coordinates(places: ScanPlaces) -> Coordinates:
    make = on_globe if places.system is CoordinateSystem.GLOBE else on_plane
    return make(places.coordinates[:, 0], places.coordinates[:, 1])


def _study_of(table: CaseTable, request: ScanRequest) -> StudyPeriod | None:
    """Give the study period: as asked for, else from the first case to the last; None where nothing has a date."""
    stamps = [one.stamp for one in table.rows if one.stamp is not None]
    is_spatial = request.kind is ScanKind.SPATIAL
    if not stamps and not is_spatial:
        raise Unreadable(Where(table.source, 1, "date"), "cases need a date, unless the scan is purely spatial")
    if not is_spatial:
        _check_precision(table, request.step)
    first = request.first or min(stamps, default=None)
    last = request.last or max(stamps, key=lambda one: one.until_on, default=None)
    if first is None or last is None:
        return None
    try:
        study = whole_study(first, last) if is_spatial else cut_into_periods(first, last, request.step)
    except ValueError as problem:
        raise Unreadable(Where("--from, --to"), str(problem)) from None
    _check_within(table, study)
    return study


def _check_precision(table: CaseTable, step: TimeStep) -> None:
    coarse = next((one for one in table.rows if one.stamp is not None and one.stamp.precision < NEEDS[step]), None)
    if coarse is not None:
        why = f"is not exact enough for --time-step {step}; write it as {_HOW[step]}, or take a longer step"
        raise coarse.row.wrong("date", why)


def _check_within(table: CaseTable, study: StudyPeriod) -> None:
    for one in table.rows:
        if one.stamp is not None and study.number_of(one.stamp.on) is None:
            why = f"lies outside the study period, {study.edges_on[0]} to before {study.edges_on[-1]}"
            raise one.row.wrong("date", why)


def _number_of(one: CaseRow, numbers: dict[str, int], places: ScanPlaces) -> int:
    if one.place not in numbers:
        raise one.row.wrong("place", f"is not in {places.source}; give every place a row there", one.place)
    return numbers[one.place]


def _count(table: CaseTable, numbers: dict[str, int], study: StudyPeriod | None, places: ScanPlaces) -> IntArray:
    periods = 1 if study is None else study.periods
    if periods * len(numbers) > MOST_CELLS:
        why = f"{len(numbers):,} places × {periods:,} periods are too many; shorten the study or take a longer step"
        raise Unreadable(Where("--time-step"), why)
    counts = np.zeros((len(numbers), periods), dtype=np.int64)
    for one in table.rows:
        period = 0 if study is None or one.stamp is None else study.number_of(one.stamp.on)
        counts[_number_of(one, numbers, places), period or 0] += one.count
    return counts


def _count_controls(file: InputFile, numbers: dict[str, int], places: ScanPlaces) -> IntArray:
    table = read_controls(file.content, file.source)
    counts = np.zeros(len(numbers), dtype=np.int64)
    for one in table.rows:
        counts[_number_of(one, numbers, places)] += one.count
    return counts


def _expect(
    file: InputFile, table: CaseTable, numbers: dict[str, int], study: StudyPeriod | None
) -> SeparableBaseline | FullBaseline:
    """Give expected cases, standardised for the covariates that both files have."""
    population = read_population(file.content, file.source)
    _check_covariates(table, population)
    strata = {stratum: number for number, stratum in enumerate(sorted({one.stratum for one in population.rows}))}
    people = _at_risk(population, numbers, strata)
    weights = _weigh(population, study)
    by_stratum = np.zeros(len(strata), dtype=np.int64)
    for one in table.rows:
        if one.count and one.stratum not in strata:
            named = ", ".join(f"{name} {value}" for name, value in zip(table.covariates, one.stratum, strict=True))
            raise one.row.wrong(table.covariates[0], f"nobody in {file.source} is of {named}")
        if one.count:
            by_stratum[strata[one.stratum]] += one.count
    try:
        baseline = standardise(people, by_stratum, weights)
    except ValueError as problem:
        raise Unreadable(Where(file.source, field="population"), str(problem)) from None
    _check_people(table, file.source, expected_cells(baseline), (numbers, study))
    return baseline


def _check_covariates(table: CaseTable, population: PopulationTable) -> None:
    if table.covariates != population.covariates:
        here, there = (", ".join(names) or "none" for names in (table.covariates, population.covariates))
        why = f"the covariates are {here}, those of {population.source} {there}; both files need the same"
        raise Unreadable(Where(table.source, 1), why)


def _at_risk(population: PopulationTable, numbers: dict[str, int], strata: dict[tuple[str, ...], int]) -> PeopleAtRisk:
    censuses = {census: number for number, census in enumerate(population.censuses)}
    for one in population.rows:
        if one.place not in numbers:
            raise one.row.wrong("place", "is not among the places; give every place coordinates", one.place)
    return PeopleAtRisk(
        place=_array([numbers[one.place] for one in population.rows]),
        stratum=_array([strata[one.stratum] for one in population.rows]),
        census=_array([0 if one.stamp is None else censuses[one.stamp] for one in population.rows]),
        people=np.array([one.people for one in population.rows], dtype=np.float64),
        places=len(numbers),
        strata=len(strata),
    )


def _array(numbers: Sequence[int]) -> IntArray:
    return np.array(numbers, dtype=np.int64)


def _weigh(population: PopulationTable, study: StudyPeriod | None) -> FloatArray:
    if study is None:
        if len(population.censuses) > 1:
            why = "there are several censuses and cases have no date; bound the study with --from and --to"
            raise Unreadable(Where(population.source, field="date"), why)
        return np.ones((1, 1))
    anytime = (DateStamp(study.edges_on[0], NEEDS[TimeStep.DAY]),)
    return census_weights(population.censuses or anytime, study.edges_on)


def _check_people(
    table: CaseTable, source: str, expected: FloatArray, index: tuple[dict[str, int], StudyPeriod | None]
) -> None:
    numbers, study = index
    for one in table.rows:
        period = 0 if study is None or one.stamp is None else study.number_of(one.stamp.on)
        if one.count and expected[numbers[one.place], period or 0] == 0:
            when = "" if one.stamp is None else f" on {one.stamp}"
            raise one.row.wrong("count", f"{source} has nobody at “{one.place}”{when}; people who are cases live there")
