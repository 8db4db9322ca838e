import re

from tests.web.visiting import parsed
from vigil.posture.level import ResponseLevel
from vigil.register.place import Community
from vigil.web.marks import SHAPE_NAMES, SHAPES, level_steps, place_mark, sprite


def test_every_community_has_a_shape_of_its_own_and_a_word_for_it() -> None:
    assert set(SHAPES) == set(SHAPE_NAMES) == set(Community)
    assert len(set(SHAPES.values())) == len(set(SHAPE_NAMES.values())) == len(Community)


def test_every_level_has_one_step_more() -> None:
    assert [level_steps(level).count("M") for level in ResponseLevel] == [1, 2, 3]


def test_the_sprite_names_every_mark() -> None:
    names = {symbol.get("id") for symbol in parsed(sprite())}
    assert names == {f"mark-{c}" for c in Community} | {f"level-{level}" for level in ResponseLevel} | {"mark-done"}


def test_a_mark_stands_with_its_middle_at_the_point() -> None:
    mark = parsed(place_mark(Community.SIKH, x=50, y=40, size=8))
    assert (mark.get("x"), mark.get("y"), mark.get("width")) == ("46", "36", "8")
    assert mark.get("href") == "#mark-sikh"
    assert mark.get("class") == "sikh"


def test_shapes_stay_inside_their_square() -> None:
    for path in SHAPES.values():
        first = re.match(r"M([\d.]+) ([\d.]+)", path)
        assert first
        assert all(0 <= float(number) <= 16 for number in first.groups())
