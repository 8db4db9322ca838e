from dataclasses import replace
from itertools import product

import pytest

from tests.register.rota.a_rota import AMINA, ASHA, BEN, BRENDAN, CHRIS, ON, a_duty, a_swap, at
from vigil.ground.errors import Refused, Unreadable
from vigil.register.rota.swap import (
    STEPS,
    Hand,
    Offer,
    SwapState,
    SwapStep,
    check_why,
    is_open,
    needs_consent,
    state_at,
    step,
    take,
)

DUTY = a_duty()
CHRIS_WAS_THERE = a_duty(2, steward_id=3, from_hour=16, until_hour=18)
TABLE = {
    ("proposed", "take"): "taken",
    ("proposed", "settle"): "done",
    ("proposed", "withdraw"): "withdrawn",
    ("taken", "approve"): "done",
    ("taken", "refuse"): "refused",
    ("taken", "withdraw"): "withdrawn",
}
"""The steps a person may take; whatever is open lapses by itself."""


def offer(*more) -> Offer:
    return Offer(DUTY, ON, (DUTY, *more))


@pytest.mark.parametrize(("state", "what"), list(product(SwapState, SwapStep)))
def test_every_step_is_allowed_or_refused(state, what):
    swap = a_swap(state=state)
    wanted = TABLE.get((state.value, what.value))
    if wanted is None:
        with pytest.raises(Refused) as caught:
            step(swap, what, DUTY, hand=BRENDAN)
        assert caught.value.rule == "step-not-allowed"
        return
    after = step(swap, what, DUTY, hand=BRENDAN)
    assert after.state == wanted
    assert after.closed == (None if is_open(after) else BRENDAN)


def test_whatever_is_open_lapses_when_the_duty_begins():
    begun = replace(BRENDAN, at=at(10))
    for state in SwapState:
        swap = a_swap(state=state)
        assert state_at(swap, DUTY, at(9, 59)) is state
        assert state_at(swap, DUTY, at(10)) is (SwapState.LAPSED if is_open(swap) else state)
        assert is_open(swap) == (SwapStep.LAPSE in STEPS[state])
        with pytest.raises(Refused, match="now"):
            step(swap, SwapStep.WITHDRAW, DUTY, hand=begun)


def test_who_wrote_a_swap_down_does_not_approve_it_but_may_refuse_it():
    taken = a_swap(state=SwapState.TAKEN, taker_id=3)
    with pytest.raises(Refused) as caught:
        step(taken, SwapStep.APPROVE, DUTY, hand=AMINA)
    assert caught.value.rule == "approver-is-not-author"
    assert step(taken, SwapStep.REFUSE, DUTY, hand=AMINA).state is SwapState.REFUSED


def test_a_swap_in_good_time_by_who_knows_the_unit_is_done_at_once():
    after = take(a_swap(), offer(CHRIS_WAS_THERE), CHRIS, hand=AMINA)
    assert (after.state, after.taker_id, after.closed) == (SwapState.DONE, 3, AMINA)


def test_a_swap_at_short_notice_or_by_a_stranger_needs_consent():
    assert needs_consent(offer(CHRIS_WAS_THERE), CHRIS, at=at(10, day=18)) == ""
    assert needs_consent(offer(CHRIS_WAS_THERE), CHRIS, at=at(10, 1, day=18)) == "The duty begins within two days."
    assert needs_consent(offer(), CHRIS, at=at(8, day=15)) == "Whoever takes it has no other duty in that unit."
    after = take(a_swap(), offer(), CHRIS, hand=AMINA)
    assert (after.state, after.taker_id, after.closed) == (SwapState.TAKEN, 3, None)
    late = Hand("amina", "Amina", at(9))
    assert take(a_swap(), offer(CHRIS_WAS_THERE), CHRIS, hand=late).state is SwapState.TAKEN


@pytest.mark.parametrize(
    ("taker", "more", "rule"),
    [
        (ASHA, (), "taker-is-not-giver"),
        (BEN, (), "taker-is-trained"),
        (CHRIS, (a_duty(2, steward_id=3, from_hour=15, until_hour=18, unit_id="s2"),), "one-duty-at-a-time"),
    ],
)
def test_not_everybody_can_take_a_duty(taker, more, rule):
    with pytest.raises(Refused) as caught:
        take(a_swap(), offer(*more), taker, hand=AMINA)
    assert caught.value.rule == rule


@pytest.mark.parametrize("why", ["", "  ", "x" * 2001, "a\0b"])
def test_a_swap_says_why(why):
    with pytest.raises(Unreadable):
        check_why(why)
    check_why("A wedding.")
