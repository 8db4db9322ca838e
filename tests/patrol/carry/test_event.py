from datetime import timedelta

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import a_kept
from vigil.patrol.carry.event import EventKind


def test_only_at_a_door_may_a_phone_say_where_it_is():
    assert {kind for kind in EventKind if kind.is_at_the_door} == {EventKind.ARRIVED, EventKind.DEPARTED}


def test_an_event_knows_how_late_it_came():
    assert a_kept(received_at=at(15, 30)).late_by == timedelta(hours=2, minutes=30)
