from dataclasses import replace

import pytest

from tests.patrol.a_day import at
from vigil.patrol.carry.link import Carrier, CarryLink

LINK = CarryLink(id=3, plan_id=7, unit_id="north", unit_name="North 1", made_at=at(8), made_by_name="Amina")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "not opened"),
        ({"opened_at": at(9)}, "opened"),
        ({"opened_at": at(9), "withdrawn_at": at(10)}, "withdrawn"),
        ({"withdrawn_at": at(10)}, "withdrawn"),
    ],
)
def test_a_link_says_how_far_it_has_come(changes, state):
    assert replace(LINK, **changes).state == state


def test_a_phone_is_named_after_its_unit_and_link():
    carrier = Carrier(link_id=3, plan_id=7, unit_id="north", unit_name="North 1")
    assert (carrier.id, carrier.name) == ("phone-3", "Phone of North 1")
