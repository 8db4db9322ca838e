"""The sentence that the page Today opens with: what comes next, what is decided, what is covered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from vigil.patrol.stored import PlanHead, StoredPlan
from vigil.posture.uplift import Uplift, UpliftState, is_in_force, state_at
from vigil.register.place import Community
from vigil.web.day_table import DayRow
from vigil.web.wording import say_count, say_near, say_time

HOUSES: Final = {
    Community.MUSLIM: ("mosque", "mosques"),
    Community.JEWISH: ("synagogue", "synagogues"),
    Community.CHRISTIAN: ("church", "churches"),
    Community.SIKH: ("gurdwara", "gurdwaras"),
    Community.HINDU: ("mandir", "mandirs"),
    Community.BUDDHIST: ("Buddhist place", "Buddhist places"),
    Community.OTHER: ("place", "places"),
}
"""What people call the places of a community."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The uplifts that matter at a moment: in force, approved and yet to begin, and waiting for a second person."""

    in_force: tuple[Uplift, ...] = ()
    coming: tuple[Uplift, ...] = ()
    waiting: tuple[Uplift, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """How many of the windows asked about have a visit, by which plan."""

    head: PlanHead
    visited: int
    windows: int


def decided_at(uplifts: Sequence[Uplift], at: datetime) -> Decided:
    """Give the uplifts that matter at a moment."""
    approved = [uplift for uplift in uplifts if state_at(uplift, at) is UpliftState.APPROVED]
    return Decided(
        tuple(uplift for uplift in uplifts if is_in_force(uplift, at)),
        tuple(sorted((u for u in approved if not is_in_force(u, at)), key=lambda uplift: uplift.terms.from_at)),
        tuple(uplift for uplift in uplifts if state_at(uplift, at) is UpliftState.PROPOSED),
    )


def answers_at(uplifts: Iterable[Uplift], at: datetime) -> Mapping[str, Uplift]:
    """Give for every event the uplift that speaks for it: one that is open, else the newest that is over."""
    spoken: dict[str, Uplift] = {}
    for uplift in sorted(uplifts, key=lambda one: (is_open(one, at), one.id)):
        if uplift.terms.trigger_id:
            spoken[uplift.terms.trigger_id] = uplift
    return spoken


def is_open(uplift: Uplift, at: datetime) -> bool:
    """Say whether an uplift still answers its event: it waits, or is approved and not yet over."""
    return state_at(uplift, at) in (UpliftState.PROPOSED, UpliftState.APPROVED)


def narrow_uplifts(uplifts: Iterable[Uplift], names: Iterable[str]) -> tuple[Uplift, ...]:
    """Give the uplifts that name one of some areas."""
    wanted = set(names)
    return tuple(uplift for uplift in uplifts if not wanted.isdisjoint(uplift.terms.areas))


def cover_of(plan: StoredPlan) -> Cover:
    """Count the windows of a plan, or of the part of one that is asked about."""
    visited = len({visit.window_id for walk in plan.rounds for visit in walk.visits})
    return Cover(plan.head, visited, visited + len(plan.uncovered))


def say_today(gathering: str, clauses: Sequence[str]) -> str:
    """Give the sentence, or two, that a tired person can stop reading after."""
    return f"{gathering} {'; '.join(clauses)}." if clauses else gathering


def say_gathering(main: DayRow | None, zone: ZoneInfo, *, area: str) -> str:
    """Say what comes next."""
    here = f"known here in {area}" if area else "known here"
    if main is None:
        return f"No gathering still to come today is {here}."
    house = say_count(main.places, *HOUSES[main.community])
    return f"{main.name} begins at {say_time(main.first_at, zone)} in {house} {here}."


def say_decided(decided: Decided, *, at: datetime, zone: ZoneInfo, area: str = "") -> str:
    """Say what is in force, what is approved to begin later, and what waits for a second person."""
    clauses = [_in_force(decided.in_force, at, zone)] if decided.in_force else []
    if decided.coming:
        clauses.append(_coming(decided.coming, at, zone, more="more " if clauses else ""))
    if decided.waiting:
        clauses.append(_waiting(decided.waiting, at, zone, more="more " if clauses else ""))
    return "; ".join(clauses) or f"No uplift is in force{f' in {area}' if area else ''}"


def say_cover(cover: Cover | None, *, area: str) -> str:
    """Say how much is covered, and by which plan when that plan was made for a part only."""
    there = f" in {area}" if area else ""
    if cover is None:
        return f"nobody has been planned to any door{there} yet"
    if not cover.windows:
        return f"plan {cover.head.id} holds no arriving or leaving window{there}"
    part = "" if cover.head.is_whole else f", by plan {cover.head.id} for {say_scope(cover.head)}"
    return f"{cover.visited:,} of {cover.windows:,} arriving and leaving windows{there} have a visit planned{part}"


def say_scope(head: PlanHead) -> str:
    """Say for what part of the register a plan was made: Camden only, Jewish communities only; empty for all."""
    named = [head.area, f"{head.community.capitalize()} communities" if head.community else ""]
    said = ", ".join(name for name in named if name)
    return f"{said} only" if said else ""


def say_closed(uplift: Uplift, at: datetime, zone: ZoneInfo) -> str:
    """Say how an uplift that is over came to its end."""
    ending = uplift.ending or (uplift.answer if uplift.state is UpliftState.REFUSED else None)
    if ending is None:
        return f"uplift {uplift.id} ran out, {say_near(uplift.terms.until_at, at, zone)}"
    done = "refused" if uplift.state is UpliftState.REFUSED else "ended"
    return f"uplift {uplift.id} was {done} by {ending.by_name}, {say_near(ending.at, at, zone)}"


def _in_force(uplifts: Sequence[Uplift], at: datetime, zone: ZoneInfo) -> str:
    until = say_near(max(uplift.terms.until_at for uplift in uplifts), at, zone)
    if len(uplifts) == 1:
        return f"An uplift is in force until {until}"
    return f"{say_count(len(uplifts), 'uplift')} are in force, the last until {until}"


def _coming(uplifts: Sequence[Uplift], at: datetime, zone: ZoneInfo, *, more: str) -> str:
    from_ = say_near(uplifts[0].terms.from_at, at, zone)
    if more:
        return f"{len(uplifts)} {more}{'holds' if len(uplifts) == 1 else 'hold'} from {from_}"
    if len(uplifts) == 1:
        return f"An uplift is approved, from {from_} until {say_near(uplifts[0].terms.until_at, at, zone)}"
    return f"{say_count(len(uplifts), 'uplift')} are approved, the first from {from_}"


def _waiting(uplifts: Sequence[Uplift], at: datetime, zone: ZoneInfo, *, more: str) -> str:
    if more or len(uplifts) > 1:
        number = f"{len(uplifts)} {more}" if more else f"{say_count(len(uplifts), 'uplift')} "
        return f"{number}{'waits' if len(uplifts) == 1 else 'wait'} for a second person"
    return f"An uplift until {say_near(uplifts[0].terms.until_at, at, zone)} waits for a second person"
