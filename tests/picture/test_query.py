"""What can be asked of the picture."""

from vigil.picture.query import PictureQuery


def test_nothing_said_asks_for_everything_now():
    assert PictureQuery() == PictureQuery(area="", at=None)
