"""Roles by name."""

import pytest

from vigil.desk.actor import SINGLE_ROLES, Role, role_named


def test_every_role_is_found_by_its_name():
    assert {role_named((role.name or "").upper()) for role in SINGLE_ROLES} == set(SINGLE_ROLES)


@pytest.mark.parametrize("name", ["desk", "anyone", "king", ""])
def test_a_combination_is_not_a_role_to_hold(name):
    with pytest.raises(ValueError, match="is not a role; choose one of public, custodian"):
        role_named(name)


def test_the_desk_is_those_who_work_at_it():
    assert Role.COORDINATOR in Role.DESK
    assert Role.OFFICER not in Role.DESK
    assert all(role in Role.ANYONE for role in SINGLE_ROLES)
