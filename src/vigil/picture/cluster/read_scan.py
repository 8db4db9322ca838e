"""Reading the files of a scan together: cases into places and periods, and what is expected of each."""

from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.bound_study import bound_study
from vigil.picture.cluster.expect_cases import expect_cases
from vigil.picture.cluster.grid import Grid
from vigil.picture.cluster.neighbourhood import Coordinates, on_globe, on_plane
from vigil.picture.cluster.problem import ScanModel
from vigil.picture.cluster.question import ScanQuestion
from vigil.picture.cluster.read_cases import CaseTable, read_cases, read_controls
from vigil.picture.cluster.read_population import read_population
from vigil.picture.cluster.read_scan_places import CoordinateSystem, ScanPlaces, read_places
from vigil.picture.cluster.scan_request import ReadScan, ScanFiles, ScanRequest, check_request, longest_of


def read_scan(files: ScanFiles, request: ScanRequest) -> ReadScan:
    """Read the files of a scan.

    Raises
    ------
    Unreadable : a file is not such a table or has a wrong row; places, dates or covariates do not match; somebody is a
        case where nobody lives; or options do not go together
    """
    check_request(files, request)
    places = read_places(files.places.content, files.places.source)
    cases = read_cases(files.cases.content, files.cases.source)
    study = bound_study(cases, request)
    grid = Grid(places, study)
    counts = grid.count(cases.rows)
    baseline, controls = None, None
    if files.population is not None:
        baseline = expect_cases(cases, read_population(files.population.content, files.population.source), grid)
    else:
        _refuse_covariates(cases, request.model)
    if files.controls is not None:
        controls = grid.count(read_controls(files.controls.content, files.controls.source).rows)[:, 0]
    question = ScanQuestion(
        model=request.model,
        kind=request.kind,
        coordinates=_coordinates(places),
        cases=counts,
        baseline=baseline,
        controls=controls,
        discs=request.discs,
        longest=None if study is None else longest_of(request, study),
    )
    return ReadScan(question=question, names=places.names, system=places.system, study=study)


def _refuse_covariates(cases: CaseTable, model: ScanModel) -> None:
    if cases.covariates:
        why = f"the {model} model does not adjust for covariates; leave this column out"
        raise Unreadable(Where(cases.source, 1, cases.covariates[0]), why)


def _coordinates(places: ScanPlaces) -> Coordinates:
    make = on_globe if places.system is CoordinateSystem.GLOBE else on_plane
    return make(places.coordinates[:, 0], places.coordinates[:, 1])
