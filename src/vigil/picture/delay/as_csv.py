"""A nowcast as CSV, as other programmes read it: the columns stand in docs/look-up/picture.md."""

import csv
import io
from collections.abc import Mapping
from typing import Final

from vigil.picture.delay.nowcasted import Nowcast

COLUMNS: Final = (
    *("date", "series", "known", "likely", "low", "high"),
    *("reported_share", "mean", "probability", "known_before"),
)


def as_csv(found: Mapping[str, Nowcast]) -> str:
    """Give the nowcasts of several series, each oldest day first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for series, one in found.items():
        for day in one.days:
            shares = (f"{day.reported_share:.4f}", f"{day.mean:.3f}", f"{day.probability:.4f}")
            counts = (day.known, day.likely, day.low, day.high)
            writer.writerow((day.on.isoformat(), series, *counts, *shares, day.known_before))
    return out.getvalue()
