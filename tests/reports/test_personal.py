"""Who somebody is stays out."""

import pytest

from vigil.ground.errors import Unreadable
from vigil.reports.personal import find_personal, refuse_personal_columns


@pytest.mark.parametrize(
    "column",
    [
        "name",
        "reporter",
        "reporter_name",
        "victim_age",
        "e-mail",
        "email",
        "suspect",
        "witness_1",
        "date_of_birth",
        "home_address",
        "phone_number",
        "surname",
        "username",
        "ethnicity",
        "ip",
        "number_plate",
    ],
)
def test_a_column_that_would_tell_is_refused_with_the_reason(column):
    with pytest.raises(Unreadable, match="looks as if it told who somebody is") as refused:
        refuse_personal_columns(["id", column], "incidents.csv", known=frozenset({"id"}))
    assert (refused.value.where.line, refused.value.where.field) == (1, column)


@pytest.mark.parametrize("column", ["place_name", "damage", "message", "weather", "shipment", "", "nothing_agreed"])
def test_other_columns_are_left_alone(column):
    refuse_personal_columns(["religion", column], "incidents.csv", known=frozenset({"religion"}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to amina@example.org", "an e-mail address"),
        ("Ring 020 7946 0018 after six", "a telephone number"),
        ("Ring +44 (0)20 7946 0018", "a telephone number"),
        ("07700 900123", "a telephone number"),
        ("Two men at 13:40 on 2019-03-15, 51.5, -0.1", ""),
        ("crime reference 0123456789012345678", ""),
        ("sprayed on the door @ noon", ""),
        ("", ""),
    ],
)
def test_words_that_would_tell_are_found(text, found):
    assert find_personal(text) == found
