"""Response levels: how much is done to protect."""

from enum import StrEnum


class ResponseLevel(StrEnum):
    """How much is done, from the least to the most."""

    NORMAL = "normal"
    HEIGHTENED = "heightened"
    EXCEPTIONAL = "exceptional"

    @property
    def rank(self) -> int:
        """Its place on the ladder, 0 for normal."""
        return tuple(ResponseLevel).index(self)


def highest(*levels: ResponseLevel) -> ResponseLevel:
    """Give the highest of some levels; NORMAL of none."""
    return max(levels, key=lambda level: level.rank, default=ResponseLevel.NORMAL)
