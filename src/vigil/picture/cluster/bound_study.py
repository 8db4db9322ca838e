"""From when to when a scan looks, and into which periods that time is cut."""

from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.picture.cluster.date_stamp import NEEDS, StudyPeriod, TimeStep, cut_into_periods, whole_study
from vigil.picture.cluster.problem import ScanKind
from vigil.picture.cluster.read_cases import CaseTable
from vigil.picture.cluster.scan_request import ScanRequest

_HOW: Final = {TimeStep.DAY: "2001-11-24", TimeStep.MONTH: "2001-11", TimeStep.YEAR: "2001"}


def bound_study(table: CaseTable, request: ScanRequest) -> StudyPeriod | None:
    """Give the study period: as asked for, else from the first case to the last; None where nothing has a date.

    A purely spatial scan looks at all of it as one period.

    Raises
    ------
    Unreadable : cases have no date and need one, or one not exact enough; or they lie outside the study
    """
    stamps = [one.stamp for one in table.rows if one.stamp is not None]
    is_spatial = request.kind is ScanKind.SPATIAL
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
    for one in table.rows:
        if one.stamp is not None and study.number_of(one.stamp.on) is None:
            begins, ends = study.first_of(0), study.last_of(study.periods - 1)
            raise one.row.wrong("date", f"lies outside the study period, {begins} to {ends}")
    return study


def _check_precision(table: CaseTable, step: TimeStep) -> None:
    for one in table.rows:
        if one.stamp is None:
            raise one.row.wrong("date", "is missing; cases need one, unless the scan is purely spatial")
        if one.stamp.precision < NEEDS[step]:
            why = f"is not exact enough for --time-step {step}; write it as {_HOW[step]}, or take a longer step"
            raise one.row.wrong("date", why)
