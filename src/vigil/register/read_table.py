"""Reading a table out of a CSV file somebody made: what is not a table is refused, a wrong row is set aside.

Read `read_table` first; what is read of a row's fields stands in `read_field.py`.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from vigil.ground.errors import Unreadable, Where
from vigil.register.import_report import Rejected, rejection

LARGEST_FILE_BYTES: Final = 200 * 1024 * 1024
LONGEST_FIELD: Final = 10_000
DELIMITERS: Final = (",", ";", "\t")

# Marks of writing direction are dropped: they would let one name look like another. Joiners belong to Persian and
# Indian names and stay.
_DIRECTIONS: Final = dict.fromkeys((0x061C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_JOINERS: Final = dict.fromkeys((0x200C, 0x200D))

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its fields by column, without blanks around them, and where it stands."""

    source: str
    line: int
    cells: Mapping[str, str]

    def cell(self, *columns: str) -> str:
        """Give the first of these columns that the row fills, or nothing."""
        return next((found for column in columns if (found := self.cells.get(column, ""))), "")

    def wrong(self, column: str, why: str, value: str | None = None) -> Unreadable:
        """Give the error to raise about a field of this row."""
        shown = self.cells.get(column, "") if value is None else value
        return Unreadable(Where(self.source, self.line, column), why, shown)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and those that do not fit its header."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Numbered(Generic[Value]):
    """Something read, and the line where it stands."""

    line: int
    value: Value


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What was read of a file, in its order: what is right, what was rejected, and what a person should know."""

    found: tuple[Numbered[Value], ...]
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[str, ...] = ()


def read_table(content: bytes, source: str, *, columns: Sequence[Sequence[str]]) -> Table:
    """Read a CSV file: UTF-8, fields apart by comma, semicolon or tab, names of columns in the first line.

    Parameters
    ----------
    content, source : the file and its name
    columns : what must be there; each a choice of names for one column, the usual name first

    Raises
    ------
    Unreadable : it is too large, empty, in another encoding, broken by an open quotation mark, or a column is missing
    """
    refuse_oversize(content, source)
    text = decode(content, source)
    lines = _records(text, source)
    _, header = next(lines, (1, []))
    names = _names(header, source)
    for choice in columns:
        if not set(choice) & set(names):
            known = ", ".join(name for name in names if name)
            raise Unreadable(Where(source, 1, choice[0]), f"the column is missing; the file has: {known}")
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for line, fields in lines:
        try:
            rows.append(_row(Where(source, line), names, fields))
        except Unreadable as problem:
            rejected.append(rejection(problem))
    return Table(names, tuple(rows), tuple(rejected))


def read_cells(where: Where, said: Mapping[str, str]) -> Row:
    """Give what one row says, whatever kind of file it came from: without marks of direction and needless blanks.

    Raises
    ------
    Unreadable : a field is endless, or a field or its name holds a character that cannot be printed
    """
    row = Row(where.source, where.line or 0, {_tidy(name): _tidy(text) for name, text in said.items()})
    for name, text in row.cells.items():
        if not _is_printable(name):
            raise row.wrong("", "the name of a field holds a character that cannot be printed", spell_out(name))
        if len(text) > LONGEST_FIELD:
            raise row.wrong(name, f"is longer than {LONGEST_FIELD:,} characters", spell_out(text[:80]))
        if not _is_printable(text):
            raise row.wrong(name, "holds a character that cannot be printed", spell_out(text))
    return row


def read_rows(table: Table, read: Callable[[Row], Value]) -> Reading[Value]:
    """Read every row of a table; those that cannot be read are set aside."""
    return read_each(table.rows, read, rejected=table.rejected)


def read_each(
    rows: Sequence[Row], read: Callable[[Row], Value], *, rejected: tuple[Rejected, ...] = ()
) -> Reading[Value]:
    """Read every row; those that cannot be read join `rejected`, in the order of their lines."""
    found: list[Numbered[Value]] = []
    aside = list(rejected)
    for row in rows:
        try:
            found.append(Numbered(row.line, read(row)))
        except Unreadable as problem:
            aside.append(rejection(problem))
    return Reading(tuple(found), tuple(sorted(aside, key=lambda one: one.line)))


def reject_doubles(reading: Reading[Value], identity: Callable[[Value], str], *, field: str = "id") -> Reading[Value]:
    """Set aside whatever carries an identity that an earlier row of the same file has."""
    first: dict[str, int] = {}
    found: list[Numbered[Value]] = []
    aside = list(reading.rejected)
    for one in reading.found:
        known = identity(one.value)
        line = first.setdefault(known, one.line)
        if line == one.line:
            found.append(one)
        else:
            aside.append(Rejected(one.line, field, known, f"stands in line {line} already"))
    return Reading(tuple(found), tuple(sorted(aside, key=lambda one: one.line)), reading.remarks)


def refuse_oversize(content: bytes, source: str) -> None:
    """Refuse a file of more than 200 MB.

    Raises
    ------
    Unreadable : it is larger
    """
    if len(content) > LARGEST_FILE_BYTES:
        raise Unreadable(Where(source), "is larger than 200 MB; split it and import the parts")


def decode(content: bytes, source: str) -> str:
    """Give the text of a UTF-8 file, with or without a byte order mark.

    Raises
    ------
    Unreadable : it is empty, in another encoding, or holds a NUL; says at which line and byte
    """
    if not content.strip():
        raise Unreadable(Where(source), "is empty")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(Where(source, 1), "is UTF-16; save it as “CSV UTF-8”")
    nul = content.find(b"\0")
    if nul >= 0:
        raise Unreadable(Where(source, _line_of(content, nul)), f"byte {nul} is NUL: this is not a text file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        # The codec counts from behind the byte order mark.
        at = problem.start + (len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0)
        raise Unreadable(
            Where(source, _line_of(content, at)),
            f"byte {at} is not UTF-8; save the file as “CSV UTF-8”",
            f"0x{content[at]:02x}",
        ) from problem


def _line_of(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _records(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    """Give every record with the line where it begins, leaving out blank ones."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    begins = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise Unreadable(
            Where(source, begins), f"cannot be read from here on ({problem}); look for a quotation mark too many"
        ) from problem


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=header.count)


def _names(header: list[str], source: str) -> tuple[str, ...]:
    names = tuple("_".join(_tidy(name).casefold().split()) for name in header)
    unprintable = next((name for name in names if not _is_printable(name)), None)
    if unprintable is not None:
        why = "the name of a column holds a character that cannot be printed"
        raise Unreadable(Where(source, 1), why, spell_out(unprintable))
    double = next((name for name, times in Counter(names).items() if name and times > 1), None)
    if double is not None:
        raise Unreadable(Where(source, 1, double), "two columns have this name")
    return names


def _row(where: Where, names: tuple[str, ...], fields: list[str]) -> Row:
    while len(fields) > len(names) and not fields[-1].strip():
        fields = fields[:-1]
    if len(fields) != len(names):
        raise Unreadable(where, f"the row has {len(fields)} fields, the header {len(names)}", str(len(fields)))
    return read_cells(where, {name: field for name, field in zip(names, fields, strict=True) if name})


def _tidy(text: str) -> str:
    return " ".join(text.translate(_DIRECTIONS).split())


def _is_printable(text: str) -> bool:
    return text.translate(_JOINERS).isprintable()


def spell_out(text: str) -> str:
    """Give a text that can be shown anywhere, with escapes for what cannot be printed."""
    return "".join(one if _is_printable(one) else one.encode("unicode_escape").decode() for one in text)
