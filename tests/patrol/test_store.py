from dataclasses import replace
from datetime import date

import pytest

from tests.patrol.a_day import a_draft, a_stored_plan
from vigil.ground.errors import NotFound
from vigil.patrol import store


def numbered(plan, kept):
    """The plan with the numbers that the database gave."""
    rounds = tuple(
        replace(
            walk,
            id=given.id,
            visits=tuple(replace(v, id=g.id) for v, g in zip(walk.visits, given.visits, strict=True)),
        )
        for walk, given in zip(plan.rounds, kept.rounds, strict=True)
    )
    return replace(plan, head=replace(plan.head, id=kept.id), rounds=rounds)


@pytest.mark.parametrize("most", [1, 2])
def test_a_plan_comes_back_as_it_was_kept(connection, most):
    plan = a_stored_plan(a_draft(max_visits_per_place=most))
    plan_id = store.add_plan(connection, plan, request_json='{"r": 1}', plan_json='{"p": "é"}')
    kept = store.get_plan(connection, plan_id)
    assert kept == numbered(plan, kept)
    assert kept.id == plan_id > 0
    assert store.get_request_json(connection, plan_id) == '{"r": 1}'
    assert store.get_plan_json(connection, plan_id) == '{"p": "é"}'


def test_a_visit_is_found_with_its_round_and_plan(connection):
    plan_id = store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    kept = store.get_plan(connection, plan_id)
    wanted = kept.rounds[0].visits[1]
    found = store.get_visit(connection, wanted.id)
    assert found.visit == wanted
    assert found.walk == replace(kept.rounds[0], visits=(wanted,))
    assert found.plan == kept.head


def test_plans_are_listed_newest_first_and_by_day(connection):
    plan = a_stored_plan()
    other = replace(plan, head=replace(plan.head, on=date(2019, 3, 22)))
    first = store.add_plan(connection, plan, request_json="{}", plan_json="{}")
    second = store.add_plan(connection, other, request_json="{}", plan_json="{}")
    assert [head.id for head in store.list_plans(connection, limit=9)] == [second, first]
    assert [head.id for head in store.list_plans(connection, limit=1)] == [second]
    assert [head.id for head in store.list_plans(connection, on=date(2019, 3, 15), limit=9)] == [first]


def test_the_version_that_holds_is_known_without_reading_the_plan(connection):
    plan_id = store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    assert store.get_latest_version(connection, plan_id) == 1
    store.add_rounds(connection, plan_id, a_stored_plan().rounds, version=2)
    assert store.get_latest_version(connection, plan_id) == 2
    with pytest.raises(NotFound):
        store.get_latest_version(connection, plan_id + 1)


def test_two_plans_keep_apart(connection):
    store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    second = store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    kept = store.get_plan(connection, second)
    assert [len(walk.visits) for walk in kept.rounds] == [4, 0]


def test_the_largest_seed_is_kept(connection):
    plan = a_stored_plan()
    plan = replace(plan, head=replace(plan.head, seed=2**63 - 1))
    plan_id = store.add_plan(connection, plan, request_json="{}", plan_json="{}")
    assert store.get_plan(connection, plan_id).head.seed == 2**63 - 1


@pytest.mark.parametrize("get", [store.get_plan, store.get_visit, store.get_request_json, store.get_plan_json])
def test_what_is_not_there_is_not_found(connection, get):
    with pytest.raises(NotFound):
        get(connection, 999)


def kept_in_two_versions(connection):
    """A plan whose second version moved one visit, left one out and gave the second unit a new one."""
    plan_id = store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")
    plan = store.get_plan(connection, plan_id)
    first, second, *_ = plan.rounds[0].visits
    walks = (
        replace(plan.rounds[0], visits=(replace(first, follows=first.id),)),
        replace(plan.rounds[1], visits=(replace(second, position=1),)),
    )
    store.add_rounds(connection, plan_id, walks, version=2)
    return plan, store.get_plan(connection, plan_id)


def test_the_latest_version_of_the_rounds_is_given_and_those_before_stay(connection):
    plan, repaired = kept_in_two_versions(connection)
    assert (plan.head.round_version, repaired.head.round_version) == (1, 2)
    assert (plan.head.visits, plan.head.windows_visited, plan.head.units_sent) == (4, 4, 1)
    assert (repaired.head.visits, repaired.head.windows_visited, repaired.head.units_sent) == (2, 2, 1)
    same = {"round_version": 1, "visits": 4, "windows_visited": 4, "units_sent": 1}
    assert replace(repaired.head, **same) == plan.head
    (moved,), (new,) = (walk.visits for walk in repaired.rounds)
    first, second, *_ = plan.rounds[0].visits
    assert (moved.lasting_id, new.lasting_id) == (first.id, new.id)
    assert new.id not in {first.id, second.id, moved.id}
    assert store.list_versions(connection, plan.id) == {1: plan.rounds, 2: repaired.rounds}
    assert store.list_versions(connection, 999) == {}
    assert [head.round_version for head in store.list_plans(connection, limit=9)] == [2]


def test_a_units_doors_are_those_of_every_version(connection):
    plan, repaired = kept_in_two_versions(connection)
    north = store.list_doors(connection, plan.id, "north")
    assert north == {visit.id: visit.point for visit in plan.rounds[0].visits}
    (new,) = repaired.rounds[1].visits
    assert store.list_doors(connection, plan.id, "south") == {new.id: new.point}


def test_windows_are_listed_with_their_visits_of_every_version_and_without(connection):
    plan, repaired = kept_in_two_versions(connection)
    windows = store.list_windows(connection, from_on=date(2019, 3, 15), until_on=date(2019, 3, 15))
    first = plan.rounds[0].visits
    told = [(window.visit_id, window.is_first) for window in windows if window.visit_id is not None]
    assert told[: len(first)] == [(visit.id, True) for visit in first]
    assert told[len(first) :] == [(first[0].id, False), (repaired.rounds[1].visits[0].id, False)]
    left = [window for window in windows if window.visit_id is None]
    assert [window.window_id for window in left] == [one.window_id for one in plan.uncovered]
    assert all(window.is_first is True for window in left)
    assert store.list_windows(connection, from_on=date(2019, 3, 16), until_on=date(2019, 3, 17)) == ()
