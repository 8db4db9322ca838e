from hypothesis import given
from hypothesis import strategies as st

from tests.web.visiting import parsed
from vigil.web.svg import Box, drawing, element, line, rectangle, text

# What XML cannot hold at all; names in a register are checked when they are read.
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=40)


def test_attribute_names_are_written_as_svg_has_them() -> None:
    assert element("g", class_="a", text_anchor="end") == '<g class="a" text-anchor="end"></g>'


def test_numbers_are_rounded_to_what_can_be_seen() -> None:
    assert line(x1=0, y1=1 / 3, x2=2.0, y2=9.96, class_="grid") == (
        '<line x1="0" y1="0.3" x2="2" y2="10" class="grid"></line>'
    )


@given(WORDS, WORDS)
def test_whatever_words_come_the_drawing_stays_one(words: str, label: str) -> None:
    picture = drawing([text(words, x=1, y=2)], width=10, height=20, label=label)
    tree = parsed(picture)
    assert tree.get("aria-label") == label
    assert tree.get("viewBox") == "0 0 10 20"
    assert "".join(tree.itertext()) == words


def test_markup_in_words_stays_words() -> None:
    assert "<script>" not in text("<script>alert(1)</script>", x=0, y=0)


def test_a_rectangle_may_say_what_it_is() -> None:
    box = Box(x=1, y=2, width=3, height=4)
    assert rectangle(box, class_="open") == '<rect x="1" y="2" width="3" height="4" class="open"></rect>'
    assert "<title>Jumu&#39;ah</title>" in rectangle(box, class_="open", title="Jumu'ah")
