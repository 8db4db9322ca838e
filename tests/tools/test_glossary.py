"""The glossary is what the classes say of themselves."""

from tools.glossary import PAGE, SOURCE, words_of, write_page


def test_the_glossary_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run `make fix`"


def test_a_file_gives_its_public_classes():
    words = words_of(SOURCE / "ground" / "point.py")
    assert [(word.name, word.room) for word in words] == [("Point", "ground")]


def test_every_word_explains_itself():
    silent = [word.name for path in SOURCE.rglob("*.py") for word in words_of(path) if not word.says]
    assert silent == []


def test_the_page_shows_a_word_with_its_sentence():
    assert "| `NoPlan` | Nothing feasible exists; carries the tightest limit. |" in write_page()
