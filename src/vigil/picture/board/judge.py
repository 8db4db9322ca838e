"""Judging all series of a board: many at a time, wherever the pieces are worked out."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vigil.ground.executor import Executor
from vigil.picture.board.board import BoardPoint, PeriodKind
from vigil.picture.board.detector import EARS_ALPHA, Detector, DetectTask, choose, detect
from vigil.picture.board.judge_twelve import judge_twelve
from vigil.picture.board.judged import JudgedSeries, KnownSeries
from vigil.picture.board.points import points_of
from vigil.picture.series.count_table import CountTable

SHOWN: Final = {PeriodKind.DAY: 92, PeriodKind.MONTH: 36}
"""How many of the latest periods a board keeps of each series."""

AT_ONCE: Final = 50
"""How many series make a piece of work: enough to be worth sending, few enough that all cores have some."""


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """Some series over the same periods, by their place in the whole, and the work to be done on them."""

    numbers: tuple[int, ...]
    task: DetectTask


def judge(
    series: Sequence[KnownSeries], *, executor: Executor, heard: Callable[[int], None]
) -> tuple[JudgedSeries, ...]:
    """Judge every series, in their order; `heard` is told how many pieces are done."""
    pieces = tuple(_pieces(series))
    detections = executor.run(detect, [piece.task for piece in pieces], heard=heard)
    points: dict[int, tuple[BoardPoint, ...]] = {}
    for piece, detection in zip(pieces, detections, strict=True):
        for column, number in enumerate(piece.numbers):
            points[number] = tuple(
                points_of(series[number], detection, column=column, alpha=EARS_ALPHA, first_row=piece.task.first_row)
            )
    return tuple(
        _judged(one, points[number] if number in points else judge_twelve(one, shown=SHOWN[PeriodKind.MONTH]))
        for number, one in enumerate(series)
    )


def _pieces(series: Sequence[KnownSeries]) -> Iterator[_Piece]:
    """Put series over the same periods together, so many at once; those judged by the twelve months are left out."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(series):
        if _detector(one) is not Detector.TWELVE_MONTHS:
            alike.setdefault((one.name.period, one.name.source, one.first_days[0], len(one.counts)), []).append(number)
    for group in alike.values():
        for start in range(0, len(group), AT_ONCE):
            numbers = tuple(group[start : start + AT_ONCE])
            yield _Piece(numbers, _task([series[number] for number in numbers]))


def _task(series: Sequence[KnownSeries]) -> DetectTask:
    first = series[0]
    # Names of the table are places in it: two series of different areas may have the same flag.
    names = [str(column) for column in range(len(series))]
    return DetectTask(
        detector=_detector(first),
        table=CountTable(
            source=first.name.source,
            names=tuple(names),
            counts=np.column_stack([one.counts for one in series]),
            first_days=first.first_days,
        ),
        first_row=max(0, len(first.counts) - SHOWN[first.name.period]),
        breaks=tuple(
            replace(each, series=name) for name, one in zip(names, series, strict=True) for each in one.breaks
        ),
    )


def _detector(one: KnownSeries) -> Detector:
    return choose(one.name.period, len(one.counts))


def _judged(one: KnownSeries, points: tuple[BoardPoint, ...]) -> JudgedSeries:
    detector = _detector(one)
    return JudgedSeries(
        name=one.name,
        method=detector,
        is_noisy=detector is Detector.EARS,
        is_current=not math.isnan(one.counts[-1]),
        points=points,
        breaks=one.breaks,
    )
