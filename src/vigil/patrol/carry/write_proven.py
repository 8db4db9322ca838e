"""Planned against proven as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from vigil.patrol.carry.proven import Grouping, ProvenLine
from vigil.patrol.write_csv import safe_cell

COLUMNS: Final = (
    "name", "planned", "due", "proven_of_due", "share_of_due", "by_position", "added_by_repair", "missed", "cannot",
    "due_minutes", "proven_minutes",
)  # fmt: skip


def write_proven(lines: Iterable[ProvenLine], grouping: Grouping) -> str:
    """Write planned against proven as CSV, one line a place, community or area."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((grouping.value, *COLUMNS[1:]))
    for line in lines:
        writer.writerow(
            (
                safe_cell(line.name),
                line.planned,
                line.due,
                line.kept,
                "" if line.share is None else f"{line.share:.4f}",
                line.by_position,
                line.added,
                line.missed,
                line.cannot,
                f"{line.due_minutes:.0f}",
                f"{line.proven_minutes:.1f}",
            )
        )
    return text.getvalue()
