"""What is said of an event: the excess over the days after it, and its half-life."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from vigil.picture.explained.compare import Reference
from vigil.picture.impacts.half_life import HalfLife

MONTHS_HIDE: Final = "the excess on the day and over the first 7, 14 and 28 days is not measurable from monthly figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """What was counted from an event on beyond what would have been.

    `days` runs from the event's first day (of its month, where counts are monthly) to `until_on`, both included.
    `expected`, between `expected_low` and `expected_high`, is what would have been; `excess` is `observed` less that,
    between `low` and `high`. `p_value` is the chance of so high a count without the event.
    """

    days: int
    until_on: date
    observed: int
    expected: float
    expected_low: int
    expected_high: int
    p_value: float

    @property
    def excess(self) -> float:
        """How many more than would have been; negative when fewer."""
        return self.observed - self.expected

    @property
    def low(self) -> int:
        """At least so many more."""
        return self.observed - self.expected_high

    @property
    def high(self) -> int:
        """At most so many more."""
        return self.observed - self.expected_low

    @property
    def ratio(self) -> float:
        """How many times what would have been."""
        return self.observed / self.expected

    @property
    def is_clear(self) -> bool:
        """True when there were more than the interval of what would have been holds."""
        return self.low > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What one event set off in one series.

    `why_not` says why it cannot be told; then there is no excess. `half_life` is None where no horizon shows a clear
    excess. `history_from` is where the fit begins; `dispersion` is variance over mean of its periods.
    """

    event: Reference
    series: str
    is_monthly: bool
    horizons: tuple[Excess, ...] = ()
    half_life: HalfLife | None = None
    history_from: date | None = None
    dispersion: float | None = None
    why_not: str = ""

    @property
    def not_measurable(self) -> str:
        """What monthly counts cannot tell, whatever the event; empty of daily ones."""
        return MONTHS_HIDE if self.is_monthly else ""
