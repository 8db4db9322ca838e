from dataclasses import replace
from datetime import date

import pytest

from tests.patrol.a_day import AT, a_stored_plan
from tests.patrol.draws.a_draw import ON, SEED, a_pledge, a_published
from vigil.ground.errors import NotFound
from vigil.patrol import store as patrol_store
from vigil.patrol.draws import store
from vigil.patrol.mixture import Baseline, FloorCost
from vigil.patrol.plan import FloorKept

FULL = a_published(
    floors=(FloorKept("community", "muslim", 0.9, 0.8, is_met=True),),
    floor_costs=(FloorCost("community", "muslim", 0.1),),
    baselines=(Baseline("repeated", "The best plan, every day.", 40.0),),
)


def a_plan(connection):
    return patrol_store.add_plan(connection, a_stored_plan(), request_json="{}", plan_json="{}")


def test_a_pledge_comes_back_whole(connection):
    number = store.add_pledge(connection, a_pledge(plan_id=None))
    kept = store.get_pledge(connection, number)
    assert kept == a_pledge(id=number, plan_id=None)
    assert kept.seed == SEED
    with pytest.raises(NotFound):
        store.get_pledge(connection, number + 1)


def test_what_was_promised_is_kept_with_the_pledge_and_the_plan(connection):
    plan_id, number = a_plan(connection), store.add_pledge(connection, a_pledge(plan_id=None))
    assert store.find_published(connection, plan_id) is None
    assert store.find_pledge_of(connection, plan_id) is None
    store.add_published(connection, number, plan_id, FULL)
    assert store.find_published(connection, plan_id) == FULL
    assert store.find_pledge_of(connection, plan_id) == a_pledge(id=number, plan_id=plan_id)


def test_pledges_and_draws_are_listed_by_their_days(connection):
    plan_id = a_plan(connection)
    first = store.add_pledge(connection, a_pledge(plan_id=None))
    second = store.add_pledge(connection, a_pledge(plan_id=None, on=date(2019, 3, 22)))
    store.add_published(connection, first, plan_id, FULL)
    assert [one.id for one in store.list_pledges(connection, from_on=ON, until_on=ON)] == [first]
    assert [one.id for one in store.list_pledges(connection, from_on=ON, until_on=date(2019, 3, 22))] == [first, second]
    assert store.list_drawn(connection, from_on=ON, until_on=ON) == (FULL,)
    assert store.list_drawn(connection, from_on=date(2019, 3, 16), until_on=date(2019, 3, 22)) == ()


def test_a_seed_is_sealed_until_it_is_made_known(connection):
    number = store.add_pledge(connection, a_pledge(plan_id=None))
    assert store.list_sealed(connection, before_on=ON) == ()
    assert [one.id for one in store.list_sealed(connection, before_on=date(2019, 3, 16))] == [number]
    store.change_revealed(connection, number, at=AT)
    assert store.list_sealed(connection, before_on=date(2019, 3, 16)) == ()
    assert store.get_pledge(connection, number) == replace(a_pledge(plan_id=None), id=number, revealed_at=AT)
