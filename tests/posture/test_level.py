from hypothesis import given
from hypothesis import strategies as st

from vigil.posture.level import ResponseLevel, highest


def test_the_ladder_has_three_rungs_in_order():
    assert [level.rank for level in (ResponseLevel.NORMAL, ResponseLevel.HEIGHTENED, ResponseLevel.EXCEPTIONAL)] == [
        0,
        1,
        2,
    ]


def test_of_no_level_the_highest_is_normal():
    assert highest() is ResponseLevel.NORMAL


@given(st.lists(st.sampled_from(ResponseLevel), min_size=1))
def test_the_highest_is_one_of_them_and_none_is_above_it(levels: list[ResponseLevel]):
    found = highest(*levels)

    assert found in levels
    assert all(level.rank <= found.rank for level in levels)
