from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import MINUTE, a_kept, a_visit
from vigil.patrol.carry.event import EventKind, Position
from vigil.patrol.carry.presence import NOTHING_YET, Presence, find_presence, in_order, presences
from vigil.patrol.carry.step import VisitState

E, S = EventKind, VisitState


def test_of_a_visit_nobody_spoke_of_nothing_is_known_until_its_window_closes():
    assert find_presence(a_visit(), [], at=at(13, 14)) == NOTHING_YET
    assert find_presence(a_visit(), [], at=at(13, 15)).state is S.MISSED


def test_a_visit_from_the_way_there_to_the_way_on():
    events = [
        a_kept(1, E.ON_WAY, at=at(12, 50)),
        a_kept(2, E.ARRIVED, at=at(12, 59), position=Position(point=a_visit().point)),
        a_kept(3, E.NOTE, at=at(13, 5), text="quiet"),
        a_kept(4, E.DEPARTED, at=at(13, 12), doubt="the clock jumped"),
    ]
    found = find_presence(a_visit(), events, at=at(14))
    assert found == Presence(
        state=S.LEFT,
        arrived_at=at(12, 59),
        departed_at=at(13, 12),
        has_position=True,
        doubts=("the clock jumped",),
        words=("quiet",),
    )
    for number, state in ((1, S.ON_WAY), (2, S.PRESENT), (3, S.PRESENT)):
        assert find_presence(a_visit(), events[:number], at=at(13)).state is state


def test_late_word_puts_right_what_seemed_missed():
    assert find_presence(a_visit(), [a_kept(at=at(13), received_at=at(18))], at=at(18)).state is S.PRESENT


def test_two_phones_of_a_unit_are_one_presence():
    """One says arrived, the other, without signal until later, arrived a minute before and departed."""
    events = [
        a_kept(1, E.ARRIVED, device="a", at=at(13)),
        a_kept(2, E.ARRIVED, device="b", seq=1, at=at(12, 59)),
        a_kept(3, E.DEPARTED, device="b", seq=2, at=at(13, 10)),
        a_kept(4, E.DEPARTED, device="a", seq=2, at=at(13, 12)),
    ]
    found = find_presence(a_visit(), events, at=at(14))
    assert (found.state, found.arrived_at, found.departed_at) == (S.LEFT, at(12, 59), at(13, 12))


def test_each_phones_events_keep_their_order_though_its_clock_jumped_back():
    events = [
        a_kept(1, E.ARRIVED, seq=1, at=at(13)),
        a_kept(2, E.DEPARTED, seq=2, at=at(12)),
        a_kept(3, E.NOTE, device="b", seq=1, at=at(12, 30)),
    ]
    assert [event.kind for event in in_order(events)] == [E.NOTE, E.ARRIVED, E.DEPARTED]
    assert find_presence(a_visit(), events, at=at(13, 5)).state is S.LEFT


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.sampled_from(list(E)), st.integers(-30, 30)), max_size=12
    ),
    st.integers(0, 1000),
)
def test_the_order_in_which_events_come_in_does_not_matter(told, seed):
    events = [
        a_kept(number, kind, device=device, seq=seq, at=at(13) + minutes * MINUTE)
        for number, (device, seq, kind, minutes) in enumerate(told)
    ]
    shuffled = Random(seed).sample(events, len(events))
    assert in_order(events) == in_order(shuffled)
    assert find_presence(a_visit(), events, at=at(14)) == find_presence(a_visit(), shuffled, at=at(14))
    for device in "ab":
        seqs = [event.seq for event in in_order(events) if event.device == device]
        assert seqs == sorted(seqs)


@pytest.mark.parametrize(
    ("arrived", "departed", "now", "minutes"),
    [
        (at(13), at(13, 12), at(14), 12),
        (at(12, 30), at(13, 30), at(14), 30),  # only what lies in the window counts
        (at(13), None, at(14), 12),  # who does not say that they left counts until the planned end
        (at(13), None, at(13, 5), 5),
        (at(13, 14), None, at(14), 0),
        (at(13, 20), at(13, 30), at(14), 0),
        (None, at(13, 10), at(14), 0),
        (at(13, 10), at(13, 5), at(14), 0),  # two phones whose clocks disagree
    ],
)
def test_minutes_are_counted_within_the_window(arrived, departed, now, minutes):
    presence = Presence(state=S.LEFT, arrived_at=arrived, departed_at=departed)
    assert presence.minutes_of(a_visit(), at=now) == minutes


def test_each_visit_has_its_own_events_in_whichever_version_it_stands():
    visits = [a_visit(1), a_visit(9, follows=2), a_visit(3)]
    events = [a_kept(1), a_kept(2, E.CANNOT, visit_id=2), a_kept(3, E.NOTE, visit_id=None), a_kept(4, visit_id=8)]
    found = presences(visits, events, at=at(13))
    assert {number: known.state for number, known in found.items()} == {1: S.PRESENT, 2: S.CANNOT, 3: S.PLANNED}
