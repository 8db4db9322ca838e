"""Flags: how they are written, whom they speak of, which lies inside which."""

import pytest

from tests.reports import met
from vigil.reports.flag import COMMUNITIES, CONTAINED_IN, parse_flag, words_of_flag


@pytest.mark.parametrize("text", ["racist_and_religious", " Racist and Religious ", "racist-and  religious"])
def test_a_flag_is_kept_in_one_form(text):
    assert parse_flag(text) == "racist_and_religious"


@pytest.mark.parametrize("text", ["", "7th", "faith!", "a" * 61])
def test_anything_else_is_no_flag(text):
    with pytest.raises(ValueError, match="a flag begins with a letter"):
        parse_flag(text)


def test_a_flag_is_read_as_words():
    assert words_of_flag("islamophobic") == "Islamophobic"
    assert words_of_flag("racist_and_religious") == "racist and religious"


def test_what_is_said_to_lie_inside_another_flag_does_in_the_publishers_counts():
    held = {(one.area, one.month, one.flag): one.count for one in met.counts()}
    for (area, month, flag), count in held.items():
        if flag in CONTAINED_IN:
            assert count <= held[area, month, CONTAINED_IN[flag]]


def test_every_flag_that_lies_inside_another_speaks_of_one_community():
    assert set(CONTAINED_IN) <= set(COMMUNITIES)
