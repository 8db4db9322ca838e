"""The command `vigil` as a whole."""

import pytest

from vigil.cli import main


def test_without_words_it_shows_its_help(vigil):
    ran = vigil()
    assert "register" in ran.out + ran.err


@pytest.mark.parametrize("words", [["nonsense"], ["user", "add"], ["audit", "list", "--limit", "many"]])
def test_words_it_does_not_know_are_bad_input(vigil, words):
    ran = vigil(*words)
    assert ran.code == 2
    assert ran.err


def test_what_nobody_foresaw_is_a_sentence_and_a_failure(vigil, monkeypatch):
    def fall_over():
        raise ZeroDivisionError("the sky")

    monkeypatch.setattr(main, "app", fall_over)
    ran = vigil("audit", "verify")
    assert ran.code == 1
    assert "nobody foresaw" in ran.err
    assert "Traceback" not in ran.out
