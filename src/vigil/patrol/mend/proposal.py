"""A mended version of a plan's rounds, put forward for a person to accept."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from vigil.ground.errors import Conflict, Refused, Unreadable, Where
from vigil.patrol.mend.say_changes import RoundChanges
from vigil.patrol.stored import StoredPlan, StoredRound

STANDS_FOR: Final = timedelta(minutes=15)
"""After this units are elsewhere than it was worked out for."""

LONGEST_REASON: Final = 300

LEAST_LOST: Final = 1e-6
"""Less than this share is nothing."""


@dataclass(frozen=True, slots=True)
class MendOrder:
    """Asks for mended rounds of a plan, without some units, for a reason.

    Raises
    ------
    Unreadable : no reason, or one that is too long
    """

    plan_id: int
    why: str
    withdrawn: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.why.strip()) <= LONGEST_REASON:
            raise Unreadable(Where("repair", field="why"), f"say why, in at most {LONGEST_REASON} characters")


@dataclass(frozen=True, slots=True)
class ProposalId:
    """Which proposal of which plan."""

    plan_id: int
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Mended rounds: made when, by whom and why, from which version, and what they change.

    `worth_before` and `worth_after` are the shares of what is still at stake that have a visit if nothing is changed,
    and if this is accepted; `worth_planned` is what it would be if nobody had dropped out and nothing moved (None where
    it was not kept). `version` is the one it became, None until it is accepted.
    """

    id: int
    plan_id: int
    base_version: int
    made_at: datetime
    made_by_name: str
    why: str
    withdrawn: tuple[str, ...]
    worth_before: float
    worth_after: float
    changes: RoundChanges
    rounds: tuple[StoredRound, ...] = field(repr=False)
    accepted_at: datetime | None = None
    accepted_by_name: str = ""
    version: int | None = None
    worth_planned: float | None = None

    @property
    def rounds_changed(self) -> int:
        """How many rounds of units that go on change."""
        return sum(1 for change in self.changes.units if change.unit_id not in self.withdrawn)

    @property
    def lost(self) -> float | None:
        """The share of what is still at stake that lost its visit; None when that is not known."""
        return None if self.worth_planned is None else max(0.0, self.worth_planned - self.worth_before)

    @property
    def won_back(self) -> float | None:
        """The share of what was lost that is won back (0 to 1); None when that is not known, or nothing was lost."""
        if not self.lost or self.lost < LEAST_LOST:
            return None
        return min(1.0, max(0.0, self.worth_after - self.worth_before) / self.lost)


@dataclass(frozen=True, slots=True)
class Mending:
    """A plan, the repairs proposed for it, the newest first, and the units that the last accepted one withdrew."""

    plan: StoredPlan
    proposals: tuple[Proposal, ...]
    withdrawn: tuple[str, ...]


def refuse_stale(proposal: Proposal, *, latest_version: int, at: datetime) -> None:
    """Refuse to accept what no longer fits.

    Raises
    ------
    Conflict : it was accepted before, or other rounds hold by now than it was made from
    Refused : it is too old, or changes nothing
    """
    if proposal.version is not None:
        raise Conflict(f"These rounds were accepted before, by {proposal.accepted_by_name}.")
    if proposal.base_version != latest_version:
        raise Conflict("Other rounds were accepted in the meantime. Ask for a repair again.")
    if at - proposal.made_at > STANDS_FOR:
        raise Refused("repair-is-old", "Units are elsewhere by now than this was worked out for. Ask for it again.")
    if proposal.changes.is_none:
        raise Refused("nothing-changes", "This would change nothing.")
