from tests.patrol.a_day import AT, a_stored_plan
from vigil.desk.subject import subject_of
from vigil.patrol.carry.proven import Grouping
from vigil.patrol.carry.query import CarriedPlan, CarryMark, CarryToken, OpenedCarry, PhoneSync, ProvenQuery


def test_tokens_and_what_phones_say_never_reach_the_audit():
    for asked in (CarryToken("secret"), OpenedCarry("secret", 60), PhoneSync("secret", b"secret")):
        assert "secret" not in subject_of(asked)
        assert "secret" not in repr(asked)


def test_planned_and_proven_are_asked_for_by_community_unless_told_otherwise():
    assert ProvenQuery(1).grouping is Grouping.COMMUNITY


def test_a_plan_of_which_nothing_was_heard_has_a_mark_of_its_version_alone():
    assert CarriedPlan(a_stored_plan(), (), (), AT).mark == CarryMark(1, 0, None)
