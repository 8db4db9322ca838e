"""What can be asked of draws: pledge a seed, make it known when the day is over, prove a day's or a year's draws."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from vigil.desk import audit_store
from vigil.desk.chain import AuditLine, verify
from vigil.desk.clock import DESK_ZONE
from vigil.desk.desk import Desk
from vigil.ground.errors import NotFound, Refused
from vigil.ground.moment import local_day
from vigil.patrol import store as patrol_store
from vigil.patrol.draws import store
from vigil.patrol.draws.fairness import Drawn, fit_draws
from vigil.patrol.draws.pledge import SEED_BITS, Pledge
from vigil.patrol.draws.prove import Evidence, Proof, prove
from vigil.patrol.draws.query import (
    DayDraws,
    Draw,
    DrawOf,
    FittedYear,
    PledgeOrder,
    ProvedDay,
    RevealOrder,
    YearDraws,
)
from vigil.patrol.draws.rounds import drawn_rounds, sent_rounds
from vigil.patrol.draws.say import say_draw
from vigil.patrol.plan import commitment

PLEDGE = "patrol.pledge_draw"
PLAN = "patrol.plan_rounds"
"""The names under which the audit holds a pledge and the plan drawn with it."""


def pledge_draw(desk: Desk, order: PledgeOrder) -> Pledge:
    """Choose a seed that nobody sees, and bind the desk to it in the audit before the plan is worked out."""
    # Not from the desk's own chance, whose seed the audit shows.
    seed = secrets.randbits(SEED_BITS)
    pledge = Pledge(
        id=0,
        on=order.on,
        seed=seed,
        commitment=commitment(seed, order.on),
        made_at=desk.at,
        made_by_id=desk.actor.id,
        made_by_name=desk.actor.name,
    )
    desk.note(commitment=pledge.commitment)
    return replace(pledge, id=store.add_pledge(desk.connection, pledge))


def reveal_draws(desk: Desk, _order: RevealOrder) -> tuple[Pledge, ...]:
    """Make known, in the audit, the seeds of all days that are over."""
    sealed = store.list_sealed(desk.connection, before_on=local_day(desk.at, DESK_ZONE))
    for pledge in sealed:
        store.change_revealed(desk.connection, pledge.id, at=desk.at)
    desk.note(**{f"{pledge.on.isoformat()} pledge {pledge.id}": str(pledge.seed) for pledge in sealed})
    return tuple(replace(pledge, revealed_at=desk.at) for pledge in sealed)


def find_draw(desk: Desk, asked: DrawOf) -> Draw | None:
    """Give the draw behind a plan, or None when the plan was not drawn from a mixture."""
    published = store.find_published(desk.connection, asked.plan_id)
    pledge = store.find_pledge_of(desk.connection, asked.plan_id)
    return Draw(published, pledge, say_draw(published, pledge)) if published and pledge else None


def prove_day(desk: Desk, asked: DayDraws) -> ProvedDay:
    """Prove the draws of a day: the seed pledged before, the pledged one, and what was sent out is what it draws."""
    pledges = store.list_pledges(desk.connection, from_on=asked.on, until_on=asked.on)
    if not pledges:
        raise NotFound("draw for the day", asked.on.isoformat(), "No seed was pledged for it.")
    is_over = asked.on < local_day(desk.at, DESK_ZONE)
    used = [pledge for pledge in pledges if pledge.plan_id is not None]
    audit = _read_audit(desk)
    return ProvedDay(
        on=asked.on,
        proofs=tuple(_prove(desk, pledge, audit) for pledge in used) if is_over else (),
        unused=tuple(pledge for pledge in pledges if pledge.plan_id is None),
        sealed=() if is_over else tuple(used),
    )


def fit_year(desk: Desk, asked: YearDraws) -> FittedYear:
    """Hold a year's draws, of days that are over, against the probabilities that were published."""
    first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
    today = local_day(desk.at, DESK_ZONE)
    if first >= today:
        raise Refused("year-to-come", f"No day of {asked.year} is over.")
    drawn = store.list_drawn(
        desk.connection, from_on=first, until_on=min(last, date.fromordinal(today.toordinal() - 1))
    )
    fit = fit_draws([Drawn(one.probabilities, one.drawn) for one in drawn])
    return FittedYear(asked.year, fit, len(store.list_pledges(desk.connection, from_on=first, until_on=last)))


@dataclass(frozen=True, slots=True)
class _Audit:
    """The lines of the audit that speak of pledges and plans, and whether its chain holds."""

    lines: tuple[AuditLine, ...]
    is_whole: bool

    def find(self, action: str, text: str) -> int | None:
        """Give the number of the first line of an action that holds a text, or None."""
        return next((line.number for line in self.lines if line.action == action and text in line.subject), None)


def _prove(desk: Desk, pledge: Pledge, audit: _Audit) -> Proof:
    plan_id = pledge.plan_id or 0
    published = store.find_published(desk.connection, plan_id)
    if published is None:
        raise NotFound("mixture of the plan", str(plan_id))
    plan_json = patrol_store.get_plan_json(desk.connection, plan_id)
    plan = patrol_store.get_plan(desk.connection, plan_id, version=1)
    return prove(
        Evidence(
            pledge=pledge,
            published=published,
            pledged_line=audit.find(PLEDGE, pledge.commitment),
            planned_line=audit.find(PLAN, published.content_hash),
            content_hash=sha256(plan_json.encode()).hexdigest(),
            sent=sent_rounds(plan),
            drawn_rounds=drawn_rounds(plan_json, published.drawn, plan.head),
            is_whole=audit.is_whole,
        )
    )


def _read_audit(desk: Desk) -> _Audit:
    kept: list[AuditLine] = []

    def keeping() -> Iterator[AuditLine]:
        for line in audit_store.walk_lines(desk.connection):
            if line.action in (PLEDGE, PLAN):
                kept.append(line)
            yield line

    try:
        is_whole = verify(keeping()).is_whole
    except ValueError:
        # A line holds what no line can: somebody wrote it past the desk.
        is_whole = False
    return _Audit(tuple(kept), is_whole)
