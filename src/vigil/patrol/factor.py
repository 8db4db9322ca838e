"""What says how much protecting a window is worth: factors, each with its bounds and a sentence, none measured."""

from dataclasses import dataclass
from enum import StrEnum
from math import prod


class FactorName(StrEnum):
    """What a factor stands for."""

    ATTENDANCE = "attendance"
    LEVEL = "level"
    COMMUNITY = "community"
    VULNERABILITY = "vulnerability"
    SURENESS = "sureness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor of a value, never below `low` nor above `high`.

    Raises
    ------
    ValueError : it is out of its bounds
    """

    name: FactorName
    value: float
    low: float
    high: float
    says: str

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ValueError(f"{self.name} is {self.value}, not between {self.low} and {self.high}")


@dataclass(frozen=True, slots=True)
class Worth:
    """What protecting a session's fullest quarter of an hour is worth: the product of its factors."""

    factors: tuple[Factor, ...]

    @property
    def value(self) -> float:
        """The product."""
        return prod(factor.value for factor in self.factors)


def bounded(value: float, low: float, high: float) -> float:
    """Give a value no lower and no higher than its bounds."""
    return min(max(value, low), high)
