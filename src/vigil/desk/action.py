"""What can be asked of the desk."""

import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from vigil.desk.actor import Role
from vigil.desk.desk import Desk

Asked = TypeVar("Asked")
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Action(Generic[Asked, Given]):
    """One thing the desk can do: its name everywhere, who may ask, the function, one sentence.

    `reads` marks an action that changes nothing. `shows_person` marks a reading that shows somebody's
    name or contact, and is therefore audited like a change.
    """

    name: str
    roles: Role
    run: Callable[[Desk, Asked], Given]
    says: str
    reads: bool = False
    shows_person: bool = False

    @property
    def asked(self) -> type[Asked]:
        """The dataclass it takes."""
        hints = typing.get_type_hints(self.run)
        hints.pop("return", None)
        return typing.cast("type[Asked]", list(hints.values())[1])
