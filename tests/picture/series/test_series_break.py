"""A series break: a dated fact."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from vigil.picture.series.series_break import SeriesBreak


def test_a_break_says_of_which_series_since_when_and_why():
    one = SeriesBreak("antisemitic", date(2015, 4, 1), "third-party reports are counted")
    assert (one.series, one.on, one.why) == ("antisemitic", date(2015, 4, 1), "third-party reports are counted")
    assert one == SeriesBreak("antisemitic", date(2015, 4, 1), "third-party reports are counted")
    with pytest.raises(FrozenInstanceError):
        one.why = ""
