"""Who asks."""

from dataclasses import dataclass
from enum import Flag, auto
from typing import Final


class Role(Flag):
    """What a person is to the desk; an action names all roles that may perform it."""

    PUBLIC = auto()
    CUSTODIAN = auto()
    OFFICER = auto()
    CASEWORKER = auto()
    ANALYST = auto()
    COORDINATOR = auto()
    ADMIN = auto()

    DESK = ANALYST | COORDINATOR | ADMIN
    """Those who work at the desk itself and see the whole of it."""
    ANYONE = PUBLIC | CUSTODIAN | OFFICER | CASEWORKER | ANALYST | COORDINATOR | ADMIN


SINGLE_ROLES: Final = tuple(Role)
"""The roles a person can hold: one each, never a combination."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A named person, or the machine itself, who asks the desk for something."""

    id: str
    name: str
    role: Role


VISITOR: Final = Actor("visitor", "Visitor who has not signed in", Role.PUBLIC)
"""Whoever stands at the door and has not said who they are."""

KEEPER: Final = Actor("keeper", "Keeper of this machine", Role.ADMIN)
"""Whoever may run commands on the machine that holds the database: `vigil …` typed in a shell."""

SCHEDULE: Final = Actor("schedule", "Schedule of this desk", Role.ANALYST)
"""Whoever asks for what is done every night: nobody, by the clock. It may do what an analyst may."""


def role_named(name: str) -> Role:
    """Give the single role of a name such as `coordinator`.

    Raises
    ------
    ValueError : there is no such role
    """
    for role in SINGLE_ROLES:
        if (role.name or "").lower() == name.strip().lower():
            return role
    known = ", ".join((role.name or "").lower() for role in SINGLE_ROLES)
    raise ValueError(f"“{name}” is not a role; choose one of {known}")
