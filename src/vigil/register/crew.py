"""Who is in a unit and how they work: how many, what they know, their rest, handover and driving."""

import json
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class CrewRest:
    """A break of so many minutes at a stretch, begun and over between two times by the clocks of the unit."""

    minutes: int
    earliest: time
    latest: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """A unit's crew: usually `persons`, never sent with fewer than `least_persons`.

    `skills` are what they know besides languages, such as `first-aid`. They need `handover_minutes` at the beginning
    and at the end of a shift, and drive no more than `max_drive_minutes` in it.
    """

    persons: int = 2
    least_persons: int = 1
    skills: tuple[str, ...] = ()
    handover_minutes: int = 0
    max_drive_minutes: int | None = None
    rest: CrewRest | None = None


USUAL = Crew()
"""What is taken to be so when nobody says otherwise: two people, without a rest that a plan must leave room for."""


def crew_as_json(crew: Crew) -> str:
    """Write a crew as JSON text; what is usual is left out."""
    written: dict[str, object] = {
        name: getattr(crew, name)
        for name in ("persons", "least_persons", "handover_minutes", "max_drive_minutes")
        if getattr(crew, name) != getattr(USUAL, name)
    }
    if crew.skills:
        written["skills"] = list(crew.skills)
    if crew.rest:
        written["rest"] = [crew.rest.minutes, f"{crew.rest.earliest:%H:%M}", f"{crew.rest.latest:%H:%M}"]
    return json.dumps(written, ensure_ascii=False)


def crew_from_json(text: str) -> Crew:
    """Read a crew as `crew_as_json` writes it."""
    read = json.loads(text)
    if "rest" in read:
        minutes, earliest, latest = read["rest"]
        read["rest"] = CrewRest(minutes, time.fromisoformat(earliest), time.fromisoformat(latest))
    return Crew(**{**read, "skills": tuple(read.get("skills", ()))})
