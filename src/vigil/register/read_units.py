"""Reading units out of a CSV file: the columns are described in docs/look-up/register.md."""

import re
from dataclasses import dataclass
from typing import Final

from vigil.register.place import Community, Origin
from vigil.register.read_crew import read_crew
from vigil.register.read_field import (
    read_id,
    read_list,
    read_point,
    read_text,
    read_time,
    read_word,
    read_yes,
    read_zone,
    words_of,
)
from vigil.register.read_places import LONDON
from vigil.register.read_table import Reading, Row, read_rows, read_table, reject_doubles
from vigil.register.unit import Travel, Unit, UnitKind

COLUMNS: Final = (
    ("id",),
    ("name",),
    ("lat", "latitude"),
    ("lon", "lng", "long", "longitude"),
    ("from",),
    ("until",),
    ("travel",),
    ("kind",),
)
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A CSV file of units; `anywhere` lets in bases outside every area the desk holds."""

    name: str
    content: bytes
    anywhere: bool = False


def read_units(content: bytes, source: str) -> Reading[Unit]:
    """Read a CSV file of units.

    Raises
    ------
    Unreadable : it is no such file, or a column is missing
    """
    table = read_table(content, source, columns=COLUMNS)
    return reject_doubles(read_rows(table, _read_unit), lambda unit: unit.id)


def _read_unit(row: Row) -> Unit:
    unit_id, name = read_id(row, "id"), read_text(row, "name")
    if not unit_id:
        raise row.wrong("id", "is missing")
    shift_from, shift_until = read_time(row, "from"), read_time(row, "until")
    if shift_from == shift_until:
        raise row.wrong("until", "the shift ends when it begins; a shift past midnight ends before it begins")
    return Unit(
        id=unit_id,
        name=name or unit_id,
        base=read_point(row),
        base_name=read_text(row, "base_name"),
        shift_from=shift_from,
        shift_until=shift_until,
        travel=read_word(row, "travel", words_of(Travel)),
        kind=read_word(row, "kind", words_of(UnitKind)),
        time_zone=read_zone(row, otherwise=LONDON),
        origin=Origin(row.source, unit_id),
        area=read_text(row, "area"),
        speaks=_languages(row),
        liaison=_communities(row),
        is_invented=read_yes(row, "invented"),
        crew=read_crew(row),
        lender=read_text(row, "lender"),
        has_rota=read_yes(row, "rota"),
    )


def _languages(row: Row) -> tuple[str, ...]:
    speaks = tuple(language.casefold() for language in read_list(row, "speaks"))
    for language in speaks:
        if not LANGUAGE.fullmatch(language):
            raise row.wrong("speaks", "is not a list of language codes such as ur;bn;pa", language)
    return speaks


def _communities(row: Row) -> tuple[Community, ...]:
    known = words_of(Community)
    liaison = tuple(community.casefold() for community in read_list(row, "liaison"))
    for community in liaison:
        if community not in known:
            raise row.wrong("liaison", f"is not a list of communities: {', '.join(known)}", community)
    return tuple(known[community] for community in liaison)
