from datetime import date

from tests.patrol.a_request import a_request, some_effort
from vigil.patrol.make import make_plan
from vigil.patrol.plan import UNREACHABLE, Reason, commitment


def test_visits_are_counted_over_all_rounds():
    assert make_plan(a_request(), some_effort()).visits == 2


def test_a_commitment_is_the_hash_of_seed_and_day():
    # printf '%s' 1.2019-03-15 | sha256sum
    assert commitment(1, date(2019, 3, 15)) == "9ed26a273b817a903414c28ecba5cff28f4ce80b1f78d2b0aa83c97ab18f4b7a"


def test_only_what_no_plan_could_mend_is_unreachable():
    assert Reason.UNITS_BUSY not in UNREACHABLE
    assert {Reason.TOO_SHORT, Reason.NOBODY_ON_SHIFT, Reason.NOBODY_ABLE, Reason.TOO_FAR} == UNREACHABLE
