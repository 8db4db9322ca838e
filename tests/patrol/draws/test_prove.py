import pytest

from tests.patrol.draws.a_draw import CHANCES, ROUNDS, a_pledge, a_published, an_evidence
from vigil.patrol.draws.prove import prove
from vigil.patrol.plan import Round


def test_an_honest_draw_is_proved_in_sentences():
    proof = prove(an_evidence())
    assert proof.holds
    assert proof.plan_id == 4
    assert [check.says for check in proof.checks] == [
        "The audit is whole.",
        "The seed was pledged in line 10 of the audit, before the plan in line 12.",
        "The seed is the pledged one.",
        "The plans and how likely each was are as published.",
        f"The seed draws plan {a_published().drawn + 1} of {len(CHANCES)}, as was said.",
        "The rounds that were sent out are those of the plan drawn.",
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"is_whole": False}, "The audit has been tampered with."),
        ({"pledged_line": 13}, "The audit does not show that the seed was pledged before the plan was made."),
        ({"pledged_line": None}, "The audit does not show that the seed was pledged before the plan was made."),
        ({"planned_line": None}, "The audit does not show that the seed was pledged before the plan was made."),
        ({"pledge": a_pledge(commitment="0" * 64)}, "The seed is not the pledged one."),
        ({"content_hash": "d" * 64}, "The plans were changed after they were published."),
        ({"sent": (Round("unit", ()),)}, "The rounds that were sent out are not those of the plan drawn."),
    ],
)
def test_what_does_not_hold_is_said_alone(changes, says):
    proof = prove(an_evidence(**changes))
    assert not proof.holds
    assert [check.says for check in proof.checks if not check.holds] == [says]


def test_another_plan_than_the_seed_draws_is_found_out():
    drawn = a_published().drawn
    other = (drawn + 1) % 3
    proof = prove(an_evidence(published=a_published(drawn=other)))
    assert [check.says for check in proof.checks if not check.holds] == [
        f"The seed draws plan {drawn + 1}, but plan {other + 1} was said to be drawn."
    ]


def test_a_pledge_without_a_plan_proves_nothing():
    with pytest.raises(ValueError, match="nothing was drawn"):
        prove(an_evidence(pledge=a_pledge(plan_id=None), sent=ROUNDS))
