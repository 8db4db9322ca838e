import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_day import at
from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.patrol.carry.event import EventKind, Position
from vigil.patrol.carry.read_batch import LONGEST_TEXT, MOST_EVENTS, read_batch

ID = "0b9f1c0e-8a55-4e4c-9d7a-0123456789ab"
EVENT = {"id": ID, "visit": 4, "kind": "arrived", "at": "2019-03-15T13:00:00.000Z", "seq": 1}
BATCH = {"device": "phone-a.1_b", "sent_at": "2019-03-15T13:00:00+00:00", "events": [EVENT]}


def read(**changes):
    return read_batch(json.dumps({**BATCH, **changes}).encode())


def read_one(**changes):
    """The one event, or why it was refused."""
    batch = read(events=[{**EVENT, **changes}])
    return batch.events[0] if batch.events else batch.refused[0]


def test_a_batch_is_read():
    batch = read()
    assert (batch.device, batch.sent_at, batch.refused) == ("phone-a.1_b", at(13), ())
    (event,) = batch.events
    assert (event.id, event.visit_id, event.kind, event.said_at, event.seq) == (ID, 4, EventKind.ARRIVED, at(13), 1)
    assert (event.position, event.text) == (None, "")


def test_a_position_and_words_are_read():
    event = read_one(
        position={"lat": 51.5, "lon": -0.1, "accuracy_m": 12}, text=" Red car\x07\u202e\nno plate ", id=ID.upper()
    )
    assert event.position == Position(point=Point(lat=51.5, lon=-0.1), accuracy_m=12.0)
    assert event.text == "Red car\nno plate"
    assert event.id == ID
    assert read_one(position={"lat": 51.5, "lon": -0.1}).position == Position(point=Point(lat=51.5, lon=-0.1))


@pytest.mark.parametrize("kind", ["note", "observation"])
def test_a_note_may_mean_no_visit(kind):
    event = {name: value for name, value in EVENT.items() if name != "visit"} | {"kind": kind, "text": "a"}
    assert read(events=[event]).events[0].visit_id is None
    assert read_one(kind=kind, visit=None).visit_id is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"id": "7"}, "UUID"),
        ({"id": None}, "is missing"),
        ({"visit": None}, "is missing"),
        ({"visit": 0}, "visit"),
        ({"visit": 1.5}, "whole"),
        ({"visit": True}, "number"),
        ({"visit": 2**31}, "visit"),
        ({"kind": "danced"}, "kind"),
        ({"at": "yesterday"}, "moment"),
        ({"at": "2019-03-15T13:00:00"}, "offset"),
        ({"at": "0001-01-01T00:00:00Z"}, "years"),
        ({"at": 5}, "text"),
        ({"seq": -1}, "seq"),
        ({"seq": 2**60}, "seq"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "longer"),
        ({"text": 5}, "text"),
        ({"position": [1, 2]}, "object"),
        ({"position": {"lat": 91, "lon": 0}}, "lat"),
        ({"position": {"lat": 1}}, "lon"),
        ({"position": {"lat": 1, "lon": 1, "accuracy_m": -1}}, "accuracy_m"),
    ],
    ids=str,
)
def test_a_bad_event_is_refused_by_itself(changes, why):
    other = {**EVENT, "id": ID.replace("0b9f", "1111")}
    batch = read(events=[{**EVENT, **changes}, other])
    assert [event.id for event in batch.events] == [other["id"]]
    (refused,) = batch.refused
    assert why in refused.why
    assert refused.id == (changes.get("id", ID) or "")


def test_what_is_no_event_is_refused_without_a_name():
    batch = read(events=[5, {**EVENT, "id": 5}, {**EVENT, "id": "x" * 99}])
    assert [refused.id for refused in batch.refused] == ["", "", "x" * 64]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        json.dumps({**BATCH, "device": ""}).encode(),
        json.dumps({**BATCH, "device": "a b"}).encode(),
        json.dumps({**BATCH, "device": "x" * 65}).encode(),
        json.dumps({**BATCH, "device": 1}).encode(),
        json.dumps({**BATCH, "sent_at": "now"}).encode(),
        json.dumps({**BATCH, "events": {}}).encode(),
        json.dumps({**BATCH, "events": [EVENT] * (MOST_EVENTS + 1)}).encode(),
    ],
    ids=lambda content: content[:40],
)
def test_what_is_no_batch_is_unreadable(content):
    with pytest.raises(Unreadable):
        read_batch(content)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*EVENT, "position", "text"]), inner),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from([*EVENT, "position", "text"]), plain), max_size=4))
def test_whatever_events_hold_each_is_read_or_refused(events):
    batch = read(events=events)
    assert len(batch.events) + len(batch.refused) == len(events)


@given(plain)
def test_whatever_is_sent_is_a_batch_or_unreadable(given_value):
    try:
        read_batch(json.dumps(given_value).encode())
    except Unreadable:
        pass
    else:
        pytest.fail("nothing that was made up is a batch")
