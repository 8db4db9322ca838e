"""Reading files of events and of triggers."""

import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.picture.contagion.read_events import BINS, MOST_SERIES, read_events, read_trigger_file
from vigil.picture.contagion.read_time import TimeKind


def a_file(*rows: str, header: str = "time,series") -> bytes:
    return "\n".join((header, *rows)).encode()


def test_days_are_counted_from_the_first_event_to_the_last():
    found = read_events(a_file("2019-03-15,muslim", "2019-03-17,muslim", "2019-03-17,jewish"), "e.csv")
    assert found.kind is TimeKind.DAY
    assert (found.events.names, found.events.first_on) == (("muslim", "jewish"), date(2019, 3, 15))
    np.testing.assert_array_equal(found.events.daily(), [[1, 0], [0, 0], [1, 1]])


def test_where_hours_are_known_a_day_has_bins():
    found = read_events(
        a_file("2019-03-15T00:10+00:00,a", "2019-03-15T23:59:59+00:00,a", "2019-03-16T12:00+01:00,a"), "e"
    )
    assert found.events.counts.shape == (2, BINS, 1)
    assert np.argwhere(found.events.counts[:, :, 0]).tolist() == [[0, 0], [0, BINS - 1], [1, BINS // 2]]


def test_numbers_are_days_and_whole_numbers_have_no_hours():
    found = read_events(a_file("3.0,a", "0.5,a", "-1.25,b"), "e.csv").events
    assert (found.first_on, found.first_number, found.days) == (None, -2, 6)
    assert read_events(a_file("3,a", "0,a"), "e.csv").events.counts.shape == (4, 1, 1)


def test_a_weight_says_how_many():
    found = read_events(a_file("2019-03-15,a,3", "2019-03-15,a,2", "2019-03-16,a,0", header="time,series,weight"), "e")
    np.testing.assert_array_equal(found.events.daily(), [[5], [0]])


@given(rows=st.lists(st.tuples(st.integers(0, 30), st.sampled_from("abc")), min_size=1, max_size=30), seed=st.randoms())
def test_no_event_is_lost_and_their_order_changes_nothing(rows, seed):
    lines = [f"{day},{name}" for day, name in rows]
    shuffled = lines.copy()
    seed.shuffle(shuffled)
    one, two = (read_events(a_file(*some), "e.csv").events for some in (lines, shuffled))
    assert one.counts.sum() == len(rows)
    np.testing.assert_array_equal(one.only(tuple(sorted(one.names))).counts, two.only(tuple(sorted(two.names))).counts)


def test_quiet_days_after_the_last_event_can_be_told():
    assert read_events(a_file("2019-03-15,a"), "e.csv", until=date(2019, 3, 20)).events.days == 6
    assert read_events(a_file("1,a"), "e.csv", until=4).events.days == 4


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty|missing"),
        (a_file(), "holds no row"),
        (a_file("2019-03-15", header="time"), "series.*missing"),
        (a_file("2019-03-15,a,b,c"), "line 2"),
        (a_file("2019-03-15,"), "line 2.*series.*is missing"),
        (a_file("2019-03-15,a", "2019-03-16,A"), "line 3.*one series has one name"),
        (a_file("2019-03-15,a", "4,a"), "line 3.*is not written as those above it"),
        (a_file("1,a,", header="time,series,weight"), "weight.*is missing"),
        (a_file("1,a,-1", header="time,series,weight"), "weight.*is not a whole number"),
        (a_file("1,a,1.5", header="time,series,weight"), "is not a whole number"),
        (a_file("1,a,9999999", header="time,series,weight"), "is not a whole number"),
        (a_file("0,a", "50000,a"), "spans more than 40,000 days"),
        (a_file(*(f"1,s{number}" for number in range(MOST_SERIES + 1))), f"line {MOST_SERIES + 2}.*one more than"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content, why):
    with pytest.raises(Unreadable) as caught:
        read_events(content, "e.csv")
    assert re.search(why, str(caught.value)), str(caught.value)


@pytest.mark.parametrize(
    ("until", "why"), [(date(2019, 3, 14), "before the last event"), (5, "does not go with the events")]
)
def test_a_last_day_must_go_with_the_events(until, why):
    with pytest.raises(Unreadable, match=why):
        read_events(a_file("2019-03-15,a"), "e.csv", until=until)


def test_triggers_have_a_name_or_their_day():
    dated = read_trigger_file(
        a_file("2019-03-15,Christchurch", "2019-03-16,", header="date,name"), "t", TimeKind.MOMENT
    )
    assert [(one.name, one.on) for one in dated] == [
        ("Christchurch", date(2019, 3, 15)),
        ("2019-03-16", date(2019, 3, 16)),
    ]
    (numbered,) = read_trigger_file(a_file("12,attack", header="time,name"), "t.csv", TimeKind.NUMBER)
    assert (numbered.name, numbered.on) == ("attack", 12)


def test_triggers_are_dated_as_the_events_are():
    with pytest.raises(Unreadable, match="does not go with the events"):
        read_trigger_file(a_file("12,attack", header="time,name"), "t.csv", TimeKind.DAY)
