"""A number that may be shown."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

PROBABILITY: Final = "probability"
"""The unit of a figure that says how seldom something comes by chance, in [0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it is of, its unit, what it is counted against, as of when, and who says so.

    `denominator` is that against which the number means something: the period and the area it was counted in, or
    how many periods a mean was taken over. Without one of them there is no figure to show.

    Raises
    ------
    ValueError : any of the words is empty
    """

    of: str
    value: float
    unit: str
    denominator: str
    as_of: date
    source: str

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and not value.strip():
                raise ValueError(f"a figure without its {field.name} must not be shown")
