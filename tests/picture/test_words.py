"""Numbers in plain English."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.interval import Interval
from vigil.picture.words import (
    say_against,
    say_chance,
    say_chance_plainly,
    say_change,
    say_day,
    say_list,
    say_mean,
    say_number,
    say_ratio,
)


def test_a_day():
    assert say_day(date(2017, 6, 6)) == "6 June 2017"


@pytest.mark.parametrize(
    ("mean", "said"), [(0, "0"), (0.041, "0.041"), (3, "3.0"), (38.04, "38.0"), (1532.4, "1,532"), (0.5, "0.5")]
)
def test_a_mean(mean, said):
    assert say_mean(mean) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (1.42, "×1.42"),
        (20 / 3, "×6.7"),
        (35.2, "×35"),
        (1234.5, "×1,234"),
        (0.97, "×0.97"),
        (1.0, "×1.00"),
        (1.0001, "×1.0001"),
        (0.9999, "×0.9999"),
        (1 + 1e-13, "×1.00"),
    ],
)
def test_a_ratio(ratio, said):
    assert say_ratio(ratio) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (54 / 38, "about 40 per cent more"),
        (0.61, "about 40 per cent fewer"),
        (1.04, "about as many"),
        (0.97, "about as many"),
        (20 / 3, "6.7 times as many"),
        (1.97, "about 100 per cent more"),
    ],
)
def test_a_change(ratio, said):
    assert say_change(ratio) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (54 / 38, "against a mean of 38.0 a day (×1.42, about 40 per cent more)"),
        (2.5, "against a mean of 38.0 a day (2.5 times as many)"),
        (0.0, "against a mean of 38.0 a day"),
        (None, "against a mean of 38.0 a day"),
    ],
)
def test_what_a_count_is_held_against(ratio, said):
    assert say_against(38.0, ratio, a="day") == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (54 / 38, "against a mean of 38.0 a day (×1.42, about 40 per cent more; 95 % between ×0.53 and ×10.4)"),
        (20 / 3, "against a mean of 38.0 a day (×6.7; 95 % between ×0.53 and ×10.4)"),
        (0.0, "against a mean of 38.0 a day"),
        (None, "against a mean of 38.0 a day"),
    ],
)
def test_with_its_interval(ratio, said):
    assert say_against(38.0, ratio, a="day", between=Interval(0.53, 10.41)) == said


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (1.0, "nearly always"),
        (0.97, "nearly always"),
        (0.59, "about 6 in 10"),
        (0.043, "about 4 in 100"),
        (0.1, "about 1 in 10"),
        (0.00096, "about 1 in 1,000"),
        (6.4e-5, "about 6 in 100,000"),
        (8.3e-11, "about 8 in 10^11"),
        (0.0, "less than 1 in 10^300"),
    ],
)
def test_a_chance(p, said):
    assert say_chance(p) == said


@given(st.floats(1e-299, 0.94))
def test_a_chance_is_said_to_within_a_factor_of_two(p):
    said = say_chance(p).replace(",", "").split(" ")
    events, _, periods = said[1:]
    told = int(events) / float(eval(periods.replace("^", "**")))
    assert 0.5 <= told / p <= 2


@pytest.mark.parametrize(("words", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_a_list(words, said):
    assert say_list(words) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 days"), (1, "1 day"), (1_200, "1,200 days")])
def test_a_number_of_things(number, said):
    assert say_number(number, "day") == said


@pytest.mark.parametrize(
    ("p", "said"),
    [(0.04, "about 4 in 100"), (8.2e-8, "about 8 in 100,000,000"), (1.2e-14, "less than 1 in a billion")],
)
def test_a_chance_for_a_page_has_no_powers(p, said):
    assert say_chance_plainly(p) == said
