"""What is expected of a period. Issue 3 puts better models behind it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expected:
    """What the earlier periods lead one to expect of the next.

    `dispersion` is variance over mean, at least 1 (Poisson); `periods` is how many the mean was taken over.
    """

    mean: float
    dispersion: float
    periods: int
