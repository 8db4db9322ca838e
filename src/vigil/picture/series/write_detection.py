"""Writing what a detector says: one row per period and series, by period, then in the order of the series."""

import csv
import io
import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from vigil.picture.series.count_table import CountTable
from vigil.picture.series.detection import Detection

COLUMNS: Final = (
    "date",
    "series",
    "observed",
    "expected",
    "upperbound",
    "score",
    "pvalue",
    "alarm",
    "mu0",
    "phi",
    "trend",
)


def write_detection(table: CountTable, found: Detection) -> str:
    """Give the CSV file of a detection; empty where something is not defined, numbers to their last digit.

    `alarm` is empty where a detector could say nothing: no fitted mean, and no bound or no count.
    """
    is_silent = np.isnan(found.mu0) & (np.isnan(found.upper_bound) | np.isnan(found.observed))
    columns = (
        found.observed,
        found.expected,
        found.upper_bound,
        found.score,
        found.p_value,
        np.where(is_silent, np.nan, found.is_alarm),
        found.mu0,
        found.phi,
        found.has_trend,
    )
    whole = (0, 5, 8)
    written = [_write(values.ravel().tolist(), is_whole=at in whole) for at, values in enumerate(columns)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    labels = [table.label(int(row)) for row in found.rows for _ in table.names]
    writer.writerows(zip(labels, table.names * len(found.rows), *written, strict=True))
    return out.getvalue()


def _write(values: Sequence[float], *, is_whole: bool) -> list[str]:
    if is_whole:
        return ["" if math.isnan(value) else str(int(value)) for value in values]
    return ["" if math.isnan(value) else repr(value) for value in values]
