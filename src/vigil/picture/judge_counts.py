"""Judging a file of counts by a method named in a command: `vigil picture surge`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from vigil.ground.errors import Unreadable, Where
from vigil.ground.executor import hear_nothing
from vigil.picture import daily, ears, farrington, nb_cusum
from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection
from vigil.picture.series.read_control import read_control
from vigil.picture.series.series_break import SeriesBreak

SERIES_AT_A_TIME: Final = 50
FIT_FUNCTION: Final = "algo.farrington.fitGLM.flexible"
QUIETLY: Final = frozenset({"verbose", "glmWarnings"})


class SurgeMethod(StrEnum):
    """How counts are judged."""

    FARRINGTON = "farrington"
    EARS_C1 = "ears-c1"
    EARS_C2 = "ears-c2"
    EARS_C3 = "ears-c3"
    NB_CUSUM = "nb-cusum"
    DAILY = "daily"


EARS: Final = {
    SurgeMethod.EARS_C1: ears.EarsMethod.C1,
    SurgeMethod.EARS_C2: ears.EarsMethod.C2,
    SurgeMethod.EARS_C3: ears.EarsMethod.C3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _PrintedByR:
    """Settings of R's that only change what it prints; read so that a wrong one is refused, and then left."""

    verbose: bool = False
    glm_warnings: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeQuestion:
    """What is asked of a table of counts: by which method, with which settings of which file, and whose figures."""

    method: SurgeMethod
    settings: dict[str, object]
    settings_source: str
    compat: farrington.Compat = farrington.Compat.NONE
    breaks: tuple[SeriesBreak, ...] = ()
    threads: int = 1


def name_method(name: str) -> SurgeMethod:
    """Give the method of this name.

    Raises
    ------
    Unreadable : there is none; says which there are
    """
    if name not in list(SurgeMethod):
        raise Unreadable(Where("--method"), f"must be one of: {', '.join(SurgeMethod)}", name)
    return SurgeMethod(name)


def name_compat(name: str) -> farrington.Compat:
    """Give whose figures are asked for, in capitals or not.

    Raises
    ------
    Unreadable : it is neither R nor none
    """
    found = next((one for one in farrington.Compat if one.value.casefold() == name.casefold()), None)
    if found is None:
        raise Unreadable(Where("--compat"), "must be R or none", name)
    return found


def judge_counts(table: CountTable, asked: SurgeQuestion, *, heard: Callable[[int], None] = hear_nothing) -> Detection:
    """Judge every series; `heard` is told how many are done.

    Raises
    ------
    Unreadable : a setting is unknown, wrong or out of range, or the table too short for the method; or breaks are
        given where the method, or R, knows none
    """
    _refuse_what_does_not_fit(table, asked)
    judge = _choose(table, asked)
    parts: list[Detection] = []
    try:
        for part in _split(table):
            parts.append(judge(part))
            heard(sum(one.observed.shape[1] for one in parts))
    except Unreadable as problem:
        raise _blame(problem, asked) from problem
    return _join(parts)


def _blame(problem: Unreadable, asked: SurgeQuestion) -> Unreadable:
    """Say that a setting stands in the file of settings, if it does; a method knows the counts alone."""
    if problem.where.field not in asked.settings:
        return problem
    return Unreadable(replace(problem.where, source=asked.settings_source), problem.why, problem.value)


def _choose(table: CountTable, asked: SurgeQuestion) -> Callable[[CountTable], Detection]:
    settings, source = dict(asked.settings), asked.settings_source
    if asked.method is SurgeMethod.FARRINGTON:
        control = _read_farrington(settings, source, table)
        return lambda part: farrington.detect(
            part, control, compat=asked.compat, breaks=asked.breaks, threads=asked.threads
        )
    _drop_frequency(settings, source, table)
    if asked.method in EARS:
        said = settings.pop("method", EARS[asked.method].value)
        if said not in (EARS[asked.method].value, [EARS[asked.method].value]):
            raise Unreadable(Where(source, field="method"), f"is not that of --method {asked.method}", str(said))
        ears_control = replace(read_control(settings, source, ears.EarsControl), method=EARS[asked.method])
        return lambda part: ears.detect(part, ears_control)
    if asked.method is SurgeMethod.DAILY:
        daily_control = read_control(settings, source, daily.DailyControl)
        return lambda part: daily.detect(part, daily_control, breaks=asked.breaks, threads=asked.threads)
    cusum_control = read_control(settings, source, nb_cusum.NbCusumControl)
    return lambda part: nb_cusum.detect(part, cusum_control, breaks=asked.breaks, threads=asked.threads)


def _read_farrington(settings: dict[str, object], source: str, table: CountTable) -> farrington.FarringtonControl:
    function = settings.pop("fitFun", FIT_FUNCTION)
    if function not in (FIT_FUNCTION, [FIT_FUNCTION]):
        why = f"must be “{FIT_FUNCTION}”, the only one R's farringtonFlexible takes; leave it out"
        raise Unreadable(Where(source, field="fitFun"), why, str(function))
    read_control({name: settings.pop(name) for name in QUIETLY & settings.keys()}, source, _PrintedByR)
    control = read_control(settings, source, farrington.FarringtonControl)
    if "frequency" not in settings and table.periods_a_year is not None:
        return replace(control, frequency=table.periods_a_year)
    return control


def _drop_frequency(settings: dict[str, object], source: str, table: CountTable) -> None:
    """Take out the periods a year, which only Farrington's method asks for, once they agree with the dates."""
    if "frequency" not in settings:
        return
    said = read_control({"frequency": settings.pop("frequency")}, source, farrington.FarringtonControl).frequency
    if table.periods_a_year not in {None, said}:
        why = f"the dates of {table.source} make {table.periods_a_year} periods a year"
        raise Unreadable(Where(source, field="frequency"), why, str(said))


def _refuse_what_does_not_fit(table: CountTable, asked: SurgeQuestion) -> None:
    if asked.compat is farrington.Compat.R and asked.method in {SurgeMethod.DAILY, SurgeMethod.NB_CUSUM}:
        raise Unreadable(Where("--compat"), f"R has no method such as {asked.method}; leave it out", asked.compat)
    if not asked.breaks:
        return
    if asked.compat is farrington.Compat.R:
        raise Unreadable(Where("--breaks"), "R knows no series breaks; leave out --compat R or --breaks")
    if asked.method in EARS:
        raise Unreadable(Where("--breaks"), "EARS looks at the last few periods only and knows no series breaks")
    if not table.first_days:
        raise Unreadable(Where("--breaks"), "breaks are days, but the periods of the counts are only numbered")


def _split(table: CountTable) -> Iterator[CountTable]:
    """Give the table in parts of some series each, so that one hears how far it is."""
    for first in range(0, len(table.names), SERIES_AT_A_TIME):
        part = slice(first, first + SERIES_AT_A_TIME)
        population = None if table.population is None else table.population[:, part]
        yield replace(table, names=table.names[part], counts=table.counts[:, part], population=population)


def _join(parts: list[Detection]) -> Detection:
    return Detection(
        method=parts[0].method,
        rows=parts[0].rows,
        observed=np.hstack([part.observed for part in parts]),
        expected=np.hstack([part.expected for part in parts]),
        upper_bound=np.hstack([part.upper_bound for part in parts]),
        score=np.hstack([part.score for part in parts]),
        p_value=np.hstack([part.p_value for part in parts]),
        is_alarm=np.hstack([part.is_alarm for part in parts]),
        mu0=np.hstack([part.mu0 for part in parts]),
        phi=np.hstack([part.phi for part in parts]),
        has_trend=np.hstack([part.has_trend for part in parts]),
    )
