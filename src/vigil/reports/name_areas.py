"""Naming the areas of published counts: one area has one name, however a file writes it."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from vigil.register.fold import fold
from vigil.register.read_table import Numbered, Reading, reject_doubles
from vigil.reports.count_series import AreaCount

MOST_SHOWN: Final = 5


def name_areas(reading: Reading[AreaCount], outlined: Collection[str], held: Collection[str]) -> Reading[AreaCount]:
    """Give each count the area's name as the desk writes it; a count that then stands twice is set aside.

    An area is known again whatever the case and accents of what was typed: a mis-cased row would otherwise open an
    area of its own beside the one it means.

    Parameters
    ----------
    outlined, held : the names of areas with an outline, and of those there are counts of; the first win
    """
    names: dict[str, str] = {}
    for name in (*outlined, *held, *(one.value.area for one in reading.found)):
        names.setdefault(fold(name), name)
    exact = frozenset(outlined)
    meant = {area: area if area in exact else names[fold(area)] for area in {one.value.area for one in reading.found}}
    found = tuple(Numbered(one.line, replace(one.value, area=meant[one.value.area])) for one in reading.found)
    remarks = reading.remarks + _say_renamed({area: name for area, name in meant.items() if area != name})
    return reject_doubles(Reading(found, reading.rejected, remarks), lambda one: one.id, field="month")


def say_some(names: Collection[str]) -> str:
    """Give the first few of some names in their order, and how many more there are."""
    shown = sorted(names)
    more = f" and {len(shown) - MOST_SHOWN} more" if len(shown) > MOST_SHOWN else ""
    return ", ".join(shown[:MOST_SHOWN]) + more


def _say_renamed(renamed: dict[str, str]) -> tuple[str, ...]:
    if not renamed:
        return ()
    said = say_some([f"“{area}” as {name}" for area, name in renamed.items()])
    return (f"Areas written otherwise than this desk writes them were taken so: {said}.",)
