from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.rota.a_rota import ASHA, BEN, CHRIS, ON, a_duty, a_loan, a_unit, at
from vigil.register.crew import Crew
from vigil.register.rota.standing import OnDuty, Standing, find_standing, who_stands
from vigil.register.unit import Stretch

WHOLE = Stretch(at(10), at(16))
SHORT = "Its crew is short: 1 of at least 2 on Wednesday 20 March 2019."
STEWARDS = (ASHA, BEN, CHRIS)


def standing(*duties, unit=None, loans=()):
    unit = unit or a_unit()
    return find_standing(unit, ON, who_stands(unit, duties, STEWARDS), loans)


def test_a_unit_of_ones_own_without_a_rota_stands_for_its_shift():
    assert standing(unit=a_unit(has_rota=False)) == Standing("s1", WHOLE, 2)
    assert standing(unit=a_unit(has_rota=False)).is_sent


def test_enough_people_who_are_trained_let_a_unit_be_sent():
    assert standing(a_duty(1, 1), a_duty(2, 3)) == Standing("s1", WHOLE, 2)
    big = a_unit(crew=Crew(persons=3, least_persons=2))
    assert standing(a_duty(1, 1), a_duty(2, 3), unit=big) == Standing("s1", WHOLE, 2, "2 of its usual 3 people.")


@pytest.mark.parametrize(
    ("duties", "says"),
    [
        ((), "Its crew is short: 0 of at least 2 on Wednesday 20 March 2019."),
        ((a_duty(1, 1),), SHORT),
        ((a_duty(1, 1), a_duty(2, 3, unit_id="s2")), SHORT),
        (
            (a_duty(1, 1), a_duty(2, 2)),
            f"{SHORT} 1 more on the rota without training that is valid on the day.",
        ),
        (
            (a_duty(1, 1, 10, 12), a_duty(2, 3, 12, 16)),
            SHORT,
        ),
    ],
)
def test_a_short_or_untrained_crew_is_not_sent_and_it_says_why(duties, says):
    found = standing(*duties)
    assert found == Standing("s1", None, 0, says)
    assert not found.is_sent


def test_a_unit_is_sent_while_its_crew_is_large_enough():
    found = standing(a_duty(1, 1, 9, 17), a_duty(2, 3, 10, 11), a_duty(3, 3, 12, 15))
    assert found == Standing(
        "s1", Stretch(at(12), at(15)), 2, "Sent only from 12:00 to 15:00: then its crew is large enough."
    )


def test_a_unit_of_others_is_sent_while_it_is_lent():
    kents = a_unit(lender="Kent Police", has_rota=False)
    assert standing(unit=kents).says == "It belongs to Kent Police, which has not lent it for Wednesday 20 March 2019."
    assert standing(unit=kents, loans=(a_loan("another"),)).stretch is None
    assert standing(unit=kents, loans=(a_loan(),)) == Standing(
        "s1", Stretch(at(12), at(16)), 2, "Sent only from 12:00 to 16:00: then Kent Police lends it."
    )
    both = a_unit(lender="Kent Police")
    found = standing(a_duty(1, 1, 13, 16), a_duty(2, 3), unit=both, loans=(a_loan(),))
    assert found.says == ("Sent only from 13:00 to 16:00: then Kent Police lends it and its crew is large enough.")


HOURS = st.integers(8, 18)
DUTIES = st.lists(st.tuples(HOURS, HOURS, st.booleans()).filter(lambda d: d[0] < d[1]), max_size=5)


@given(DUTIES, st.integers(1, 3))
def test_the_stretch_is_the_longest_by_the_hour_in_which_enough_are_there(given_duties, least):
    crew = [OnDuty(Stretch(at(begin), at(end)), trained) for begin, end, trained in given_duties]
    unit = a_unit(crew=Crew(persons=3, least_persons=least))
    found = find_standing(unit, ON, crew, ())

    def there(hour):
        return sum(trained and begin <= hour < end for begin, end, trained in given_duties)

    best = max(
        (
            (end - begin, begin, end)
            for begin in range(10, 16)
            for end in range(begin + 1, 17)
            if all(there(hour) >= least for hour in range(begin, end))
        ),
        key=lambda run: run[0],
        default=None,
    )
    if best is None:
        assert found.stretch is None
        assert found.says
        return
    assert found.stretch is not None
    assert found.stretch.until_at - found.stretch.from_at == timedelta(hours=best[0])
    begins, ends = found.stretch.from_at.hour, found.stretch.until_at.hour
    assert found.persons == min(there(hour) for hour in range(begins, ends)) >= least
