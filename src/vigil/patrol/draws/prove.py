"""Proving a draw: the seed was pledged before, it is the pledged one, and it draws what was sent out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vigil.patrol.draw import draw
from vigil.patrol.draws.pledge import Pledge
from vigil.patrol.draws.published import Published
from vigil.patrol.plan import Round, commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a draw is proved from.

    `pledged_line` and `planned_line` are the numbers of the audit's lines that hold the pledge's hash and the plan's
    content hash, None where there is none; `content_hash` is that of the plan file as it is kept now, `sent` the rounds
    that were sent out and `drawn_rounds` those the file holds for the drawn plan. `is_whole` says whether the audit's
    chain holds.
    """

    pledge: Pledge
    published: Published
    pledged_line: int | None
    planned_line: int | None
    content_hash: str
    sent: tuple[Round, ...]
    drawn_rounds: tuple[Round, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked, whether it holds, and the sentence that says so."""

    holds: bool
    says: str


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was checked of one draw."""

    plan_id: int
    pledged_at: datetime
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """True when every check holds."""
        return all(check.holds for check in self.checks)


def prove(evidence: Evidence) -> Proof:
    """Check one draw whose seed has been made known.

    Raises
    ------
    ValueError : the pledge has no plan
    """
    pledge = evidence.pledge
    if pledge.plan_id is None:
        raise ValueError("nothing was drawn with this pledge")
    return Proof(pledge.plan_id, pledge.made_at, (*_audit(evidence), *_seed(evidence), *_sent(evidence)))


def _audit(evidence: Evidence) -> Sequence[Check]:
    pledged, planned = evidence.pledged_line, evidence.planned_line
    is_before = pledged is not None and planned is not None and pledged < planned
    return (
        Check(evidence.is_whole, "The audit is whole." if evidence.is_whole else "The audit has been tampered with."),
        Check(
            is_before,
            f"The seed was pledged in line {pledged} of the audit, before the plan in line {planned}."
            if is_before
            else "The audit does not show that the seed was pledged before the plan was made.",
        ),
    )


def _seed(evidence: Evidence) -> Sequence[Check]:
    pledge, published = evidence.pledge, evidence.published
    is_pledged = commitment(pledge.seed, pledge.on) == pledge.commitment
    is_unchanged = evidence.content_hash == published.content_hash
    found = draw(published.probabilities, pledge.seed, pledge.on)
    return (
        Check(is_pledged, "The seed is the pledged one." if is_pledged else "The seed is not the pledged one."),
        Check(
            is_unchanged,
            "The plans and how likely each was are as published."
            if is_unchanged
            else "The plans were changed after they were published.",
        ),
        Check(
            found == published.drawn,
            f"The seed draws plan {found + 1} of {len(published.probabilities)}, as was said."
            if found == published.drawn
            else f"The seed draws plan {found + 1}, but plan {published.drawn + 1} was said to be drawn.",
        ),
    )


def _sent(evidence: Evidence) -> Sequence[Check]:
    is_same = evidence.sent == evidence.drawn_rounds
    return (
        Check(
            is_same,
            "The rounds that were sent out are those of the plan drawn."
            if is_same
            else "The rounds that were sent out are not those of the plan drawn.",
        ),
    )
