"""Whose rise it is: what share of a total's rise one part accounts for, and whether the others rose as well."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy import special

from vigil.picture.interval import CONFIDENCE, Interval, mean_interval
from vigil.picture.surge import RAISED_BELOW, Comparison

LARGEST_SHARE: Final = 2.0
"""Above this a part rose while the others fell by half as much or more: shares of what is left say nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total on the same day or month, and all the others together: the total without it."""

    series: str
    compared: Comparison
    others: Comparison


@dataclass(frozen=True, slots=True)
class Share:
    """What share of a total's rise one part accounts for, with a 95 % interval; above 1 when the others fell."""

    series: str
    share_of_rise: float
    low: float
    high: float


def split_rise(total: Comparison, parts: Sequence[Part]) -> tuple[Share, ...]:
    """Give each part's share of the total's rise; empty when the total did not rise.

    The parts must be contained in the total. The interval answers: had the same number of events come that day, how
    else might they have fallen on the part? Given the total, the part's count is binomial (Jeffreys interval), so
    that whatever makes a day busy for everybody cancels. The uncertainty of the part's own mean (gamma, widened by
    its dispersion) is joined to it by squaring and adding; the total's rise is taken as it was counted.

    References
    ----------
    Brown, Cai, DasGupta (2001), Statistical Science 16, 101-133 (Jeffreys interval);
    Zou, Donner (2008), Statistics in Medicine 27, 1693-1702 (joining two intervals).
    """
    return tuple(share for part in parts if (share := share_of_rise(part.series, part.compared, total)) is not None)


def share_of_rise(series: str, part: Comparison, total: Comparison) -> Share | None:
    """Give one part's share of a total's rise, as `split_rise` does; None when the total did not rise."""
    return _share(series, part, total) if total.rise > 0 else None


def find_whose(parts: Sequence[Part]) -> Part | None:
    """Give the one part whose rise it is: an alarm in it, and nothing out of the ordinary in all the others."""
    alarms = [part for part in parts if part.compared.is_alarm]
    if len(alarms) == 1 and not alarms[0].others.is_raised:
        return alarms[0]
    return None


def can_divide(total: Comparison) -> bool:
    """Say whether a total rose more than days do when events come singly: only then is there a rise to speak of."""
    return total.p_poisson is None or total.p_poisson < RAISED_BELOW


def is_whole(total: Comparison, part: Comparison, others: Comparison) -> bool:
    """Say whether a total's rise is wholly one part's: the total rose, the others did not, nor hid most of it."""
    return can_divide(total) and others.rise <= 0 < total.rise and part.rise <= LARGEST_SHARE * total.rise


def _share(series: str, part: Comparison, total: Comparison) -> Share:
    count, mean = _count_given_total(part.observed, total.observed), mean_interval(part.expected)
    below = math.hypot(part.observed - count.low, mean.high - part.expected.mean)
    above = math.hypot(count.high - part.observed, part.expected.mean - mean.low)
    return Share(
        series,
        part.rise / total.rise,
        (part.rise - below) / total.rise,
        (part.rise + above) / total.rise,
    )


def _count_given_total(part: int, total: int) -> Interval:
    tail = (1 - CONFIDENCE) / 2
    low = float(special.betaincinv(part + 0.5, total - part + 0.5, tail)) if part > 0 else 0.0
    high = float(special.betaincinv(part + 0.5, total - part + 0.5, 1 - tail)) if part < total else 1.0
    return Interval(total * low, total * high)
