"""A total's headline held against its parts."""

from vigil.picture.expected import Expected
from vigil.picture.headline import correct_headline
from vigil.picture.surge import Comparison
from vigil.picture.whose import Part


def compared(observed, mean):
    return Comparison(observed, Expected(mean, 1.5, 156))


def test_a_rise_that_the_rest_did_not_have_is_corrected():
    part = Part("islamophobic", compared(20, 3.0), compared(34, 35.0))
    assert correct_headline("racist", compared(54, 38.0), part) == (
        "“racist: about 40 per cent more” misleads: racist without islamophobic is 34 against a mean of 35.0 (×0.97), "
        "no rise. The surge is islamophobic, 20 against a mean of 3.0 (×6.7)."
    )


def test_so_is_one_that_the_rest_had_no_more_of_than_chance_explains():
    part = Part("a", compared(93, 3.0), compared(44, 35.0))
    assert "a is 44 against a mean of 35.0 (×1.26), no more than chance explains. The surge is a, 93" in (
        correct_headline("all", compared(137, 38.0), part)
    )


def test_a_quiet_total_that_hides_a_surge_is_corrected_too():
    part = Part("a", compared(20, 3.0), compared(19, 35.0))
    assert correct_headline("all", compared(39, 38.0), part) == (
        "“all: about as many” hides a surge: a, 20 against a mean of 3.0 (×6.7); all without a is 19 against a mean of "
        "35.0 (×0.54)."
    )


def test_a_first_event_has_no_ratio_to_be_said():
    part = Part("a", compared(20, 0.0), compared(19, 35.0))
    assert "hides a surge: a, 20 against a mean of 0; all without a" in correct_headline(
        "all", compared(39, 35.0), part
    )


def test_a_total_whose_mean_is_nought_makes_no_headline():
    assert not correct_headline("all", compared(5, 0.0), Part("a", compared(5, 0.0), compared(0, 0.0)))
