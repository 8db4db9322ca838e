from dataclasses import replace

from tests.patrol.a_day import a_stored_plan
from vigil.patrol.stored import FoundVisit


def test_a_plan_says_whether_any_of_its_units_is_invented():
    plan = a_stored_plan()
    assert plan.has_invented
    assert not replace(plan, rounds=plan.rounds[1:]).has_invented


def test_a_plan_has_the_number_of_its_head():
    plan = a_stored_plan()
    assert replace(plan, head=replace(plan.head, id=7)).id == 7
    # Two units may stand at one door.
    assert replace(plan.head, windows=10, visits=5, windows_visited=4).uncovered == 6


def test_a_plan_of_a_part_says_so():
    head = a_stored_plan().head
    assert head.is_whole
    assert not replace(head, area="Camden").is_whole
    assert not replace(head, community="jewish").is_whole


def test_a_visit_is_overtaken_when_later_rounds_are_in_force():
    plan = a_stored_plan()
    found = FoundVisit(plan.rounds[0].visits[0], plan.rounds[0], replace(plan.head, round_version=2), 1)
    assert found.is_overtaken
    assert not replace(found, version=2).is_overtaken


def test_a_visit_keeps_its_number_through_repairs():
    visit = replace(a_stored_plan().rounds[0].visits[0], id=7)
    assert (visit.lasting_id, replace(visit, follows=3).lasting_id) == (7, 3)
