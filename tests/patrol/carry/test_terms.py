from datetime import timedelta

import pytest

from tests.patrol.a_day import at
from vigil.ground.errors import Refused, Unreadable
from vigil.patrol.carry.terms import CarryTerms, Shift, refuse_unseen

TERMS = CarryTerms(hours_before=2, grace_minutes=30, within_m=100)
SHIFT = Shift(at(10), at(18), "Europe/London")


@pytest.mark.parametrize(
    "changes",
    [
        {"hours_before": -1},
        {"hours_before": 73},
        {"grace_minutes": -1},
        {"grace_minutes": 721},
        {"within_m": 19},
        {"within_m": 2001},
    ],
    ids=str,
)
def test_terms_out_of_bounds_are_refused(changes):
    with pytest.raises(Unreadable, match=next(iter(changes))):
        CarryTerms(**changes)


def test_a_round_is_seen_from_before_the_shift_until_after_it():
    assert TERMS.opens_at(SHIFT.from_at) == at(8)
    assert TERMS.ends_at(SHIFT.until_at) == at(18, 30)
    for moment in (at(8), at(12), at(18, 29)):
        refuse_unseen(TERMS, SHIFT, moment)
    with pytest.raises(Refused, match="from Friday 15 March 2019, 08:00") as early:
        refuse_unseen(TERMS, SHIFT, at(8) - timedelta(seconds=1))
    with pytest.raises(Refused, match="over") as late:
        refuse_unseen(TERMS, SHIFT, at(18, 30))
    assert (early.value.rule, late.value.rule) == ("not-yet", "shift-over")
