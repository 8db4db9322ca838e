"""What is said of an event: its excess with limits."""

from tests.picture.impacts.timelines import an_excess, an_impact


def test_the_excess_is_what_was_counted_less_what_would_have_been():
    one = an_excess()
    assert (one.excess, one.low, one.high, one.ratio) == (9.0, 5, 12, 4.0)
    assert one.is_clear


def test_an_excess_is_clear_only_beyond_what_would_have_been():
    assert not an_excess(observed=7).is_clear
    assert an_excess(observed=8).is_clear
    fewer = an_excess(observed=1)
    assert (fewer.excess, fewer.low, fewer.high) == (-2.0, -6, 1)


def test_months_hide_the_day():
    assert an_impact().not_measurable == ""
    assert "not measurable from monthly figures" in an_impact(is_monthly=True).not_measurable
