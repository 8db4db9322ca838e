"""Folding: how words are made alike before they are compared, so that “nur” finds “Nūr” and “Saint” finds “St.”."""

import unicodedata
from typing import Final

# What stands for ayn, hamza and the apostrophe, in all the ways people write them: Ka'ba, Kaʿba, Ka’ba.
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’‘‛ʼʻʾʿ`´′"))

# Letters that do not come apart into a plain letter and an accent.
_LETTERS: Final = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
}  # fmt: skip

_WORDS: Final = {"saint": "st", "ste": "st", "saints": "sts"}


class _Letters(dict[int, str]):
    """What each character becomes, worked out when it is first met: letters, digits and marks stay, accents go."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
            becomes = ""
        elif unicodedata.category(letter)[0] in "LNM":
            becomes = _LETTERS.get(letter, letter)
        else:
            becomes = " "
        self[code] = becomes
        return becomes


_letters: Final = _Letters()


def fold(text: str) -> str:
    """Give a text in small plain letters, words apart by one space, without accents, apostrophes and dots."""
    small = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    words = unicodedata.normalize("NFKD", small).translate(_APOSTROPHES).translate(_letters).split()
    return " ".join(_WORDS.get(word, word) for word in words)


def search_key(*texts: str) -> str:
    """Give the folded words of several texts in one, each with a space before it: ` al noor mosque`.

    A word that begins with what somebody typed is then found by `% typed%`.
    """
    folded = (fold(text) for text in texts)
    return "".join(f" {words}" for words in folded if words)
