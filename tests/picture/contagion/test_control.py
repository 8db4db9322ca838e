"""What a fit of spread is told."""

import pytest

from vigil.picture.contagion.control import LEAST_DAYS, SpreadControl


def test_what_is_usual_is_allowed():
    assert SpreadControl().fewest_days >= LEAST_DAYS


@pytest.mark.parametrize("wrong", [{"window_days": 0}, {"knot_days": 0}, {"fewest_events": 0}, {"fewest_days": 20}])
def test_days_and_events_are_counted_from_one(wrong):
    with pytest.raises(ValueError, match="at least"):
        SpreadControl(**wrong)


@pytest.mark.parametrize("wrong", [{"shock_below": 0.0}, {"test_level": 1.0}])
def test_probabilities_lie_between_0_and_1(wrong):
    with pytest.raises(ValueError, match="between 0 and 1"):
        SpreadControl(**wrong)
