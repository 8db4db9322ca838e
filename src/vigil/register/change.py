"""What an import changes: which of the things read are new, which differ from what is held, which are known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from vigil.register.area import Area
from vigil.register.place import Place
from vigil.register.settle import keep_better_capacity
from vigil.register.unit import Unit


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


@dataclass(frozen=True, slots=True)
class Changes(Generic[Thing]):
    """What to add, what to put in the stead of what is held, and how many are as they were."""

    added: tuple[Thing, ...]
    changed: tuple[Thing, ...]
    unchanged: int


def list_changes(
    new: Iterable[Thing], held: Mapping[str, Thing], reconcile: Callable[[Thing, Thing], Thing]
) -> Changes[Thing]:
    """Compare what was read with what is held, by id.

    `reconcile` is given the new and the held, and gives what should be held from now on.
    """
    added: list[Thing] = []
    changed: list[Thing] = []
    unchanged = 0
    for one in new:
        known = held.get(one.id)
        if known is None:
            added.append(one)
        elif (agreed := reconcile(one, known)) != known:
            changed.append(agreed)
        else:
            unchanged += 1
    return Changes(tuple(added), tuple(changed), unchanged)


def reconcile_place(new: Place, held: Place) -> Place:
    """Give the place as newly read; what is better known of its capacity stays, and its origin if nothing changed."""
    agreed = keep_better_capacity(new, held)
    return held if replace(agreed, origin=held.origin) == held else agreed


def reconcile_unit(new: Unit, held: Unit) -> Unit:
    """Give the unit as newly read; its origin stays if nothing changed."""
    return held if replace(new, origin=held.origin) == held else new


def reconcile_area(new: Area, held: Area) -> Area:
    """Give the area as newly read; its source stays if nothing changed."""
    return held if replace(new, source=held.source) == held else new
