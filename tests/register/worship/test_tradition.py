import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.register.worship.tradition import Tradition, tradition_of


@pytest.mark.parametrize(
    ("denomination", "tradition"),
    [
        ("", Tradition.UNTOLD),
        ("anglican", Tradition.ANGLICAN),
        ("Church of England", Tradition.ANGLICAN),
        ("church-of-england", Tradition.ANGLICAN),
        ("lutheran", Tradition.ANGLICAN),
        ("roman_catholic", Tradition.CATHOLIC),
        ("greek_catholic", Tradition.CATHOLIC),
        ("methodist", Tradition.FREE),
        ("United  Reformed", Tradition.FREE),
        ("evangelical", Tradition.EVANGELICAL),
        ("Assemblies of God", Tradition.EVANGELICAL),
        ("greek_orthodox", Tradition.ORTHODOX),
        ("russian_orthodox", Tradition.OLD_CALENDAR),
        ("coptic_orthodox", Tradition.OLD_CALENDAR),
        ("orthodox", Tradition.ORTHODOX_UNTOLD),
        ("seventh_day_adventist", Tradition.ADVENTIST),
        ("protestant", Tradition.UNTOLD),
    ],
)
def test_the_words_of_the_map(denomination: str, tradition: Tradition) -> None:
    assert tradition_of(denomination) is tradition


@given(st.text())
def test_any_text_has_a_tradition(text: str) -> None:
    assert tradition_of(text) in Tradition
