"""Rounds as a calendar (iCalendar, RFC 5545): one event a visit, the same UID whenever it is written."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from vigil.patrol.stored import INVENTED, StoredPlan, StoredRound, StoredVisit
from vigil.patrol.words import TO_DO, area_beside, doors_in_words, name_beside

LONGEST_LINE_BYTES: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def write_calendar(plan: StoredPlan, rounds: tuple[StoredRound, ...]) -> str:
    """Write the visits of some rounds of a plan as a calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vigil//Patrol plan//EN", "METHOD:PUBLISH"]
    for walk in rounds:
        for visit in walk.visits:
            lines.extend(_event(plan, walk, visit))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _event(plan: StoredPlan, walk: StoredRound, visit: StoredVisit) -> Iterator[str]:
    name = name_beside(visit.area, visit.place_name)
    where = ", ".join(part for part in (name, visit.address, area_beside(visit.area, name)) if part)
    says = [f"{visit.session_name}, {visit.phase}.", f"Door: {doors_in_words(visit.doors)}.", TO_DO[visit.phase]]
    says.append(f"Plan {plan.id}, {walk.unit_name}, visit {visit.id}.")
    if walk.is_invented:
        says.append(INVENTED)
    yield "BEGIN:VEVENT"
    yield f"UID:plan-{plan.id}-visit-{visit.id}@vigil"
    yield f"DTSTAMP:{_moment(plan.head.made_at)}"
    yield f"DTSTART:{_moment(visit.arrive_at)}"
    yield f"DTEND:{_moment(visit.depart_at)}"
    yield f"SUMMARY:{_text(f'{visit.place_name} ({visit.phase})')}"
    yield f"LOCATION:{_text(where)}"
    yield f"GEO:{visit.point.lat:.6f};{visit.point.lon:.6f}"
    yield f"DESCRIPTION:{_text(chr(10).join(says))}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return "".join(c for c in text.translate(_ESCAPES) if c >= " ")


def _fold(line: str) -> Iterator[str]:
    """Break a line into pieces of at most 75 bytes, never inside a character; all but the first begin with a space."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE_BYTES:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
