"""What a unit says at a door, by how high the level is there."""

from collections.abc import Mapping
from typing import Final

SAY: Final[Mapping[str, str]] = {
    "normal": (
        "Say who you are and how long you stay. Say that you come by from time to time, and that nothing special has "
        "brought you. Ask whether anything has worried them lately, and how they would reach us."
    ),
    "heightened": (
        "Say who you are and how long you stay. Say that you are here because of what happened elsewhere, and that "
        "more of us are out for a while. Ask whether anything has worried them, and how they would reach us."
    ),
    "exceptional": (
        "Say who you are and how long you stay. Say that we are out at every place we can reach. Ask who keeps the "
        "doors, where people would go if they had to leave, and how they would reach us."
    ),
}
"""What to say on a visit, by the level of the place."""

WHY_NOT: Final = (
    "Sent somewhere else",
    "Running late",
    "Cannot get there: road or traffic",
    "The vehicle or somebody of us is out",
    "Nobody is there, or it is closed",
    "Another reason",
)
"""Why a unit cannot go to a place, as it chooses among; `ask.mjs` asks with the same words."""

SECRECY: Final = "For this unit only. Show it to nobody else, and do not photograph it."
