"""The page a unit takes along: where, when, which door, what to do. Typeset with typst."""

import json
import typing
from pathlib import Path
from typing import Literal

import typst

from vigil.patrol.stored import INVENTED, PlanHead, StoredPlan, StoredRound, StoredVisit
from vigil.patrol.words import TO_DO, area_beside, clock_of, day_in_words, doors_in_words, moment_in_words


def print_sheets(
    plan: StoredPlan, rounds: tuple[StoredRound, ...], *, copy: str, template: bytes, fonts: Path | None
) -> bytes:
    """Print some rounds of a plan as PDF, each on a page of its own; every page bears the copy's number.

    It is an accessible PDF (PDF/UA) unless a name needs letters that no font here has; then it is a plain one.
    """
    data = {"data": json.dumps(sheet_data(plan, rounds, copy=copy), ensure_ascii=False)}
    letters = typst.Fonts(include_system_fonts=False, font_paths=[fonts] if fonts else [])
    made_at = plan.head.made_at.replace(microsecond=0)

    def typeset(standard: Literal["ua-1"] | None) -> bytes:
        compiler = typst.Compiler(template, font_paths=letters, sys_inputs=data)
        made = compiler.compile(format="pdf", pdf_standards=standard, timestamp=made_at)
        return typing.cast("bytes", made)

    try:
        return typeset("ua-1")
    except typst.TypstError:
        return typeset(None)


def sheet_data(plan: StoredPlan, rounds: tuple[StoredRound, ...], *, copy: str) -> dict[str, object]:
    """Give what the pages show, in words."""
    head = plan.head
    return {
        "plan": plan.id,
        "copy": f"Copy {copy}",
        "day": day_in_words(head.on),
        "made": f"made {moment_in_words(head.made_at, head.time_zone)} by {head.made_by_name}{_version(head)}",
        "clock": f"All times are by the clock of {head.time_zone.split('/')[-1].replace('_', ' ')}.",
        "rounds": [_round(walk, head.time_zone) for walk in rounds],
    }


def _version(head: PlanHead) -> str:
    # Two sheets of one unit may be about after a repair: they must not be taken for each other.
    return f", version {head.round_version} of its rounds" if head.round_version > 1 else ""


def _round(walk: StoredRound, zone: str) -> dict[str, object]:
    way = ""
    if walk.leave_at is not None and walk.back_at is not None:
        way = f"Leave {clock_of(walk.leave_at, zone)}, back by {clock_of(walk.back_at, zone)}."
    return {
        "unit": walk.unit_name,
        "kind": f"{walk.kind}, {'on foot' if walk.travel == 'foot' else 'by vehicle'}",
        "base": walk.base_name,
        "shift": f"{clock_of(walk.from_at, zone)}–{clock_of(walk.until_at, zone)}",
        "way": way or "No visit is planned for this unit.",
        "notice": INVENTED if walk.is_invented else "",
        "visits": [_visit(visit, zone) for visit in walk.visits],
    }


def _visit(visit: StoredVisit, zone: str) -> dict[str, str]:
    return {
        "from": clock_of(visit.arrive_at, zone),
        "until": clock_of(visit.depart_at, zone),
        "travel": f"{visit.travel_minutes} min on the way" if visit.travel_minutes else "stay where you are",
        "place": visit.place_name,
        "address": ", ".join(part for part in (visit.address, area_beside(visit.area, visit.place_name)) if part),
        "point": f"{visit.point.lat:.5f}, {visit.point.lon:.5f}",
        "door": doors_in_words(visit.doors),
        "session": f"{visit.session_name}, people {visit.phase}, {_expected(visit)}",
        "level": visit.level,
        "todo": TO_DO[visit.phase],
        "number": f"visit {visit.id}",
    }


def _expected(visit: StoredVisit) -> str:
    # A number alone reads as if somebody had counted; plans made before it was kept do not know what it rests on.
    about = f"about {visit.people:,} expected"
    return f"{about} ({visit.people_basis})" if visit.people_basis else about
