from datetime import date, timedelta

import pytest

from tests.register.rota.a_rota import ASHA, at
from vigil.ground.errors import Unreadable
from vigil.register.rota.steward import Steward, check_name, check_stretch
from vigil.register.unit import Stretch


def test_training_is_valid_up_to_its_last_day():
    assert ASHA.is_trained(date(2019, 12, 31))
    assert not ASHA.is_trained(date(2020, 1, 1))
    assert not Steward(1, "X", "", None).is_trained(date(2019, 1, 1))


@pytest.mark.parametrize(
    ("name", "contact", "field"),
    [
        (" ", "", "name"),
        ("x" * 301, "", "name"),
        ("X\n", "", "name"),
        ("X", "\0", "contact"),
        ("X", "y" * 301, "contact"),
    ],
)
def test_what_is_no_name_is_refused(name, contact, field):
    with pytest.raises(Unreadable) as caught:
        check_name(name, contact)
    assert caught.value.where.field == field


def test_a_name_and_a_duty_that_are_right_are_let_through():
    check_name("Asha", "")
    check_stretch(Stretch(at(10), at(10, day=21)))
    check_stretch(Stretch(at(10), at(10, day=22)), longest=timedelta(days=2))


def test_a_duty_ends_after_it_begins_and_within_a_day():
    with pytest.raises(Unreadable, match="later than the beginning"):
        check_stretch(Stretch(at(10), at(10)))
    with pytest.raises(Unreadable, match="within 24 hours"):
        check_stretch(Stretch(at(10), at(10, 1, day=21)))
