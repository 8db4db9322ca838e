"""Reading what a phone sends: one bad event is refused by itself and keeps none of the others out."""

import re
from datetime import datetime
from typing import Final

from vigil.ground.errors import Unreadable
from vigil.ground.moment import parse_moment
from vigil.ground.point import Point
from vigil.patrol.carry.event import Batch, EventKind, PhoneEvent, Position, RefusedEvent
from vigil.patrol.read_json import Node, read_json

MOST_EVENTS: Final = 200
LONGEST_TEXT: Final = 2_000
LARGEST_SEQ: Final = 2**53
LARGEST_VISIT: Final = 2**31 - 1
LARGEST_ACCURACY_M: Final = 100_000.0

_EVENT_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DEVICE: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


def read_batch(content: bytes) -> Batch:
    """Read a batch of events.

    Raises
    ------
    Unreadable : it is no batch at all, so that nothing of it can be kept
    """
    given = read_json(content, "what the phone sent")
    device, events = given.get("device"), given.get("events")
    if not _DEVICE.fullmatch(device.text()):
        raise device.refuse("must be 1 to 64 letters, digits, dots and dashes")
    if len(events.items()) > MOST_EVENTS:
        raise Unreadable(events.refuse("").where, f"holds more than {MOST_EVENTS} events; send them in parts")
    read = [_event_or_refusal(one) for one in events.items()]
    return Batch(
        device=device.text(),
        sent_at=_moment(given.get("sent_at")),
        events=tuple(one for one in read if isinstance(one, PhoneEvent)),
        refused=tuple(one for one in read if isinstance(one, RefusedEvent)),
    )


def _event_or_refusal(given: Node) -> PhoneEvent | RefusedEvent:
    try:
        return _event(given)
    except Unreadable as problem:
        return RefusedEvent(_said_id(given), problem.says)


def _said_id(given: Node) -> str:
    """Give what an event calls itself as far as that can be told, so that the phone knows which was refused."""
    said = given.value.get("id") if isinstance(given.value, dict) else None
    return said[:64] if isinstance(said, str) else ""


def _event(given: Node) -> PhoneEvent:
    kind, visit = _kind(given.get("kind")), given.find("visit")
    if visit is None and kind not in (EventKind.NOTE, EventKind.OBSERVATION):
        visit = given.get("visit")  # which says that it is missing
    position, text = given.find("position"), given.find("text")
    return PhoneEvent(
        id=_id(given.get("id")),
        visit_id=visit.whole(1, LARGEST_VISIT) if visit else None,
        kind=kind,
        said_at=_moment(given.get("at")),
        seq=given.get("seq").whole(0, LARGEST_SEQ),
        position=_position(position) if position else None,
        text=_words(text) if text else "",
    )


def _kind(node: Node) -> EventKind:
    if node.text() not in set(EventKind):
        raise node.refuse("is not a kind of event this desk knows")
    return EventKind(node.text())


def _id(node: Node) -> str:
    if not _EVENT_ID.fullmatch(node.text().lower()):
        raise node.refuse("must be a UUID")
    return node.text().lower()


def _words(node: Node) -> str:
    """Give what somebody wrote; what steers a screen instead of standing on it goes."""
    if len(node.text()) > LONGEST_TEXT:
        raise Unreadable(node.refuse("").where, f"is longer than {LONGEST_TEXT:,} characters")
    return "".join(letter for letter in node.text() if letter == "\n" or letter.isprintable()).strip()


def _moment(node: Node) -> datetime:
    try:
        return parse_moment(node.text())
    except ValueError as problem:
        raise Unreadable(node.refuse("").where, str(problem)) from problem


def _position(node: Node) -> Position:
    accuracy = node.find("accuracy_m")
    return Position(
        point=Point(lat=node.get("lat").number(-90, 90), lon=node.get("lon").number(-180, 180)),
        accuracy_m=accuracy.number(0, LARGEST_ACCURACY_M) if accuracy else None,
    )
