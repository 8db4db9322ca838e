"""Branches of a religion that people write where the religion is asked for: “catholic” for Christian, Catholic.

Only whole, known words are taken; what may be either of two religions is not. `orthodox` alone is the name of
churches; a synagogue writes Jewish, with Orthodox for its denomination, or `orthodox jewish`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from vigil.register.place import Community


@dataclass(frozen=True, slots=True)
class Branch:
    """A community, and the denomination within it; empty when the word names none."""

    community: Community
    denomination: str = ""


_DENOMINATIONS: Final[Mapping[Community, tuple[str, ...]]] = {
    Community.CHRISTIAN: (
        "adventist", "anglican", "armenian apostolic", "assemblies of god", "baptist", "catholic", "charismatic",
        "church of england", "church of scotland", "coptic", "coptic orthodox", "eastern orthodox", "episcopal",
        "eritrean orthodox", "ethiopian orthodox", "evangelical", "greek catholic", "greek orthodox", "lutheran",
        "methodist", "moravian", "nondenominational", "orthodox", "pentecostal", "presbyterian", "protestant", "quaker",
        "reformed", "roman catholic", "romanian orthodox", "russian orthodox", "salvation army", "serbian orthodox",
        "seventh day adventist", "syrian orthodox", "united reformed",
    ),
    Community.MUSLIM: (
        "ahmadiyya", "alevi", "barelvi", "deobandi", "ibadi", "ismaili", "salafi", "shia", "sufi", "sunni", "tablighi",
    ),
    Community.JEWISH: (
        "chabad", "haredi", "hasidic", "liberal jewish", "liberal judaism", "masorti", "orthodox jewish",
        "orthodox judaism", "progressive jewish", "progressive judaism", "reform jewish", "reform judaism", "sephardi",
    ),
    Community.HINDU: ("hare krishna", "iskcon", "shaivism", "swaminarayan", "vaishnavism"),
    Community.BUDDHIST: ("mahayana", "theravada", "tibetan buddhist", "tibetan buddhism", "zen", "zen buddhist"),
}  # fmt: skip
_OTHER_SPELLINGS: Final[Mapping[str, str]] = {
    "ahmadi": "ahmadiyya",
    "c of e": "church of england",
    "shi'a": "shia",
    "shi'ite": "shia",
    "shiite": "shia",
    "sunnite": "sunni",
}
_WITHOUT_DENOMINATION: Final[Mapping[Community, tuple[str, ...]]] = {
    Community.CHRISTIAN: ("christians", "church", "chapel", "cathedral"),
    Community.MUSLIM: ("muslims", "moslem", "mosque", "masjid"),
    Community.JEWISH: ("jew", "jews", "synagogue", "shul"),
    Community.SIKH: ("sikhs", "gurdwara", "gurudwara"),
    Community.HINDU: ("hindus", "mandir"),
    Community.BUDDHIST: ("buddhists",),
}


def _read_branches() -> dict[str, Branch]:
    named = {word: Branch(kind, word) for kind, words in _DENOMINATIONS.items() for word in words}
    spelt = {spelling: named[word] for spelling, word in _OTHER_SPELLINGS.items()}
    plain = {word: Branch(kind) for kind, words in _WITHOUT_DENOMINATION.items() for word in words}
    return named | spelt | plain


_BRANCHES: Final = MappingProxyType(_read_branches())


def find_branch(word: str) -> Branch | None:
    """Give the branch a word names, in any case, with blanks, hyphens or underscores; None for one not known."""
    folded = word.casefold().replace("_", " ").replace("-", " ").replace("’", "'")
    return _BRANCHES.get(" ".join(folded.split()))
