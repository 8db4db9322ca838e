"""Which Christian tradition a denomination belongs to, as far as the hours and the calendar go."""

from enum import Enum
from functools import lru_cache
from typing import Final


class Tradition(Enum):
    """A way of keeping Sundays and feasts; the value is what people call it."""

    ANGLICAN = "Anglican and Lutheran"
    CATHOLIC = "Catholic"
    FREE = "Methodist, Reformed and Baptist"
    EVANGELICAL = "Evangelical and Pentecostal"
    ORTHODOX = "Orthodox with Christmas on 25 December"
    OLD_CALENDAR = "Orthodox with Christmas on 7 January"
    ORTHODOX_UNTOLD = "Orthodox, Christmas on 25 December or 7 January"
    ADVENTIST = "Seventh-day Adventist"
    UNTOLD = "denomination not told"


_WORDS: Final = (
    (Tradition.ADVENTIST, ("adventist",)),
    (
        Tradition.OLD_CALENDAR,
        ("russian", "serbian", "georgian", "macedonian", "coptic", "ethiopian", "eritrean", "tewahedo", "old_calendar"),
    ),
    (Tradition.CATHOLIC, ("catholic",)),
    (Tradition.ORTHODOX, ("greek", "romanian", "bulgarian", "antiochian", "cypriot", "albanian")),
    (Tradition.ORTHODOX_UNTOLD, ("orthodox",)),
    (Tradition.ANGLICAN, ("anglican", "episcopal", "lutheran", "church_of_england", "church_in_wales")),
    (
        Tradition.EVANGELICAL,
        ("evangelical", "pentecostal", "charismatic", "assemblies_of_god", "apostolic", "elim", "redeemed", "new_wine"),
    ),
    (
        Tradition.FREE,
        ("methodist", "baptist", "presbyterian", "reformed", "congregational", "salvation_army", "quaker", "moravian"),
    ),
)
"""The first tradition with a word in the denomination; so Russian before Orthodox, Greek Catholic as Catholic."""


@lru_cache(maxsize=1024)
def tradition_of(denomination: str) -> Tradition:
    """Give the tradition of a denomination, written in the words of OpenStreetMap or in any other way."""
    folded = "_".join(denomination.casefold().replace("-", " ").replace("_", " ").split())
    found = (tradition for tradition, words in _WORDS if any(word in folded for word in words))
    return next(found, Tradition.UNTOLD)
