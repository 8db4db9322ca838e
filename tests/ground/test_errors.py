"""The error tree: sentences people understand, codes machines can rely on."""

import pytest

from vigil.ground import errors
from vigil.ground.errors import NoPlan, NotFound, Refused, Unreadable, VigilError, Where


def test_every_leaf_has_its_own_code_and_a_client_or_server_status():
    leaves = VigilError.__subclasses__()
    assert len(leaves) == 7
    assert len({leaf.code for leaf in leaves}) == 7
    assert all(400 <= leaf.http_status < 600 for leaf in leaves)


def test_the_tree_is_drawn_with_every_leaf():
    assert all(leaf.__name__ in (errors.__doc__ or "") for leaf in VigilError.__subclasses__())


def test_not_found_says_what_was_wanted_and_the_hint():
    assert (
        NotFound("area", "Hackny", "Did you mean Hackney?").says == "There is no area “Hackny”. Did you mean Hackney?"
    )
    assert NotFound("place", "x").says == "There is no place “x”."


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Where("places.csv"), "places.csv"),
        (Where("places.csv", 7), "places.csv, line 7"),
        (Where("places.csv", 7, "lat"), "places.csv, line 7, field lat"),
        (Where("--role", field="role"), "--role, field role"),
    ],
)
def test_where_reads_from_the_file_to_the_field(where, said):
    assert str(where) == said


def test_unreadable_says_where_why_and_what_was_found():
    problem = Unreadable(Where("places.csv", 7, "lat"), "is not a number", "fifty")
    assert problem.says == "places.csv, line 7, field lat: is not a number (found “fifty”)"
    assert (problem.where.line, problem.why, problem.value) == (7, "is not a number", "fifty")


def test_unreadable_cuts_a_long_value_short():
    assert len(Unreadable(Where("x"), "why", "y" * 10_000).says) < 200


def test_refused_carries_the_name_of_the_rule():
    assert Refused("approver-is-not-author", "Somebody else must approve.").rule == "approver-is-not-author"


def test_no_plan_carries_the_tightest_limit():
    assert NoPlan("no unit is on shift").tightest == "no unit is on shift"
