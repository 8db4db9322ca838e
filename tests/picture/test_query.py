"""What can be asked of the picture."""

import pytest

from vigil.ground.errors import Unreadable
from vigil.picture.query import BoardFile, BoardQuery, BoardsQuery, BreakFile, PictureQuery, UpdateOrder


def test_nothing_said_asks_for_everything_now():
    assert PictureQuery() == PictureQuery(area="", at=None)
    assert BoardQuery() == BoardQuery(as_of=None, area="")
    assert UpdateOrder() == UpdateOrder(as_of=None, seed=1)


@pytest.mark.parametrize("limit", [0, 1_001])
def test_a_list_has_its_limits(limit):
    with pytest.raises(Unreadable, match="is not between 1 and 1,000"):
        BoardsQuery(limit)
    assert BoardsQuery(1_000).limit == 1_000


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_a_seed_has_its_limits(seed):
    with pytest.raises(Unreadable, match="seed"):
        UpdateOrder(seed=seed)
    assert UpdateOrder(seed=2**63 - 1).seed == 2**63 - 1


def test_what_files_hold_is_not_shown_in_passing():
    assert "secret" not in repr(BoardFile("a.csv", "secret")) + repr(BreakFile("b.csv", b"secret"))
