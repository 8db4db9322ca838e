from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.posture.events import FRIDAY, MONDAY, a_decision, a_mosque, an_approved_uplift, an_uplift, some_terms
from vigil.ground.errors import Refused, Unreadable
from vigil.posture.level import ResponseLevel
from vigil.posture.uplift import (
    ELSEWHERE,
    STEPS,
    Step,
    UpliftState,
    check_terms,
    covers,
    ends_at,
    is_in_force,
    state_at,
    take,
)
from vigil.register.place import Community

ALLOWED = {
    (UpliftState.PROPOSED, Step.APPROVE): UpliftState.APPROVED,
    (UpliftState.PROPOSED, Step.REFUSE): UpliftState.REFUSED,
    (UpliftState.PROPOSED, Step.RUN_OUT): UpliftState.ENDED,
    (UpliftState.APPROVED, Step.END): UpliftState.ENDED,
    (UpliftState.APPROVED, Step.RUN_OUT): UpliftState.ENDED,
}


@pytest.mark.parametrize("state", UpliftState)
@pytest.mark.parametrize("step", Step)
def test_the_table_allows_exactly_these_steps(state: UpliftState, step: Step):
    assert STEPS[state].get(step) == ALLOWED.get((state, step))


@pytest.mark.parametrize("state", UpliftState)
@pytest.mark.parametrize("step", Step)
def test_a_person_takes_every_allowed_step_and_no_other(state: UpliftState, step: Step):
    uplift = an_uplift(state=state)
    if (state, step) in ALLOWED and step is not Step.RUN_OUT:
        assert take(uplift, step, a_decision()).state is ALLOWED[state, step]
        return
    with pytest.raises(Refused) as caught:
        take(uplift, step, a_decision())
    assert caught.value.rule == "step-not-allowed"


def test_whoever_proposed_it_cannot_approve_it():
    with pytest.raises(Refused) as caught:
        take(an_uplift(), Step.APPROVE, a_decision(by_id="amina"))

    assert caught.value.rule == "approver-is-not-author"


def test_whoever_proposed_it_may_take_it_back_by_refusing():
    assert take(an_uplift(), Step.REFUSE, a_decision(by_id="amina")).state is UpliftState.REFUSED


def test_an_answer_and_an_ending_are_kept_apart():
    approved = take(an_uplift(), Step.APPROVE, a_decision())
    ended = take(approved, Step.END, a_decision(by_id="amina", reason="All calm."))

    assert approved.answer == a_decision()
    assert (ended.answer, ended.ending) == (a_decision(), a_decision(by_id="amina", reason="All calm."))


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 2001])
def test_every_step_asks_for_a_reason(reason: str):
    with pytest.raises(Unreadable) as caught:
        take(an_uplift(), Step.APPROVE, a_decision(reason=reason))

    assert caught.value.where.field == "reason"


def test_time_ends_a_proposal_and_an_approved_one_but_not_what_was_refused():
    late = MONDAY
    assert state_at(an_uplift(), late) is UpliftState.ENDED
    assert state_at(an_approved_uplift(), late) is UpliftState.ENDED
    assert state_at(an_uplift(state=UpliftState.REFUSED), late) is UpliftState.REFUSED
    assert state_at(an_approved_uplift(), late - timedelta(microseconds=1)) is UpliftState.APPROVED


def test_what_has_run_out_cannot_be_approved():
    with pytest.raises(Refused, match="ended"):
        take(an_uplift(), Step.APPROVE, a_decision(at=MONDAY))


def test_it_holds_from_its_approval_until_its_end():
    approved = an_approved_uplift(answer=a_decision(at=FRIDAY + timedelta(minutes=5)))

    assert not is_in_force(approved, FRIDAY)
    assert is_in_force(approved, FRIDAY + timedelta(minutes=5))
    assert is_in_force(approved, MONDAY - timedelta(seconds=1))
    assert not is_in_force(approved, MONDAY)


def test_it_does_not_hold_before_it_begins():
    tomorrow = FRIDAY + timedelta(days=1)
    approved = an_approved_uplift(terms=some_terms(from_at=tomorrow))

    assert not is_in_force(approved, tomorrow - timedelta(seconds=1))
    assert is_in_force(approved, tomorrow)


def test_neither_a_proposal_nor_a_refused_one_ever_holds():
    refused = take(an_uplift(), Step.REFUSE, a_decision())

    assert not is_in_force(an_uplift(), FRIDAY + timedelta(hours=1))
    assert not is_in_force(refused, FRIDAY + timedelta(hours=1))


def test_ended_by_hand_it_held_until_then():
    saturday = FRIDAY + timedelta(days=1)
    ended = take(an_approved_uplift(), Step.END, a_decision(at=saturday))

    assert ends_at(an_approved_uplift()) == MONDAY
    assert ends_at(ended) == saturday
    assert is_in_force(ended, saturday - timedelta(seconds=1))
    assert not is_in_force(ended, saturday)


@pytest.mark.parametrize(
    ("community", "area", "expected"),
    [
        (Community.MUSLIM, "Tower Hamlets", True),
        (Community.JEWISH, "Tower Hamlets", False),
        (Community.MUSLIM, "Camden", False),
        (Community.MUSLIM, "", False),
    ],
)
def test_it_is_meant_for_its_communities_in_its_areas(community: Community, area: str, expected: bool):
    assert covers(an_uplift(), a_mosque(community=community, area=area)) is expected


def test_an_area_is_a_borough_a_police_force_or_elsewhere():
    met = an_uplift(terms=some_terms(areas=("Metropolitan Police",)))
    elsewhere = an_uplift(terms=some_terms(areas=(ELSEWHERE,)))

    assert covers(met, a_mosque(area="Camden", police_force="Metropolitan Police"))
    assert not covers(met, a_mosque(area="Camden"))
    assert covers(elsewhere, a_mosque(area=""))
    assert not covers(elsewhere, a_mosque(area="Camden"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": ResponseLevel.NORMAL}, "level"),
        ({"communities": ()}, "communities"),
        ({"reasons": ()}, "reasons"),
        ({"reasons": (" ", "\n")}, "reasons"),
        ({"reasons": ("x" * 2001,)}, "reasons"),
        ({"reasons": ("fine", "a\0b")}, "reasons"),
        ({"until_at": FRIDAY}, "until_at"),
        ({"from_at": FRIDAY - timedelta(days=2), "until_at": FRIDAY - timedelta(days=1)}, "until_at"),
        ({"time_zone": "Europe/Londinium"}, "time_zone"),
    ],
)
def test_terms_that_cannot_be_say_which_field(changes: dict[str, object], field: str):
    with pytest.raises(Unreadable) as caught:
        check_terms(some_terms(**changes), at=FRIDAY)

    assert caught.value.where.field == field


def test_terms_longer_than_fourteen_days_are_refused():
    check_terms(some_terms(until_at=FRIDAY + timedelta(days=14)), at=FRIDAY)

    with pytest.raises(Refused) as caught:
        check_terms(some_terms(until_at=FRIDAY + timedelta(days=14, seconds=1)), at=FRIDAY)
    assert caught.value.rule == "at-most-14-days"


@given(st.timedeltas(timedelta(0), timedelta(days=30)), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_no_approved_uplift_outlives_its_end(approved_after: timedelta, asked_after: timedelta):
    uplift = an_approved_uplift(answer=a_decision(at=FRIDAY + approved_after))

    if is_in_force(uplift, FRIDAY + asked_after):
        assert approved_after <= asked_after
        assert FRIDAY + asked_after < uplift.terms.until_at
