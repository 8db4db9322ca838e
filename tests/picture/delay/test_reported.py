"""When something happened and when it was reported."""

from datetime import date

import pytest

from vigil.picture.delay.reported import ReportedCount

MONDAY = date(2023, 10, 9)


def test_a_delay_is_how_many_days_lie_between():
    assert ReportedCount(MONDAY, MONDAY).delay_days == 0
    assert ReportedCount(MONDAY, date(2023, 11, 9), 3).delay_days == 31


def test_nothing_is_reported_before_it_happens():
    with pytest.raises(ValueError, match="reported on 2023-10-08, before it happened on 2023-10-09"):
        ReportedCount(MONDAY, date(2023, 10, 8))


def test_a_count_is_not_negative():
    assert ReportedCount(MONDAY, MONDAY, 0).count == 0
    with pytest.raises(ValueError, match="a count cannot be negative: -1"):
        ReportedCount(MONDAY, MONDAY, -1)
