from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import MINUTE, a_batch, a_visit, an_event, some_known
from vigil.ground.point import Point
from vigil.patrol.carry.event import EventKind, Position, RefusedEvent
from vigil.patrol.carry.take_in import take_in
from vigil.patrol.carry.terms import CarryTerms

DOOR = a_visit().point
HERE = Position(point=DOOR, accuracy_m=10.0)


def north_of_door(metres) -> Position:
    return Position(point=Point(lat=DOOR.lat + metres / 111_195, lon=DOOR.lon), accuracy_m=None)


def take_one(event, *, received_at=None, known=None, **batch):
    (kept,), refused = take_in(a_batch(event, **batch), known or some_known(), received_at or at(13))
    assert refused == ()
    return kept


def test_an_event_is_kept_with_both_times():
    kept = take_one(an_event(said_at=at(12, 58)))
    assert (kept.said_at, kept.at, kept.received_at, kept.clock_ahead_s) == (at(12, 58), at(12, 58), at(13), 0.0)
    assert (kept.unit_id, kept.device, kept.doubt, kept.dropped) == ("north", "a", "", "")


@pytest.mark.parametrize("ahead_s", [-7200, -60, 60, 3600, 7 * 365 * 86400])
def test_a_wrong_clock_is_put_right(ahead_s):
    """A phone whose clock is wrong by any amount says when it was by the same clock: the difference is taken off."""
    wrong = timedelta(seconds=ahead_s)
    kept = take_one(an_event(said_at=at(12, 30) - wrong), sent_at=at(13) - wrong)
    assert kept.at == at(12, 30)
    assert kept.said_at == at(12, 30) - wrong
    assert kept.clock_ahead_s == ahead_s
    assert kept.doubt == ""


def test_the_way_through_the_network_is_not_a_wrong_clock():
    kept = take_one(an_event(said_at=at(12, 30)), received_at=at(13) + timedelta(seconds=4))
    assert (kept.at, kept.clock_ahead_s) == (at(12, 30), 4.0)


def test_nothing_happens_after_it_was_told():
    kept = take_one(an_event(said_at=at(14)))
    assert kept.at == at(13)
    assert "clock was changed" in kept.doubt
    assert kept.said_at == at(14)


def test_what_lies_hours_before_the_shift_is_doubted():
    assert take_one(an_event(said_at=at(1))).doubt == ""
    kept = take_one(an_event(said_at=at(1) - MINUTE))
    assert "hours before the shift" in kept.doubt
    assert kept.at == at(1) - MINUTE


@pytest.mark.parametrize("kind", [EventKind.ARRIVED, EventKind.DEPARTED])
def test_a_position_at_the_door_is_kept(kind):
    kept = take_one(an_event(kind=kind, position=HERE))
    assert (kept.position, kept.dropped) == (HERE, "")


@pytest.mark.parametrize("kind", [kind for kind in EventKind if not kind.is_at_the_door])
def test_a_position_between_doors_is_thrown_away(kind):
    kept = take_one(an_event(kind=kind, position=HERE))
    assert kept.position is None
    assert "at a door only" in kept.dropped


@pytest.mark.parametrize(
    ("away_m", "accuracy_m", "is_kept"),
    [
        (199, None, True),
        (201, None, False),
        (250, 51.0, True),
        (250, 49.0, False),
        (399, 5000.0, True),
        (401, 5000.0, False),
    ],
)
def test_a_position_counts_within_the_set_distance(away_m, accuracy_m, is_kept):
    position = replace(north_of_door(away_m), accuracy_m=accuracy_m)
    kept = take_one(an_event(position=position))
    assert (kept.position is not None) is is_kept
    assert kept.dropped == ("" if is_kept else "The position was more than 200 m from the place and was thrown away.")


def test_the_distance_is_the_one_that_was_set():
    position = north_of_door(300)
    assert take_one(an_event(position=position), known=some_known(terms=CarryTerms(within_m=400))).position == position


@pytest.mark.parametrize(
    ("said_at", "is_kept"), [(at(6, 59), False), (at(7), True), (at(20), True), (at(20, 1), False)]
)
def test_nobody_is_followed_off_duty(said_at, is_kept):
    kept = take_one(an_event(said_at=said_at, position=HERE), received_at=at(21), sent_at=at(21))
    assert (kept.position is not None) is is_kept
    assert kept.dropped == ("" if is_kept else "The unit was off duty; the position was thrown away.")


def test_the_visit_of_another_unit_is_refused_and_nothing_else_is():
    before = RefusedEvent("x", "unreadable")
    batch = a_batch(an_event(1, visit_id=2), an_event(2), an_event(3, EventKind.NOTE, visit_id=None), refused=(before,))
    kept, refused = take_in(batch, some_known(), at(13))
    assert [event.seq for event in kept] == [2, 3]
    assert refused == (before, RefusedEvent(an_event(1).id, "Visit 2 is not a visit of this unit."))


def test_a_note_about_no_visit_has_no_position():
    kept = take_one(an_event(kind=EventKind.OBSERVATION, visit_id=None, position=HERE, text="a"))
    assert (kept.position, kept.text) == (None, "a")


@given(
    st.lists(st.sampled_from([1, 2, None]), max_size=9),
    st.integers(-(10**6), 10**6),
    st.integers(-(10**6), 10**6),
)
def test_every_event_is_kept_or_refused_and_none_lies_in_the_future(visits, ahead_s, said_s):
    events = [
        an_event(n, EventKind.NOTE, visit_id=visit, said_at=at(13) + timedelta(seconds=said_s))
        for n, visit in enumerate(visits)
    ]
    kept, refused = take_in(a_batch(*events, sent_at=at(13) - timedelta(seconds=ahead_s)), some_known(), at(13))
    assert {one.id for one in (*kept, *refused)} == {event.id for event in events}
    assert len(kept) + len(refused) == len(events)
    assert all(event.at <= event.received_at for event in kept)
