from vigil.patrol.carry.words import SAY, SECRECY


def test_words_are_sentences():
    for words in (*SAY.values(), SECRECY):
        assert words[0].isupper()
        assert words.endswith(".")
        assert "  " not in words
