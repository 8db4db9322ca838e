"""What R said, as kept in tests/golden: the cases of a method, their counts, and R's answer column by column."""

import csv
import gzip
import io
import json
from pathlib import Path

import numpy as np

from vigil.picture.series.read_counts import read_counts

GOLDEN = Path(__file__).parents[1] / "golden"
COUNTS = GOLDEN / "farrington"


def cases_of(method):
    return json.loads((GOLDEN / method / "cases.json").read_text())


def counts_of(case):
    return read_counts((COUNTS / case["counts"]).read_bytes(), case["counts"])


def answer_of(method, name, table):
    """Give R's answer: the labels of the rows, and every column as an array of the shape (rows, series)."""
    text = gzip.decompress((GOLDEN / method / f"{name}.csv.gz").read_bytes()).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    series = len(table.names)
    assert [row["series"] for row in rows[:series]] == list(table.names)
    columns = {
        column: np.array([float(row[column] or "nan") for row in rows]).reshape(-1, series)
        for column in rows[0]
        if column not in {"date", "series"}
    }
    return [row["date"] for row in rows[::series]], columns


def differs(found, wanted, *, least=0.0):
    """Give the largest relative difference, infinite where one is NaN and the other is not."""
    found, wanted = np.broadcast_arrays(found, wanted)
    if (np.isnan(found) != np.isnan(wanted)).any():
        return np.inf
    both = ~np.isnan(found) & (found != wanted)
    away = np.abs(found[both] - wanted[both]) / np.maximum(np.abs(wanted[both]), max(least, 1e-300))
    return float(away.max(initial=0.0))
