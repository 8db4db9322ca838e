"""A judged series has no break and no alarm of its own unless it is told."""

from tests.picture.board.town import judged, known_days


def test_a_series_begins_without_breaks():
    assert known_days([1, 2]).breaks == judged().breaks == ()
