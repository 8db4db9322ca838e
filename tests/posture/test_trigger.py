from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.posture.events import FRIDAY, a_trigger
from vigil.posture.trigger import Toll, TriggerKind, communities_of, known_at, toll_at
from vigil.register.place import Community


def test_an_event_is_known_from_its_beginning():
    assert a_trigger().known_from_at == datetime(2019, 3, 15, 0, 40, tzinfo=UTC)


def test_an_event_of_which_only_the_day_is_held_is_known_when_that_day_is_over_everywhere():
    only_day = a_trigger(started_at=None)

    assert only_day.known_from_at == datetime(2019, 3, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "targeted", "worship", "expected"),
    [
        (TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP, ("muslim",), ("mosque",), (Community.MUSLIM,)),
        (TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP, ("police",), ("mosque",), (Community.MUSLIM,)),
        (TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP, ("black",), ("church",), (Community.CHRISTIAN,)),
        (
            TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP,
            ("jewish", "christian"),
            ("synagogue", "church"),
            (Community.JEWISH, Community.CHRISTIAN),
        ),
        (TriggerKind.TERROR_ATTACK, ("general_public",), ("synagogue",), (Community.JEWISH,)),
        (TriggerKind.TERROR_ATTACK, ("general_public",), (), ()),
        (TriggerKind.MURDER, ("political",), ("church",), ()),
        (TriggerKind.WAR, (), (), ()),
    ],
)
def test_it_was_aimed_at_whom_it_names_and_whose_house_it_struck(
    kind: TriggerKind, targeted: tuple[str, ...], worship: tuple[str, ...], expected: tuple[Community, ...]
):
    assert communities_of(a_trigger(kind=kind, targeted=targeted, worship=worship)) == expected


@pytest.mark.parametrize(
    ("at", "killed"),
    [
        (datetime(2019, 3, 15, 6, 0, tzinfo=UTC), None),
        (datetime(2019, 3, 15, 7, 0, tzinfo=UTC), 40),
        (FRIDAY, 49),
        (datetime(2019, 6, 1, tzinfo=UTC), 51),
    ],
)
def test_the_toll_is_told_as_it_was_known(at: datetime, killed: int | None):
    toll = toll_at(a_trigger(), at)

    assert (toll.killed if toll else None) == killed


def test_a_final_toll_of_unknown_date_is_given_as_such():
    toll = toll_at(a_trigger(tolls=(Toll(6, None),)), FRIDAY)

    assert toll is not None
    assert toll.words == "6 killed (the final figure; when it became known is not held)"


def test_without_a_figure_there_is_no_toll():
    assert toll_at(a_trigger(tolls=()), FRIDAY) is None


def test_a_toll_says_as_of_when_and_whether_sources_differ():
    assert Toll(49, FRIDAY).words == "49 killed, as of 15 March 2019, 08:00 UTC"
    assert Toll(49, FRIDAY, is_approximate=True).words.startswith("about 49")


def test_a_kind_has_plain_words():
    assert TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP.words == "attack on place of worship"


def test_what_has_not_happened_yet_is_not_told_and_the_newest_comes_first():
    earlier = a_trigger(id="earlier", started_at=FRIDAY - timedelta(days=2))
    later = a_trigger(id="later", started_at=FRIDAY + timedelta(seconds=1))

    assert known_at((earlier, later, a_trigger()), FRIDAY) == (a_trigger(), earlier)


@given(
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    st.integers(-12, 14),
    st.integers(0, 24 * 60 - 1),
)
def test_an_event_held_by_its_day_alone_is_never_told_before_it_happened(on: date, offset_h: int, minute: int):
    happened_at = datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(hours=-offset_h, minutes=minute)

    assert a_trigger(on=on, started_at=None).known_from_at > happened_at
