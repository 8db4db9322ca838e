"""The level of a place, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from vigil.posture.level import ResponseLevel, highest
from vigil.posture.threat import ThreatNow
from vigil.posture.uplift import Uplift, covers
from vigil.register.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLevel:
    """What holds at a place, the uplifts that say so, and why in a sentence each."""

    place_id: str
    level: ResponseLevel
    uplift_ids: tuple[int, ...]
    why: tuple[str, ...]


def base_level(threat: ThreatNow | None) -> ResponseLevel:
    """Give the level of a place for which no uplift is in force."""
    return threat.base if threat else ResponseLevel.NORMAL


def level_of(place: Place, in_force: Iterable[Uplift], threat: ThreatNow | None) -> PlaceLevel:
    """Give the level of a place from the uplifts in force and the national threat level."""
    base = base_level(threat)
    meant = [uplift for uplift in in_force if covers(uplift, place)]
    return PlaceLevel(
        place_id=place.id,
        level=highest(base, *(uplift.terms.level for uplift in meant)),
        uplift_ids=tuple(uplift.id for uplift in meant),
        why=(*(_because(uplift) for uplift in meant), _base(base, threat)),
    )


def _because(uplift: Uplift) -> str:
    terms = uplift.terms
    return f"{terms.level.capitalize()} by uplift {uplift.id}: {terms.reasons[0]}"


def _base(base: ResponseLevel, threat: ThreatNow | None) -> str:
    if threat is None:
        return f"Without an uplift: {base}."
    return f"Without an uplift: {base}, while the national threat level is {threat.level.upper()}."
