import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.register.fold import fold, search_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Nūr", "nur"),
        ("Masjid an-Nūr", "masjid an nur"),
        ("St. Mary's", "st marys"),
        ("Saint Mary’s", "st marys"),
        ("Ka`ba, Kaʿba & Ka´ba", "kaba kaba kaba"),
        ("ŁÓDŹ Straße Øst İstanbul ılıca", "lodz strasse ost istanbul ilica"),
        ("Þórshöfn Æthelred", "thorshofn aethelred"),
        ("מִזְרָחִי", "מזרחי"),
        ("مَسْجِد", "مسجد"),
        ("ਗੁਰਦੁਆਰਾ", "ਗੁਰਦੁਆਰਾ"),
        ("می\u200cخواهم", "میخواهم"),
        ("under_score  100%", "under score 100"),
        ("…", ""),
    ],
)
def test_words_are_made_alike(written: str, folded: str):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_is_folded_is_safe_in_a_like_pattern(text: str):
    assert not set(fold(text)) & set("%_\\'\"")


def test_the_search_key_begins_every_word_with_a_space():
    assert search_key("Al-Noor", "", "St Mary") == " al noor st mary"
    assert search_key() == ""
