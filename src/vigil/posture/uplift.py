"""An uplift: a decision to step up for some communities and areas, from, until, why, by whom.

The machine proposes, one person puts it forward and another approves. It always has an end: by hand, or by time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from vigil.ground.errors import Refused, Unreadable, Where
from vigil.ground.moment import zone_named
from vigil.picture.figure import Figure
from vigil.posture.level import ResponseLevel
from vigil.register.place import Community, Place

LONGEST_UPLIFT: Final = timedelta(days=14)
LONGEST_REASON: Final = 2000

ELSEWHERE: Final = "outside every known area"
"""Stands among the areas of an uplift for the places that lie in none, so that they are never left out in silence."""


class UpliftState(StrEnum):
    """How far an uplift has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    ENDED = "ended"


class Step(StrEnum):
    """What can happen to an uplift."""

    APPROVE = "approve"
    REFUSE = "refuse"
    END = "end"
    RUN_OUT = "run out"


STEPS: Final[Mapping[UpliftState, Mapping[Step, UpliftState]]] = {
    UpliftState.PROPOSED: {
        Step.APPROVE: UpliftState.APPROVED,
        Step.REFUSE: UpliftState.REFUSED,
        Step.RUN_OUT: UpliftState.ENDED,
    },
    UpliftState.APPROVED: {Step.END: UpliftState.ENDED, Step.RUN_OUT: UpliftState.ENDED},
    UpliftState.REFUSED: {},
    UpliftState.ENDED: {},
}
"""The steps that are allowed; every other is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpliftTerms:
    """What an uplift asks for: how high, for whom, where, from and until when, and why.

    `areas` are names; an empty tuple stands for every area the register holds, which are then written out.
    `trigger_id` and `alarm_id` name the event or the alarm of a board that it answers, where it answers one.
    """

    level: ResponseLevel
    communities: tuple[Community, ...]
    areas: tuple[str, ...]
    from_at: datetime
    until_at: datetime
    time_zone: str
    reasons: tuple[str, ...]
    trigger_id: str = ""
    alarm_id: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who took a step, when, and why."""

    by_id: str
    by_name: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplift:
    """An uplift with everything that was decided about it.

    `figures` are those it rests on, as they stood when it was put forward. `answer` approved or refused it; `ending`
    ended it by hand. `state` is what was last decided; what holds at a moment, when time may have run out, is
    `state_at`.
    """

    id: int
    state: UpliftState
    terms: UpliftTerms
    figures: tuple[Figure, ...]
    proposal: Decision
    answer: Decision | None = None
    ending: Decision | None = None


def check_terms(terms: UpliftTerms, *, at: datetime) -> None:
    """Refuse terms that no uplift may have.

    Raises
    ------
    Unreadable : a field is empty or says what cannot be
    Refused : it is longer than 14 days
    """
    if terms.level is ResponseLevel.NORMAL:
        raise _wrong("level", "must be above normal", terms.level)
    if not terms.communities:
        raise _wrong("communities", "must name at least one community")
    _check_reasons(terms.reasons)
    try:
        zone_named(terms.time_zone)
    except ValueError as problem:
        raise _wrong("time_zone", str(problem)) from problem
    if terms.until_at <= terms.from_at:
        raise _wrong("until_at", "must lie after the beginning", terms.until_at.isoformat())
    if terms.until_at <= at:
        raise _wrong("until_at", "is already over", terms.until_at.isoformat())
    if terms.until_at - max(terms.from_at, at) > LONGEST_UPLIFT:
        raise Refused("at-most-14-days", "An uplift lasts 14 days at most. End it sooner; it can be proposed again.")


def take(uplift: Uplift, step: Step, decision: Decision) -> Uplift:
    """Give the uplift after a person has taken a step.

    Raises
    ------
    Refused : the step is not allowed from where the uplift stands, or the approver is who proposed it
    Unreadable : the reason is missing
    """
    state = state_at(uplift, decision.at)
    if step not in STEPS[state] or step is Step.RUN_OUT:
        raise Refused("step-not-allowed", f"Uplift {uplift.id} is {state}; nobody can {step} it now.")
    if step is Step.APPROVE and decision.by_id == uplift.proposal.by_id:
        raise Refused("approver-is-not-author", "Whoever proposed an uplift cannot approve it. Ask a second person.")
    if not decision.reason.strip():
        raise _wrong("reason", "must say why, in words")
    if len(decision.reason) > LONGEST_REASON:
        raise _wrong("reason", f"has more than {LONGEST_REASON} characters")
    _check_letters("reason", decision.reason)
    after = replace(uplift, state=STEPS[state][step])
    return replace(after, ending=decision) if step is Step.END else replace(after, answer=decision)


def state_at(uplift: Uplift, at: datetime) -> UpliftState:
    """Give the state at a moment, when time may have run out without anybody's doing."""
    if at >= uplift.terms.until_at:
        return STEPS[uplift.state].get(Step.RUN_OUT, uplift.state)
    return uplift.state


def is_in_force(uplift: Uplift, at: datetime) -> bool:
    """Say whether an uplift holds at a moment: approved by then, begun, and not ended."""
    answer, terms = uplift.answer, uplift.terms
    if answer is None or uplift.state is UpliftState.REFUSED or at < max(answer.at, terms.from_at):
        return False
    return at < ends_at(uplift)


def ends_at(uplift: Uplift) -> datetime:
    """Give when an uplift ends or ended: by hand if somebody ended it sooner, else by time."""
    return min(uplift.ending.at, uplift.terms.until_at) if uplift.ending else uplift.terms.until_at


def covers(uplift: Uplift, place: Place) -> bool:
    """Say whether an uplift is meant for a place."""
    areas = {place.area or ELSEWHERE, place.police_force}
    return place.community in uplift.terms.communities and not areas.isdisjoint(uplift.terms.areas)


def _check_reasons(reasons: tuple[str, ...]) -> None:
    if not reasons or not all(reason.strip() for reason in reasons):
        raise _wrong("reasons", "must say why, in words")
    if any(len(reason) > LONGEST_REASON for reason in reasons):
        raise _wrong("reasons", f"has a reason of more than {LONGEST_REASON} characters")
    _check_letters("reasons", *reasons)


def _check_letters(field: str, *texts: str) -> None:
    # PostgreSQL keeps no NUL in a text, and nobody types one.
    if any("\0" in text for text in texts):
        raise _wrong(field, "holds a NUL, which no text may; write it again")


def _wrong(field: str, why: str, value: str = "") -> Unreadable:
    return Unreadable(Where("uplift", field=field), why, value)
