"""Whether many draws agree with the probabilities that were published: Pearson's chi-square over cells of each day.

Each day's plans are laid end to end on the line from 0 to 1, as likely as they are long, and each belongs to the cell
in which its middle lies. A cell expects, each day, the probabilities of its plans together; what was drawn is counted
against that. Cells that expect fewer than five draws are joined with their neighbour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

CELLS: Final = 10
FEWEST_EXPECTED: Final = 5.0
SUSPICIOUS_BELOW: Final = 0.01


@dataclass(frozen=True, slots=True)
class Drawn:
    """One day's draw: how likely each plan was, and the number of the one drawn."""

    probabilities: tuple[float, ...]
    drawn: int


@dataclass(frozen=True, slots=True)
class DrawsFit:
    """How well draws fit what was published: the statistic, its degrees of freedom, and the chance of so much or more.

    With too few draws for two cells there is nothing to judge: 0 degrees of freedom, chance 1.
    """

    draws: int
    chi_square: float
    degrees: int
    p_value: float

    @property
    def is_suspicious(self) -> bool:
        """True when honest draws would fit so badly less than once in a hundred times."""
        return self.p_value < SUSPICIOUS_BELOW


def fit_draws(days: Sequence[Drawn]) -> DrawsFit:
    """Hold draws against the probabilities they were drawn with.

    References
    ----------
    Pearson (1900), "On the criterion …", Philosophical Magazine 50: the sum of (observed − expected)² / expected.
    """
    observed, expected = np.zeros(CELLS), np.zeros(CELLS)
    for day in days:
        chances = np.array(day.probabilities, dtype=np.float64)
        cells = np.minimum(((np.cumsum(chances) - chances / 2) * CELLS).astype(np.int64), CELLS - 1)
        np.add.at(expected, cells, chances)
        observed[cells[day.drawn]] += 1.0
    seen, due = _join(observed, expected)
    degrees = len(due) - 1
    if degrees < 1:
        return DrawsFit(len(days), 0.0, 0, 1.0)
    statistic = float(((seen - due) ** 2 / due).sum())
    return DrawsFit(len(days), statistic, degrees, float(chi2.sf(statistic, degrees)))


def _join(
    observed: NDArray[np.float64], expected: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Join cells from the left until each expects enough; what is left over goes to the last."""
    seen: list[float] = []
    due: list[float] = []
    open_seen = open_due = 0.0
    for here, wanted in zip(observed, expected, strict=True):
        open_seen, open_due = open_seen + float(here), open_due + float(wanted)
        if open_due >= FEWEST_EXPECTED:
            seen.append(open_seen)
            due.append(open_due)
            open_seen = open_due = 0.0
    if due:
        seen[-1] += open_seen
        due[-1] += open_due
    return np.array(seen), np.array(due)
