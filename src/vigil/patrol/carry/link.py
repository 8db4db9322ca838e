"""Who may carry a round: links that the desk makes, and the carriers that opened them."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryLink:
    """A one-time link for a unit of a plan, as the desk lists it; the link itself is kept nowhere.

    `heard_at` is when a phone that opened it last sent something.
    """

    id: int
    plan_id: int
    unit_id: str
    unit_name: str
    made_at: datetime
    made_by_name: str
    opened_at: datetime | None = None
    withdrawn_at: datetime | None = None
    heard_at: datetime | None = None

    @property
    def state(self) -> str:
        """How far it has come, in a word."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "not opened" if self.opened_at is None else "opened"


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link just made, with the token that is shown this once."""

    link: CarryLink
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A phone that opened a link: which unit's round of which plan it may see."""

    link_id: int
    plan_id: int
    unit_id: str
    unit_name: str

    @property
    def id(self) -> str:
        """What the audit calls it."""
        return f"phone-{self.link_id}"

    @property
    def name(self) -> str:
        """What people call it."""
        return f"Phone of {self.unit_name}"
