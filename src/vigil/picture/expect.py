"""What is usual: the mean of earlier periods and how much they vary when nothing is out of the ordinary."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from vigil.picture.expected import Expected
from vigil.picture.surge import Comparison

MOST_LEFT_OUT: Final = 0.1
"""At most this share of the periods is left out as out of the ordinary: what is more frequent is usual."""


def expect(earlier: Sequence[int]) -> Expected:
    """Give the mean of earlier counts, every one weighing the same, and the dispersion of the ordinary ones.

    An outbreak must not hide its own later days: were its first days to widen what counts as usual, the picture would
    stand down while it lasts. So the dispersion is that of the periods that would not themselves be alarms. The search
    goes upwards from the lowest nine tenths and takes in the next higher count as long as that is no alarm against
    those below it; from above, several high days would hide one another. The mean is over all periods: that is how
    the public record counts.

    Parameters
    ----------
    earlier : counts, each at least 0, one a period, at least one of them

    Raises
    ------
    ValueError : there is no earlier period

    References
    ----------
    Hadi (1992), Journal of the Royal Statistical Society B 54, 761-771 (searching forwards from a clean part).
    """
    if not earlier:
        raise ValueError("nothing can be expected from no earlier period")
    counts = sorted(earlier)
    kept = len(counts) - int(len(counts) * MOST_LEFT_OUT)
    while kept < len(counts) and not Comparison(counts[kept], _expect_like(counts[:kept])).is_alarm:
        kept += 1
    mean = float(np.mean(counts, dtype=np.float64))
    return Expected(mean, _expect_like(counts[:kept]).dispersion, len(counts))


def _expect_like(ordinary: Sequence[int]) -> Expected:
    """Give mean and dispersion of periods that are all taken for ordinary."""
    counts = np.asarray(ordinary, dtype=np.float64)
    mean = float(counts.mean())
    if mean == 0 or len(counts) < 2:
        return Expected(mean, 1.0, len(counts))
    return Expected(mean, max(1.0, float(counts.var(ddof=1)) / mean), len(counts))
