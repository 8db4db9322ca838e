import pytest

from vigil.register.worship.share import OTHER_SHARE, SHARES, Share


def test_shares_are_in_order() -> None:
    assert all(0 <= share.low <= share.usual <= share.high for share in SHARES.values())
    assert OTHER_SHARE.usual < SHARES["sunday"].high


@pytest.mark.parametrize(("usual", "low", "high"), [(0.5, 0.6, 0.9), (0.5, 0.1, 0.4), (0.5, -0.1, 0.9)])
def test_shares_out_of_order_cannot_be(usual: float, low: float, high: float) -> None:
    with pytest.raises(ValueError, match="out of order"):
        Share(usual, low, high, "ever")


def test_jumuah_fills_a_mosque_and_a_working_noon_does_not() -> None:
    assert SHARES["jumuah"].low > SHARES["dhuhr"].high
    assert SHARES["eid-al-fitr"].usual >= SHARES["jumuah"].usual


def test_the_great_days_bring_more_than_the_usual_ones() -> None:
    assert SHARES["yom-kippur"].usual > SHARES["shabbat-morning"].usual > SHARES["havdalah"].usual
    assert SHARES["christmas-eve"].usual > SHARES["sunday"].usual > SHARES["daily-mass"].usual
