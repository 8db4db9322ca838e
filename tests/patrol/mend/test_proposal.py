from datetime import timedelta

import pytest

from tests.patrol.a_day import at
from tests.patrol.mend.a_proposal import a_proposal
from vigil.desk.subject import subject_of
from vigil.ground.errors import Conflict, Refused, Unreadable
from vigil.patrol.mend.proposal import STANDS_FOR, MendOrder, refuse_stale
from vigil.patrol.mend.say_changes import RoundChanges


@pytest.mark.parametrize("why", ["", "  ", "x" * 301])
def test_a_repair_needs_a_reason_of_a_sentence_or_two(why):
    with pytest.raises(Unreadable, match="why"):
        MendOrder(1, why)
    assert MendOrder(1, "x" * 300).withdrawn == ()


def test_a_fresh_repair_can_be_accepted():
    refuse_stale(a_proposal(), latest_version=1, at=at(12) + STANDS_FOR)


@pytest.mark.parametrize(
    ("changes", "latest", "now", "error"),
    [
        ({"version": 2, "accepted_by_name": "Amina"}, 2, at(12), Conflict),
        ({}, 2, at(12), Conflict),
        ({}, 1, at(12) + STANDS_FOR + timedelta(seconds=1), Refused),
        ({"changes": RoundChanges((), ())}, 1, at(12), Refused),
    ],
)
def test_what_no_longer_fits_is_refused(changes, latest, now, error):
    with pytest.raises(error):
        refuse_stale(a_proposal(**changes), latest_version=latest, at=now)


def test_rounds_do_not_reach_the_audit():
    assert "Mosque" not in subject_of(a_proposal())


def test_it_is_told_how_many_rounds_change_and_what_is_won_back():
    proposal = a_proposal()
    assert (proposal.rounds_changed, proposal.lost, proposal.won_back) == (1, None, None)
    assert a_proposal(withdrawn=("north",)).rounds_changed == 0
    some = a_proposal(worth_planned=0.75)
    assert (some.lost, some.won_back) == (0.5, 0.5)
    assert a_proposal(worth_planned=0.4).won_back == 1.0
    assert a_proposal(worth_planned=0.5, worth_after=0.2).won_back == 0.0
    assert (a_proposal(worth_planned=0.2).lost, a_proposal(worth_planned=0.2).won_back) == (0.0, None)
