"""The sentence that the page Today opens with: what comes next, what is decided, what is covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from vigil.patrol.stored import PlanHead
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
    """The uplifts that matter at a moment: in force, and waiting for a second person."""

    in_force: tuple[Uplift, ...]
    waiting: tuple[Uplift, ...]


def decided_at(uplifts: Sequence[Uplift], at: datetime) -> Decided:
    """Give the uplifts that matter at a moment."""
    return Decided(
        tuple(uplift for uplift in uplifts if is_in_force(uplift, at)),
        tuple(uplift for uplift in uplifts if state_at(uplift, at) is UpliftState.PROPOSED),
    )


def say_today(main: DayRow | None, decided: Decided, plan: PlanHead | None, *, at: datetime, zone: ZoneInfo) -> str:
    """Give the sentence, or two, that a tired person can stop reading after."""
    return f"{_gathering(main, zone)} {_decision(decided, at, zone)}; {_plan(plan)}."


def _gathering(main: DayRow | None, zone: ZoneInfo) -> str:
    if main is None:
        return "No gathering still to come today is known here."
    house = say_count(main.places, *HOUSES[main.community])
    return f"{main.name} begins at {say_time(main.first_at, zone)} in {house} known here."


def _decision(decided: Decided, at: datetime, zone: ZoneInfo) -> str:
    if decided.in_force:
        until = max(uplift.terms.until_at for uplift in decided.in_force)
        if len(decided.in_force) == 1:
            return f"An uplift is in force until {say_near(until, at, zone)}"
        return f"{say_count(len(decided.in_force), 'uplift')} are in force, the last until {say_near(until, at, zone)}"
    if decided.waiting:
        until = max(uplift.terms.until_at for uplift in decided.waiting)
        return f"An uplift until {say_near(until, at, zone)} waits for a second person"
    return "No uplift is in force"


def _plan(plan: PlanHead | None) -> str:
    if plan is None:
        return "nobody has been planned to any door yet"
    return f"{plan.visits:,} of {plan.windows:,} arriving and leaving windows have a visit planned"
