from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from tests.register.rota.a_rota import ASHA, BEN, BRENDAN, a_duty, a_loan, a_swap, at
from vigil.ground.errors import NotFound
from vigil.register.rota import store
from vigil.register.rota.swap import SwapState
from vigil.register.unit import Stretch


@pytest.fixture
def staffed(connection: Connection) -> Connection:
    """Asha and Ben on the rota, Asha with two duties."""
    assert store.add_steward(connection, replace(ASHA, id=0)) == ASHA
    assert store.add_steward(connection, replace(BEN, id=0)) == BEN
    store.add_duties(connection, (a_duty(), a_duty(0, 1, 17, 18, "s2")))
    return connection


def test_stewards_come_back_by_name_and_their_training_changes(staffed: Connection):
    assert store.list_stewards(staffed) == (ASHA, BEN)
    store.change_steward(staffed, replace(BEN, trained_until=date(2020, 1, 1)))
    assert store.get_steward(staffed, 2).trained_until == date(2020, 1, 1)
    with pytest.raises(NotFound):
        store.get_steward(staffed, 9)


def test_duties_are_listed_while_they_are_not_over(staffed: Connection):
    first, second = store.list_duties(staffed, from_at=at(0))
    assert (first, second.unit_id) == (a_duty(), "s2")
    assert store.list_duties(staffed, from_at=at(16)) == (second,)
    assert store.list_duties(staffed, from_at=at(0), until_at=at(17)) == (first,)
    store.add_duties(staffed, ())


def test_a_duty_changes_hands_and_is_taken_off_with_its_swap(staffed: Connection):
    number = store.add_swap(staffed, a_swap())
    store.change_duty(staffed, 1, steward_id=2)
    assert store.get_duty(staffed, 1).steward_id == 2
    store.close_duty(staffed, 1)
    for get, wanted in ((store.get_duty, 1), (store.get_swap, number)):
        with pytest.raises(NotFound):
            get(staffed, wanted)


def test_a_swap_is_listed_while_it_is_open(staffed: Connection):
    number = store.add_swap(staffed, a_swap())
    assert store.list_open_swaps(staffed) == (a_swap(id=number),)
    taken = a_swap(id=number, state=SwapState.TAKEN, taker_id=2)
    store.change_swap(staffed, taken)
    assert store.list_open_swaps(staffed) == (taken,)
    done = replace(taken, state=SwapState.DONE, closed=BRENDAN)
    store.change_swap(staffed, done)
    assert store.list_open_swaps(staffed) == ()
    assert store.get_swap(staffed, number) == done


def test_who_is_forgotten_leaves_nothing_behind(staffed: Connection):
    store.add_swap(staffed, a_swap(taker_id=2, state=SwapState.TAKEN))
    store.close_steward(staffed, 1)
    assert store.list_stewards(staffed) == (BEN,)
    assert store.list_duties(staffed, from_at=at(0)) == ()
    assert store.list_open_swaps(staffed) == ()


def test_a_loan_ends_now_or_is_taken_off(connection: Connection):
    first, later = store.add_loan(connection, a_loan()), store.add_loan(connection, a_loan("k2"))
    assert store.list_loans(connection, from_at=at(8)) == (a_loan(id=first), a_loan("k2", id=later))
    assert store.close_loan(connection, first, at=at(13))
    assert store.close_loan(connection, later, at=at(12))
    assert store.list_loans(connection, from_at=at(8)) == (a_loan(id=first, stretch=Stretch(at(12), at(13))),)
    assert not store.close_loan(connection, first, at=at(13))
    assert not store.close_loan(connection, 99, at=at(13))
