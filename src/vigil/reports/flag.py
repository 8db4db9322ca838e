"""Flags: what a publisher marks an offence with. One offence can carry several, so flags are never added."""

import re
from collections.abc import Mapping
from typing import Final

from vigil.register.place import Community

WRITTEN: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")

COMMUNITIES: Final[Mapping[str, Community]] = {
    "islamophobic": Community.MUSLIM,
    "anti_muslim": Community.MUSLIM,
    "antisemitic": Community.JEWISH,
    "anti_jewish": Community.JEWISH,
    "anti_sikh": Community.SIKH,
    "anti_hindu": Community.HINDU,
    "anti_christian": Community.CHRISTIAN,
}
"""The flags that speak of one community; a flag that is not here speaks of none, or of several."""

CONTAINED_IN: Final[Mapping[str, str]] = {"islamophobic": "faith", "antisemitic": "faith"}
"""Flags whose offences the publisher counts inside a wider flag as well, nearly all of them.

Only such a pair can say whose a rise is: the wider flag without the narrower is then the rest. `faith` lies mostly,
not wholly, inside `racist_and_religious`, so that pair says nothing.
"""


def parse_flag(text: str) -> str:
    """Give a flag in the form the desk keeps: small letters, digits and low lines.

    Raises
    ------
    ValueError : it is empty, too long, or holds something else
    """
    flag = re.sub(r"[\s-]+", "_", text.strip().lower())
    if not WRITTEN.fullmatch(flag):
        raise ValueError("a flag begins with a letter and has letters, digits and low lines, at most 60")
    return flag


def words_of_flag(flag: str) -> str:
    """Give a flag as people read it."""
    return {"islamophobic": "Islamophobic"}.get(flag, flag.replace("_", " "))
