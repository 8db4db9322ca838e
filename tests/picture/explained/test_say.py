"""An explained day in sentences: what the public record says of 6 June 2017, the picture says by itself."""

from datetime import date, timedelta

import pytest

from tests.picture.explained.test_explain import year
from tests.picture.june import JUNE_6, NEW_YEAR, PARIS, RACIST, WOOLWICH, counts_of, june_2017
from vigil.picture.explained.compare import Reference
from vigil.picture.explained.explain import DayQuestion, explain
from vigil.picture.explained.say import say

EVENTS = (Reference("Paris", PARIS), Reference("Woolwich", WOOLWICH))
ON = date(2017, 1, 31)


@pytest.fixture(scope="module")
def june():
    return say(explain(counts_of(june_2017()), DayQuestion(JUNE_6, RACIST, EVENTS)))


def said_of(series, total="", on=ON):
    return say(explain(year(series), DayQuestion(on, total)))


def test_whose_surge_it_is_comes_first(june):
    assert june[0] == (
        "6 June 2017: the whole surge is one community's: islamophobic. The others did not rise. "
        "racist alone is not alarming."
    )


@pytest.mark.parametrize(
    "part",
    [
        "racist: 54 on 6 June 2017, against a mean of 38.0 a day (×1.42, about 40 per cent more; 95 % between ×1.0",
        "and ×1.86). That alone is not alarming",
        "islamophobic: 20 on 6 June 2017, against a mean of 3.0 a day (×6.7; 95 % between ×4.0 and ×10.4). That is an",
        "about 8 in 10^11 by the Poisson rule",
        "The rest, racist without islamophobic: 34 against a mean of 35.0 a day (×0.97, about as many; 95 % between ×0",
        "and ×1.36): no rise.",
        "Of the rise in racist, 106% is islamophobic (95 % interval 66% to 151%; above 100 %",
        "racist: the highest day of 2017 to date, and the highest since the file's unbroken days begin, on 1 January",
        "islamophobic: the highest day of 2017 to date",
        "racist and islamophobic: above the levels after Paris and Woolwich",
        "Means are over 1 January 2017 to 5 June 2017, 156 days. Source: counts.csv, with days to 6 June 2017; ",
        "reports that came in later are not in it. An alarm is a chance below 1 in 1,000.",
    ],
)
def test_everything_the_record_says_is_said(june, part):
    assert part in " ".join(june)


def test_the_headline_of_all_is_corrected(june):
    assert june[1] == (
        "“racist: about 40 per cent more” misleads: racist without islamophobic is 34 against a mean of 35.0 (×0.97), "
        "no rise. The surge is islamophobic, 20 against a mean of 3.0 (×6.7)."
    )


def test_an_ordinary_day_is_said_to_be_one():
    said = said_of({"all": [3, 5, 4] * 10 + [4], "a": [1] * 31}, "all")
    assert said[0] == "31 January 2017: nothing is alarming."
    assert "all did not rise, so there is no rise to divide." in said
    assert not any("highest" in sentence for sentence in said)
    assert "few days" not in said[-1]


def test_a_rise_in_an_ordinary_rest_is_said_to_be_ordinary():
    said = said_of({"all": [10, 12, 8] * 10 + [12], "a": [1] * 31}, "all")
    assert (
        "The rest, all without a: 11 against a mean of 9.0 a day (×1.22, about 20 per cent more; 95 % between ×0.60 "
        "and ×2.2): no rise beyond" in (" ".join(said))
    )


def test_a_surge_without_a_total_names_its_series():
    said = said_of({"a": [3, 5, 4] * 10 + [40], "b": [3] * 31})
    assert said[0] == "31 January 2017: there is a surge in a."
    (b,) = (one for one in said if one.startswith("b: "))
    assert b.startswith("b: 3 on 31 January 2017, against a mean of 3.0 a day (×1.00, about as many; 95 % between ×0.2")
    assert b.endswith("). That is no rise.")


def test_a_total_that_surges_without_any_part_is_said_to():
    said = said_of({"all": [20, 22, 18] * 10 + [60], "a": [2] * 31}, "all")
    assert (
        said[0] == "31 January 2017: there is a surge in all. The rise is in none of the parts named, but in the rest."
    )
    (rest,) = (one for one in said if one.startswith("The rest"))
    assert rest.startswith("The rest, all without a: 58 against a mean of 18.0 a day (×3.2; 95 % between ×2.4 and ×4.")
    assert rest.endswith("): a rise, and an alarm.")
    assert any(one.startswith("Of the rise in all, 100% is the rest (95 % interval ") for one in said)


def test_a_surge_that_others_share_is_not_one_communitys():
    said = said_of({"all": [20, 22, 18] * 10 + [90], "a": [2] * 30 + [30]}, "all")
    assert said[0] == "31 January 2017: there is a surge in all, a and the rest; it is not one community's alone."


def test_a_surge_beside_an_ordinary_rise_is_not_said_to_be_the_whole():
    said = said_of({"all": [20, 26, 14] * 10 + [42], "a": [2] * 30 + [17]}, "all")
    assert said[0] == ("31 January 2017: there is a surge in a; the others rose no more than days do by chance.")


def test_a_surge_hidden_in_a_total_that_fell_is_still_seen():
    said = said_of({"all": [40, 46, 34] * 10 + [38], "a": [2] * 30 + [17]}, "all")
    assert said[0] == (
        "31 January 2017: there is a surge in a; a rose while the others fell. all alone is not alarming."
    )
    assert "all did not rise, so there is no rise to divide." in said


def test_what_cannot_be_split_is_said():
    said = said_of({"all": [3] * 31, "a": [2] * 31, "b": [2] * 31}, "all")
    assert any(sentence.startswith("The parts overlap") for sentence in said)


def test_nought_has_neither_ratio_nor_chance():
    said = said_of({"a": [0] * 30 + [2]})
    assert (
        "a: 2 on 31 January 2017, against a mean of 0 a day. That is an alarm: as many or more would come by chance on "
        in (said[1])
    )
    assert "Poisson rule" not in said[1]


def test_a_record_within_the_year_names_the_day():
    said = said_of({"a": [3] * 5 + [30] + [3] * 24 + [20]})
    assert "a: the highest since 6 January 2017." in said


def test_a_record_that_reaches_beyond_the_year_is_one_of_the_year():
    counts = year({"a": [30] + [3] * 61 + [20]}, first=NEW_YEAR - timedelta(days=32))
    said = say(explain(counts, DayQuestion(ON)))
    assert "a: the highest day of 2017 to date, and the highest since 30 November 2016." in said


def test_a_day_no_higher_than_the_one_before_is_no_record():
    assert not any("highest" in one for one in said_of({"a": [3] * 29 + [30, 20]}))


def test_a_mean_of_few_days_is_said_to_be_thin():
    assert "10 days. That is few days for a mean." in said_of({"a": [3] * 11}, on=date(2017, 1, 11))[-1]


def test_the_others_are_not_said_not_to_have_risen_when_they_did():
    said = said_of({"all": [38, 44, 32] * 10 + [137], "a": [3] * 30 + [93]}, "all")
    assert said[0] == "31 January 2017: there is a surge in a; the others rose no more than days do by chance."
    assert any(sentence.startswith("Of the rise in all, 91% is a (") for sentence in said)


def test_no_share_is_said_of_a_total_that_rose_no_more_than_by_chance():
    said = said_of({"all": [38, 44, 32] * 10 + [39], "a": [3] * 30 + [20]}, "all")
    assert said[0] == (
        "31 January 2017: there is a surge in a; a rose while the others fell. all alone is not alarming."
    )
    assert "all rose no more than days do by chance, so there is no rise to divide." in said
    assert not any("%" in sentence and "Of the rise" in sentence for sentence in said)


def test_nor_when_the_others_fell_by_most_of_it():
    said = said_of({"all": [10_000] * 30 + [10_300], "a": [1_000] * 30 + [2_000]}, "all")
    assert said[0] == "31 January 2017: there is a surge in a; a rose while the others fell. all alone is not alarming."
    assert not any("Of the rise" in sentence for sentence in said)


def test_others_that_stood_still_neither_rose_nor_fell():
    said = said_of({"all": [200, 210, 190] * 10 + [210], "a": [0] * 30 + [10]}, "all")
    assert said[0] == ("31 January 2017: there is a surge in a; the others did not rise. all alone is not alarming.")


def test_a_surge_of_the_rest_alone_is_told():
    said = said_of({"all": [40, 46, 34] * 10 + [52], "a": [22, 28, 16] * 10 + [6]}, "all")
    assert said[0] == (
        "31 January 2017: there is a surge in the rest. The rise is in none of the parts named, but in the rest."
    )


def test_a_surge_of_the_rest_beside_a_raised_part_is_told_too():
    said = said_of({"all": [20, 22, 18] * 10 + [60], "a": [2] * 30 + [6]}, "all")
    assert said[0] == (
        "31 January 2017: there is a surge in all. None of the parts named is alarming by itself; the rest is."
    )


def test_a_total_that_surges_only_as_a_whole_is_told():
    said = said_of({"all": [20] * 30 + [40], "a": [10] * 30 + [20]}, "all")
    assert said[0] == (
        "31 January 2017: there is a surge in all. No part of all is alarming by itself, nor is the rest."
    )
    (rest,) = (one for one in said if one.startswith("The rest"))
    assert rest.startswith("The rest, all without a: 20 against a mean of 10.0 a day (×2.0; 95 % between ×1.2")
    assert rest.endswith("): a rise, but not an alarming one.")


def test_an_alarm_of_large_counts_is_said_to_be_a_small_rise():
    said = said_of({"a": [1_000_000] * 30 + [1_004_000]})
    assert "(×1.004, about as many; 95 % between ×1.00" in said[1]
    assert "That is an alarm, small as the rise is: as many" in said[1]


def test_the_highest_of_less_than_a_week_is_not_said():
    assert not any("highest" in one for one in said_of({"a": [3] * 24 + [30] + [3] * 5 + [20]}))
    assert "a: the highest since 24 January 2017." in said_of({"a": [3] * 23 + [30] + [3] * 6 + [20]})


def test_a_single_day_makes_no_mean():
    assert "1 January 2017, 1 day. One day is too few for a mean." in said_of({"a": [3, 4]}, on=date(2017, 1, 2))[-1]
