"""Whether a count is out of the ordinary: its ratio to the mean, its probability by chance, and the alarm rule."""

from dataclasses import dataclass
from typing import Final

from scipy import special

from vigil.picture.expected import Expected
from vigil.picture.interval import Interval, ratio_interval

ALARM_BELOW: Final = 0.001
"""A count is an alarm when one as high or higher comes by chance less often than once in a thousand periods."""

RAISED_BELOW: Final = 0.05
"""Below this a count no longer counts as ordinary, though it is not yet an alarm."""

HIGHEST_COUNT: Final = 10_000_000_000
"""What is above this is taken for a mistake in the file; it is more than there are people."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A count held against what was expected of its period."""

    observed: int
    expected: Expected

    @property
    def rise(self) -> float:
        """How many more than the mean; negative when fewer."""
        return self.observed - self.expected.mean

    @property
    def ratio(self) -> float | None:
        """How many times the mean; None when the mean is nought."""
        return self.observed / self.expected.mean if self.expected.mean > 0 else None

    @property
    def ratio_interval(self) -> Interval | None:
        """How many times the mean the period's own level may have been (95 %); None when the mean is nought."""
        return ratio_interval(self.observed, self.expected)

    @property
    def p_poisson(self) -> float | None:
        """How likely so high a count is if periods vary no more than Poisson; None when the mean is nought."""
        return p_poisson(self.observed, self.expected.mean) if self.expected.mean > 0 else None

    @property
    def p_overdispersed(self) -> float:
        """How likely so high a count is if this period varies as the earlier ones did."""
        return p_overdispersed(self.observed, self.expected)

    @property
    def is_alarm(self) -> bool:
        """True when so high a count would come by chance less than once in a thousand periods."""
        return self.p_overdispersed < ALARM_BELOW

    @property
    def is_raised(self) -> bool:
        """True when so high a count would come by chance less than once in twenty periods."""
        return self.p_overdispersed < RAISED_BELOW


def p_poisson(observed: int, mean: float) -> float:
    """Give the probability of `observed` or more events where `mean` > 0 are expected and events come singly."""
    return float(special.gammainc(observed, mean)) if observed > 0 else 1.0


def p_overdispersed(observed: int, expected: Expected) -> float:
    """Give the probability of `observed` or more events when periods vary as much as they did.

    The count is negative binomial with the mean of the earlier periods and a variance of
    mean × dispersion × (1 + 1/periods): the last factor is our own uncertainty about that mean. Where nothing ever
    happened the mean is taken as half an event in the whole time (Jeffreys' prior for a Poisson rate), because a
    first event must not be an alarm merely for being the first.

    Parameters
    ----------
    observed : at least 0

    Returns
    -------
    probability, in [0, 1]; smaller is more surprising
    """
    if observed == 0:
        return 1.0
    mean = expected.mean or 0.5 / expected.periods
    variance_over_mean = expected.dispersion * (1 + 1 / expected.periods)
    size = mean / (variance_over_mean - 1)
    return float(special.betainc(observed, size, 1 - 1 / variance_over_mean))


def alarm_from(expected: Expected) -> int:
    """Give the smallest count that would be an alarm: the upper edge of what is expected, plus one."""
    low, high = 0, 1
    while p_overdispersed(high, expected) >= ALARM_BELOW:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if p_overdispersed(middle, expected) < ALARM_BELOW:
            high = middle
        else:
            low = middle
    return high
