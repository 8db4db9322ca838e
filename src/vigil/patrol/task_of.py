"""A request as a routing task: windows are visits, what they cover at best is the prize, minutes are the time."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import PlanUnit, PlanWindow, Request
from vigil.patrol.routes.task import FAR, Crew, FloatArray, IntArray, Task, build_task
from vigil.patrol.travel import TravelTimes

LEAVES_BEFORE: Final = 60
"""Nobody need leave longer before a window opens than this; who is farther away reckons with the slowest hour."""


def task_of(request: Request, times: TravelTimes, windows: Sequence[PlanWindow], worth: Mapping[str, float]) -> Task:
    """Give the task of visiting some windows of a request; its visits are numbered as they stand."""
    place_number = {place.id: number for number, place in enumerate(request.places)}
    travel, hours = _travel(times, windows)
    visits = np.array(
        [
            (
                first_start(window),
                last_start(window),
                window.visit_minutes,
                times.place_spot[window.place_id],
                place_number[window.place_id],
                hour,
            )
            for window, hour in zip(windows, hours, strict=True)
        ],
        dtype=np.int64,
    ).reshape(-1, 6)
    most = FAR if request.max_visits_per_place is None else request.max_visits_per_place
    kinds, prize = _prizes(request.units, windows, worth)
    crews = tuple(_crew(request, times, number, kind) for number, kind in enumerate(kinds))
    return build_task(visits, np.full(len(request.places), most, dtype=np.int64), prize, travel, crews)


def _prizes(
    units: Sequence[PlanUnit], windows: Sequence[PlanWindow], worth: Mapping[str, float]
) -> tuple[tuple[int, ...], FloatArray]:
    """Give each unit's kind, and for each kind what a visit to each window by it is worth; 0 where it may not."""
    kinds: dict[tuple[float, int, frozenset[str]], int] = {}
    rows = []
    of_units = []
    for unit in units:
        key = (unit.effect, unit.persons, frozenset(unit.skills))
        if key not in kinds:
            kinds[key] = len(kinds)
            rows.append([worth[window.id] * unit.effect * unit.has_what_it_takes(window) for window in windows])
        of_units.append(kinds[key])
    return tuple(of_units), np.array(rows, dtype=np.float64).reshape(len(rows), len(windows))


def _crew(request: Request, times: TravelTimes, number: int, kind: int) -> Crew:
    unit = request.units[number]
    rest = unit.rest
    return Crew(
        start=times.start_spot[number],
        end=times.end_spot[number],
        from_time=unit.ready_minute,
        until_time=unit.home_by_minute,
        kind=kind,
        profile=times.profile[number],
        drive=FAR if unit.max_drive_minutes is None else unit.max_drive_minutes,
        rest=0 if rest is None else rest.minutes,
        rest_from=0 if rest is None else int(np.ceil(rest.from_minute)),
        rest_until=0 if rest is None else int(np.floor(rest.until_minute)),
    )


def _travel(times: TravelTimes, windows: Sequence[PlanWindow]) -> tuple[IntArray, tuple[int, ...]]:
    """Give travel tables, shape (profiles, hours, spots, spots), and which of the hours is that of each window.

    A window's ways take the slowest of the slots in which one may leave for it, so whoever goes by them is in time.
    """
    if len(times.slot_from) == 1:
        return np.stack(times.minutes)[:, None], (0,) * len(windows)
    last = len(times.slot_from) - 1
    spans = [
        (times.slot_at(first_start(window) - LEAVES_BEFORE), times.slot_at(last_start(window))) for window in windows
    ]
    hours = {span: number for number, span in enumerate(sorted({*spans} - {(0, last)}))}
    hours[0, last] = len(hours)
    tables = []
    for slots, slowest in zip(times.slot_minutes, times.minutes, strict=True):
        of_hours = (slots[first : final + 1].max(axis=0) for first, final in hours)
        tables.append([np.where(slowest > LEAVES_BEFORE, slowest, table) for table in of_hours])
    return np.array(tables, dtype=np.int64), tuple(hours[span] for span in spans)
