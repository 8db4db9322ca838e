"""Swaps: one steward gives a duty away, another takes it, and where a rule asks for it somebody else agrees."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from vigil.ground.errors import Refused, Unreadable, Where
from vigil.register.rota.steward import Duty, Steward

LONGEST_REASON: Final = 2000
SHORT_NOTICE: Final = timedelta(hours=48)
"""A duty that begins sooner than this changes hands only with somebody's consent."""


class SwapState(StrEnum):
    """How far a swap has come."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class SwapStep(StrEnum):
    """What can happen to a swap."""

    TAKE = "take"
    SETTLE = "settle"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


STEPS: Final[Mapping[SwapState, Mapping[SwapStep, SwapState]]] = {
    SwapState.PROPOSED: {
        SwapStep.TAKE: SwapState.TAKEN,
        SwapStep.SETTLE: SwapState.DONE,
        SwapStep.WITHDRAW: SwapState.WITHDRAWN,
        SwapStep.LAPSE: SwapState.LAPSED,
    },
    SwapState.TAKEN: {
        SwapStep.APPROVE: SwapState.DONE,
        SwapStep.REFUSE: SwapState.REFUSED,
        SwapStep.WITHDRAW: SwapState.WITHDRAWN,
        SwapStep.LAPSE: SwapState.LAPSED,
    },
    SwapState.DONE: {},
    SwapState.REFUSED: {},
    SwapState.WITHDRAWN: {},
    SwapState.LAPSED: {},
}
"""The steps that are allowed; every other is refused. SETTLE takes a swap that needs nobody's consent."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who at the desk did something, and when."""

    by_id: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A duty on offer, on which day by the clocks of its unit, and all duties that are on the rota."""

    duty: Duty
    on: date
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A duty on offer: whose it is, who takes it, and who at the desk wrote it down and closed it."""

    id: int
    duty_id: int
    state: SwapState
    giver_id: int
    why: str
    proposed: Hand
    taker_id: int | None = None
    closed: Hand | None = None


def state_at(swap: Swap, duty: Duty, at: datetime) -> SwapState:
    """Give how far a swap has come at a moment: whatever is still open lapses when its duty begins."""
    return STEPS[swap.state].get(SwapStep.LAPSE, swap.state) if at >= duty.stretch.from_at else swap.state


def check_why(why: str) -> None:
    """Refuse a swap that does not say why.

    Raises
    ------
    Unreadable : the reason is empty, too long, or holds a NUL
    """
    if not why.strip() or len(why) > LONGEST_REASON or "\0" in why:
        raise Unreadable(Where("swap", field="why"), f"must say why, in at most {LONGEST_REASON} characters")


def is_open(swap: Swap) -> bool:
    """Say whether anything can still happen to a swap."""
    return bool(STEPS[swap.state])


def needs_consent(offer: Offer, taker: Steward, *, at: datetime) -> str:
    """Say why a swap needs somebody's consent; nothing when it needs none.

    It does when the duty begins within two days, or when the taker has no other duty in that unit: who has never
    stood there may not know the place.
    """
    if offer.duty.stretch.from_at - at < SHORT_NOTICE:
        return "The duty begins within two days."
    if not any(one.steward_id == taker.id and one.unit_id == offer.duty.unit_id for one in offer.duties):
        return "Whoever takes it has no other duty in that unit."
    return ""


def take(swap: Swap, offer: Offer, taker: Steward, *, hand: Hand) -> Swap:
    """Give the swap when a steward has taken it: settled at once, or waiting for consent.

    Raises
    ------
    Refused : it is closed, the taker is the giver, not trained that day, or on duty at the time
    """
    duty = offer.duty
    if taker.id == swap.giver_id:
        raise Refused("taker-is-not-giver", "Whoever gives a duty away cannot take it. It may be withdrawn.")
    if not taker.is_trained(offer.on):
        raise Refused("taker-is-trained", "The training of whoever would take it is not valid on that day.")
    if any(one.steward_id == taker.id and one.stretch.overlaps(duty.stretch) for one in offer.duties):
        raise Refused("one-duty-at-a-time", "Whoever would take it is on duty at that time already.")
    asks = needs_consent(offer, taker, at=hand.at)
    return replace(step(swap, SwapStep.TAKE if asks else SwapStep.SETTLE, duty, hand=hand), taker_id=taker.id)


def step(swap: Swap, what: SwapStep, duty: Duty, *, hand: Hand) -> Swap:
    """Give the swap after a step.

    Raises
    ------
    Refused : the step is not allowed from where it stands, or who approves it proposed it
    """
    state = state_at(swap, duty, hand.at)
    if what not in STEPS[state] or what is SwapStep.LAPSE:
        raise Refused("step-not-allowed", f"Swap {swap.id} is {state}; nobody can {what} it now.")
    if what is SwapStep.APPROVE and hand.by_id == swap.proposed.by_id:
        raise Refused("approver-is-not-author", "Whoever wrote a swap down cannot approve it. Ask a second person.")
    after = replace(swap, state=STEPS[swap.state][what])
    return after if is_open(after) else replace(after, closed=hand)
