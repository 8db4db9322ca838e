"""What a plan keeps of units that it could not send as usual."""

from collections.abc import Iterable
from dataclasses import dataclass

from vigil.register.rota.query import UnitStanding


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A unit that was not sent, or not for its whole shift or with all its people, and why."""

    unit_id: str
    unit_name: str
    is_sent: bool
    says: str


def find_left_out(mustered: Iterable[UnitStanding]) -> tuple[LeftOut, ...]:
    """Give the units that do not stand as usual: those that are not sent come first."""
    found = [
        LeftOut(one.unit.id, one.unit.name, one.standing.is_sent, one.standing.says)
        for one in mustered
        if one.standing.says
    ]
    return tuple(sorted(found, key=lambda one: (one.is_sent, one.unit_id)))
