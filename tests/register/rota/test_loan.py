import pytest

from tests.register.rota.a_rota import a_unit, at
from vigil.ground.errors import Refused, Unreadable
from vigil.register.rota.loan import check_loan
from vigil.register.unit import Stretch

KENTS = a_unit(lender="Kent Police", has_rota=False)
A_DAY = Stretch(at(8), at(8, day=21))


def test_a_unit_of_others_is_lent_for_a_stretch_with_somebodys_word():
    check_loan(KENTS, A_DAY, "Insp. Webb")


def test_what_is_no_loan_is_refused():
    with pytest.raises(Refused) as caught:
        check_loan(a_unit(), A_DAY, "Insp. Webb")
    assert caught.value.rule == "own-unit-is-not-lent"
    for who in ("", "x" * 301, "a\0"):
        with pytest.raises(Unreadable, match="who at the lender agreed"):
            check_loan(KENTS, A_DAY, who)
    with pytest.raises(Unreadable, match="later than the beginning"):
        check_loan(KENTS, Stretch(at(8), at(7)), "Insp. Webb")
    with pytest.raises(Unreadable, match="within 8784 hours"):
        check_loan(KENTS, Stretch(at(8), at(8).replace(year=2021)), "Insp. Webb")
