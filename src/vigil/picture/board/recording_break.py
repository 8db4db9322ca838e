"""Breaks in how series are recorded, as the desk keeps them: whose figures, where, which flag, from which day, why."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from vigil.ground.moment import FIRST_YEAR, LAST_YEAR, parse_day
from vigil.picture.board.board import SeriesName
from vigil.picture.series.series_break import SeriesBreak
from vigil.register.fold import fold
from vigil.register.read_field import read_text
from vigil.register.read_table import Reading, Row, read_rows, read_table, reject_doubles
from vigil.reports.flag import parse_flag

COLUMNS: Final = (("source",), ("area", "borough"), ("flag", "community"), ("date",), ("why",))
LONGEST_WHY: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingBreak:
    """From this day a source records differently; an empty source, area or flag means all of them.

    `flag` is a publisher's flag, or a community's name for single incidents.
    """

    source: str
    area: str
    flag: str
    on: date
    why: str

    @property
    def id(self) -> str:
        """What it is a break of, and when: a file that says otherwise why changes it, and adds none."""
        said = "\n".join((fold(self.source), fold(self.area), self.flag, self.on.isoformat()))
        return sha256(said.encode()).hexdigest()[:40]

    def meets(self, name: SeriesName) -> bool:
        """Say whether a series is recorded differently from this day on.

        A break in one area is one of all areas together as well: the sum is then no longer counted as before.
        """
        return (
            fold(self.source) in {"", fold(name.source)}
            and (not name.area or fold(self.area) in {"", fold(name.area)})
            and self.flag in {"", name.flag}
        )


def read_breaks(content: bytes, source: str) -> Reading[RecordingBreak]:
    """Read a CSV file of breaks: source, area, flag, date, why.

    Raises
    ------
    Unreadable : it is not a table, or a column is missing
    """
    return reject_doubles(read_rows(read_table(content, source, columns=COLUMNS), _read_break), lambda one: one.id)


def reconcile_break(new: RecordingBreak, held: RecordingBreak) -> RecordingBreak:
    """Give the break as newly read; if only the case of its words differs, it is as it was."""
    return held if new.why == held.why else replace(held, why=new.why)


def breaks_of(name: SeriesName, breaks: Iterable[RecordingBreak]) -> tuple[SeriesBreak, ...]:
    """Give the breaks of one series, oldest first; two on one day are told as one."""
    whys: dict[date, list[str]] = {}
    for one in breaks:
        if one.meets(name) and one.why not in whys.setdefault(one.on, []):
            whys[one.on].append(f"{one.area}: {one.why}" if one.area and not name.area else one.why)
    return tuple(SeriesBreak(name.flag, on, "; ".join(dict.fromkeys(why))) for on, why in sorted(whys.items()) if why)


def _read_break(row: Row) -> RecordingBreak:
    why = read_text(row, "why", longest=LONGEST_WHY)
    if not why:
        raise row.wrong("why", "is missing: say what changed, in a few words")
    return RecordingBreak(
        source=" ".join(read_text(row, "source").split()),
        area=read_text(row, "area", "borough"),
        flag=_read_flag(row),
        on=_read_day(row),
        why=why,
    )


def _read_flag(row: Row) -> str:
    written = row.cell("flag", "community")
    try:
        return parse_flag(written) if written else ""
    except ValueError as problem:
        raise row.wrong("flag", str(problem), written) from None


def _read_day(row: Row) -> date:
    try:
        day = parse_day(row.cell("date"))
    except ValueError:
        raise row.wrong("date", "is not a day; write it as 2016-04-01") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise row.wrong("date", f"must be a day of the years {FIRST_YEAR} to {LAST_YEAR}")
    return day
