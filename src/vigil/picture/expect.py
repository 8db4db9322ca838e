"""What is usual: the mean of earlier periods and how much they vary. Issue 3 puts better models behind `Expected`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Expected:
    """What the earlier periods lead one to expect of the next.

    `dispersion` is variance over mean, at least 1 (Poisson); `periods` is how many the mean was taken over.
    """

    mean: float
    dispersion: float
    periods: int


def expect(earlier: Sequence[int]) -> Expected:
    """Give the mean and the dispersion of earlier counts, every one weighing the same.

    Parameters
    ----------
    earlier : counts, each at least 0, one a period, at least one of them

    Raises
    ------
    ValueError : there is no earlier period
    """
    if not earlier:
        raise ValueError("nothing can be expected from no earlier period")
    counts = np.asarray(earlier, dtype=np.float64)
    mean = float(counts.mean())
    if mean == 0 or len(counts) < 2:
        return Expected(mean, 1.0, len(counts))
    return Expected(mean, max(1.0, float(counts.var(ddof=1)) / mean), len(counts))
