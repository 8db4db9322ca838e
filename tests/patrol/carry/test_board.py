from dataclasses import replace

import pytest

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import MINUTE, a_kept, a_plan, a_visit
from vigil.patrol.carry.board import Observed, draw_board
from vigil.patrol.carry.event import EventKind
from vigil.patrol.carry.step import VisitState

E, S = EventKind, VisitState


def one_visit_plan(**changes):
    """The plan with visit 1 alone, from 13:00 to 13:12 in a window from 12:45 to 13:15."""
    plan = a_plan()
    return replace(plan, rounds=(replace(plan.rounds[0], visits=(a_visit(**changes),)), plan.rounds[1]))


def the_visit(events, *, now, **changes):
    return draw_board(one_visit_plan(**changes), events, at=now).rounds[0].visits[0]


@pytest.mark.parametrize(
    ("events", "now", "expected"),
    [
        ((), at(12), (S.PLANNED, 0, False, "")),
        ((), at(13, 2), (S.PLANNED, 0, False, "")),
        ((), at(13, 3), (S.PLANNED, 3, False, "3 min late.")),
        ((a_kept(kind=E.ON_WAY),), at(13, 3), (S.ON_WAY, 3, False, "3 min late.")),
        (
            (),
            at(13, 4),
            (S.PLANNED, 4, True, "Nobody is there, and too little is left of the window for a whole visit."),
        ),
        ((), at(13, 15), (S.MISSED, 0, True, "Nobody was there while people came or went.")),
        ((a_kept(kind=E.CANNOT),), at(12, 50), (S.CANNOT, 0, True, "The unit cannot go there.")),
        ((a_kept(),), at(13, 5), (S.PRESENT, 0, False, "")),
        ((a_kept(),), at(13, 21), (S.PRESENT, 0, False, "")),
        ((a_kept(),), at(13, 22), (S.PRESENT, 10, False, "Still there 10 min after the planned end.")),
        ((a_kept(), a_kept(2, E.DEPARTED)), at(14), (S.LEFT, 0, False, "")),
    ],
    ids=str,
)
def test_a_visit_says_how_it_stands(events, now, expected):
    found = the_visit(events, now=now)
    assert (found.presence.state, found.late_minutes, found.needs_help, found.says) == expected


def test_the_board_counts_every_state_and_lists_what_needs_a_decision():
    plan = a_plan()
    events = [a_kept(1), a_kept(2, E.CANNOT, visit_id=3), a_kept(3, E.CANNOT, visit_id=2)]
    board = draw_board(plan, events, at=at(8))
    assert board.tally == {S.PLANNED: 1, S.ON_WAY: 0, S.PRESENT: 1, S.LEFT: 0, S.MISSED: 0, S.CANNOT: 2}
    assert [one.visit.id for one in board.troubles] == [2, 3]
    assert [walk.needs_help for walk in board.rounds] == [True, False]


def test_a_unit_was_last_heard_of_when_any_of_its_phones_spoke():
    events = [a_kept(1, received_at=at(12)), a_kept(2, received_at=at(11)), a_kept(3, received_at=at(12, 30))]
    board = draw_board(a_plan(), events, at=at(13))
    assert [walk.heard_at for walk in board.rounds] == [at(12, 30), None]


def test_what_units_saw_stands_on_the_board_newest_first_with_its_place():
    events = [
        a_kept(1, E.OBSERVATION, text="paint on the wall", at=at(12)),
        a_kept(2, E.OBSERVATION, text="a drone", at=at(13), visit_id=None),
        a_kept(3, E.OBSERVATION, text="a van", at=at(11), visit_id=99, unit_id="gone"),
        a_kept(4, E.NOTE, text="only for us"),
    ]
    mosque = a_plan().rounds[0].visits[0]
    gone = a_visit(99, place_id="church", place_name="Church")
    assert draw_board(a_plan(), events, at=at(14), before=(gone,)).observed[-1].place_name == "Church"
    assert draw_board(a_plan(), events, at=at(14)).observed == (
        Observed(at=at(13), unit_name="North 1", place_id="", place_name="", text="a drone"),
        Observed(
            at=at(12), unit_name="North 1", place_id="mosque", place_name=mosque.place_name, text="paint on the wall"
        ),
        Observed(at=at(11), unit_name="gone", place_id="", place_name="", text="a van"),
    )


def test_positions_that_were_thrown_away_are_counted():
    events = [a_kept(1, dropped="too far"), a_kept(2), a_kept(3, dropped="off duty")]
    assert draw_board(a_plan(), events, at=at(14)).dropped_positions == 2


def test_a_repaired_visit_is_found_by_its_lasting_number():
    found = the_visit([a_kept(at=at(13))], now=at(13, 1) + MINUTE, number=40, follows=1)
    assert found.presence.state is S.PRESENT
