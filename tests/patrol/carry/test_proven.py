from dataclasses import replace

import pytest

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import a_kept, a_plan, a_visit
from vigil.patrol.carry.event import EventKind, Position
from vigil.patrol.carry.proven import Grouping, Promise, ProvenLine, add_up, list_promises, set_side_by_side

E = EventKind


def test_a_visit_of_several_versions_is_one_promise():
    first, second = a_visit(1), a_visit(2)
    later = a_visit(11, follows=1, arrive_at=at(13, 1))
    new = a_visit(12)
    (walk, *_rest) = a_plan().rounds
    versions = {2: (replace(walk, visits=(later, new)),), 1: (replace(walk, visits=(first, second)),)}
    assert list_promises(versions) == (
        Promise(later, is_first=True, is_latest=True),
        Promise(second, is_first=True, is_latest=False),
        Promise(new, is_first=False, is_latest=True),
    )
    assert list_promises({}) == ()


PROMISES = (
    Promise(a_visit(1, community="muslim", area="Camden"), is_first=True, is_latest=True),
    Promise(a_visit(2, community="muslim", area=""), is_first=True, is_latest=False),
    Promise(a_visit(3, community="jewish", place_name="=Shul", place_id="s"), is_first=True, is_latest=True),
    Promise(a_visit(4, community="jewish"), is_first=False, is_latest=True),
    Promise(a_visit(5, community="jewish", arrive_at=at(17), depart_at=at(17, 10), closes_at=at(18)), True, True),
)
EVENTS = (
    a_kept(1, position=Position(point=a_visit().point)),
    a_kept(2, E.DEPARTED, at=at(13, 10)),
    a_kept(3, E.CANNOT, visit_id=3),
    a_kept(4, visit_id=4),
    a_kept(5, E.DEPARTED, visit_id=4, at=at(13, 5)),
)


def test_planned_and_proven_stand_side_by_side_by_community():
    jewish, muslim = set_side_by_side(PROMISES, EVENTS, Grouping.COMMUNITY, at=at(14))
    assert muslim == ProvenLine(
        name="muslim",
        planned=2,
        due=2,
        kept=1,
        by_position=1,
        added=0,
        missed=1,
        cannot=0,
        due_minutes=24.0,
        proven_minutes=10.0,
    )
    assert jewish == ProvenLine(
        name="jewish",
        planned=2,
        due=1,
        kept=0,
        by_position=0,
        added=1,
        missed=0,
        cannot=1,
        due_minutes=12.0,
        proven_minutes=5.0,
    )
    assert (muslim.share, jewish.share) == (0.5, 0.0)


def test_before_anything_is_due_there_is_no_share():
    (line, *_) = set_side_by_side(PROMISES, (), Grouping.COMMUNITY, at=at(8))
    assert (line.due, line.share) == (0, None)


@pytest.mark.parametrize(
    ("grouping", "names"),
    [
        (Grouping.PLACE, ["=Shul", a_visit().place_name]),
        (Grouping.AREA, ["Camden", "no area known"]),
        (Grouping.COMMUNITY, ["jewish", "muslim"]),
    ],
)
def test_lines_are_named_by_what_they_group(grouping, names):
    assert [line.name for line in set_side_by_side(PROMISES, EVENTS, grouping, at=at(14))] == names


@pytest.mark.parametrize("grouping", Grouping)
@pytest.mark.parametrize("now", [at(8), at(13, 5), at(14), at(20)], ids=str)
def test_the_lines_add_up_to_the_whole(grouping, now):
    lines = set_side_by_side(PROMISES, EVENTS, grouping, at=now)
    whole = add_up(PROMISES, EVENTS, at=now)
    for field in ("planned", "due", "kept", "by_position", "added", "missed", "cannot", "due_minutes"):
        assert sum(getattr(line, field) for line in lines) == getattr(whole, field)
    assert sum(line.proven_minutes for line in lines) == pytest.approx(whole.proven_minutes)
    assert whole.kept <= whole.due <= whole.planned
