"""What came of an import: how many rows were new, changed or known, and which were rejected, and why."""

import csv
import io
from dataclasses import dataclass

from vigil.ground.errors import Unreadable
from vigil.register.twin import Twin


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out whole: where it stands, the field and value that are wrong, and what would be right.

    `line` counts lines of a table, features of a GeoJSON file, and places of worship of an OpenStreetMap extract,
    each from 1; in a table the header is line 1.
    """

    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What came of an import; `read` = added + changed + unchanged + rejected."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
    twins: tuple[Twin, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """How many rows the file held."""
        return self.added + self.changed + self.unchanged + len(self.rejected)


def rejection(problem: Unreadable) -> Rejected:
    """Give the rejected row that a problem with one row amounts to."""
    return Rejected(problem.where.line or 0, problem.where.field, problem.value, problem.why)


def write_rejected(rejected: tuple[Rejected, ...]) -> str:
    """Give rejected rows as CSV: line, field, value, reason."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("line", "field", "value", "reason"))
    writer.writerows((row.line, row.field, _harmless(row.value), row.reason) for row in rejected)
    return written.getvalue()


def _harmless(value: str) -> str:
    # What begins like a formula would be run by a spreadsheet; an apostrophe makes it text. Numbers stay numbers.
    if value[:1] in {"=", "+", "@", "\t", "\r"} or (value[:1] == "-" and not value[1:2].isdigit()):
        return f"'{value}"
    return value
