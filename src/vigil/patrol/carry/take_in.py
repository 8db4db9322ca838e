"""Taking an event in: its time put right by the desk's clock, its position kept only at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vigil.ground.point import Point, distance_m
from vigil.patrol.carry.event import Batch, KeptEvent, PhoneEvent, Position, RefusedEvent
from vigil.patrol.carry.terms import CarryTerms

LIKELY_BEFORE_SHIFT: Final = timedelta(hours=6)
CLOCKS_AGREE_S: Final = 5.0
"""Less than this is the way through the network, not a wrong clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What events are held against: whose they are, which visits are that unit's and where, when it is on duty.

    `doors` are all visits the unit was ever given in this plan, those too that a later version took away from it.
    """

    unit_id: str
    doors: Mapping[int, Point]
    from_at: datetime
    until_at: datetime
    terms: CarryTerms


def take_in(
    batch: Batch, known: Known, received_at: datetime
) -> tuple[tuple[KeptEvent, ...], tuple[RefusedEvent, ...]]:
    """Give the events of a batch as they are kept, and those that are refused.

    A visit of another unit is refused: a phone speaks for its own unit alone.
    """
    ahead_s = (received_at - batch.sent_at).total_seconds()
    kept: list[KeptEvent] = []
    refused = list(batch.refused)
    for event in batch.events:
        if event.visit_id is not None and event.visit_id not in known.doors:
            refused.append(RefusedEvent(event.id, f"Visit {event.visit_id} is not a visit of this unit."))
        else:
            kept.append(_keep(event, batch.device, known, Received(received_at, ahead_s)))
    return tuple(kept), tuple(refused)


@dataclass(frozen=True, slots=True)
class Received:
    """When a batch came in, and by how many seconds the desk's clock was then ahead of the phone's."""

    at: datetime
    clock_ahead_s: float


def _keep(event: PhoneEvent, device: str, known: Known, received: Received) -> KeptEvent:
    wrong_s = received.clock_ahead_s if abs(received.clock_ahead_s) >= CLOCKS_AGREE_S else 0.0
    happened_at = event.said_at + timedelta(seconds=wrong_s)
    at = min(happened_at, received.at)  # nothing can have happened after it was told
    position, dropped = _position(event, known, at)
    return KeptEvent(
        id=event.id,
        visit_id=event.visit_id,
        unit_id=known.unit_id,
        device=device,
        seq=event.seq,
        kind=event.kind,
        said_at=event.said_at,
        at=at,
        received_at=received.at,
        clock_ahead_s=received.clock_ahead_s,
        doubt=_doubt(happened_at, known, received),
        position=position,
        dropped=dropped,
        text=event.text,
    )


def _doubt(happened_at: datetime, known: Known, received: Received) -> str:
    if happened_at > received.at + timedelta(seconds=CLOCKS_AGREE_S):
        return "The phone put it later than it was told: its clock was changed. The time it came in is taken."
    if happened_at < known.from_at - LIKELY_BEFORE_SHIFT:
        return "The phone put it hours before the shift: its clock was changed."
    return ""


def _position(event: PhoneEvent, known: Known, at: datetime) -> tuple[Position | None, str]:
    if event.position is None:
        return None, ""
    if not event.kind.is_at_the_door or event.visit_id is None:
        return None, "A position is kept at a door only; this one was thrown away."
    if not known.from_at <= at <= known.terms.ends_at(known.until_at):
        return None, "The unit was off duty; the position was thrown away."
    within_m = known.terms.within_m
    away_m = distance_m(event.position.point, known.doors[event.visit_id])
    if away_m - min(event.position.accuracy_m or 0.0, within_m) > within_m:
        return None, f"The position was more than {within_m} m from the place and was thrown away."
    return event.position, ""
