"""Days, series and files of them."""

from datetime import date

from tests.picture.june import a_series
from vigil.picture.day_series import DayCounts, Period

THREE = Period(date(2016, 2, 28), date(2016, 3, 1))


def test_a_period_holds_both_its_ends():
    assert THREE.days == (date(2016, 2, 28), date(2016, 2, 29), date(2016, 3, 1))
    assert Period(date(2016, 3, 1), date(2016, 2, 28)).days == ()


def test_a_series_gives_the_counts_of_a_period_in_order():
    assert a_series([1, 2, 3], ends_on=THREE.last_on).over(THREE) == (1, 2, 3)


def test_a_day_that_is_missing_is_found():
    assert a_series([1, 2], ends_on=date(2016, 2, 29)).first_missing(THREE) == date(2016, 3, 1)
    assert a_series([1, 2, 3], ends_on=THREE.last_on).first_missing(THREE) is None


def test_a_file_runs_from_its_first_day_to_its_last():
    long = a_series([1, 2, 3], ends_on=THREE.last_on, name="a")
    short = a_series([1], ends_on=date(2016, 3, 2), name="b")
    counts = DayCounts("counts.csv", (long, short))
    assert counts.period == Period(date(2016, 2, 28), date(2016, 3, 2))
    assert counts.find("b") is short
    assert counts.find("c") is None
