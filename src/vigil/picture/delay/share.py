"""How much of a day's reports has come in after so many days, and how sure that is."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import special

from vigil.ground.arrays import FloatArray, IntArray
from vigil.picture.delay.triangle import Triangle

UNKNOWN_HAZARD: Final = 0.02
UNKNOWN_WEIGHT: Final = 1.0
"""Before anything is seen, each stretch of delay is thought to hold 2 % of what came by its end: worth one report."""

ALIKE_WEIGHT: Final = 30.0
"""Days of the week, and series that lend each other their delays, are thought alike with the weight of 30 reports."""

LEAST_SHARE: Final = 1e-9
"""No share is taken to be smaller, and no hazard to be nearer to 0 or 1: whatever may happen may happen once."""

BATCHES: Final = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e6)
"""How alike the days are to be tried: the smaller, the more one day's reports come in a batch of their own."""


@dataclass(frozen=True, slots=True)
class Share:
    """What share of a day's reports has come in, in (0, 1], and the concentration of its beta distribution, above 0."""

    mean: float
    concentration: float


@dataclass(frozen=True, slots=True, eq=False)
class DelayFit:
    """The delays of reports, as reverse hazards: of the reports within an edge, how many came after the edge before.

    `late` and `early` are the parameters of their beta distributions, shape (7, edges), by the weekday something
    happened on; the first edge has no hazard. `batch` is how alike single days are (`BATCHES`).
    """

    edges_days: tuple[int, ...]
    late: FloatArray
    early: FloatArray
    batch: float


def fit_delay(triangle: Triangle, *, window_days: int, alike: DelayFit | None = None) -> DelayFit:
    """Learn the delays from a moving window of days, each edge from the latest days of which all that is known.

    The reverse hazards of a right-truncated delay can be estimated apart from each other and from the counts; each is
    beta-binomial. In the first week each weekday has its own, drawn towards that of all days together.

    Parameters
    ----------
    window_days : how many days each hazard is learnt from
    alike : the delays of other series, towards which this one's are drawn

    References
    ----------
    Lawless (1994), Canadian Journal of Statistics 22, 15-31, section 2 (reverse hazards);
    Höhle, an der Heiden (2014), Biometrics 70, 993-1002 (generalised Dirichlet prior, moving window).
    """
    edges = triangle.edges_days
    late, early = np.zeros((7, len(edges))), np.ones((7, len(edges)))
    weekdays = triangle.weekdays()
    for edge in range(1, len(edges)):
        rows = _rows_known_within(triangle, edges[edge], window_days)
        counts = _late_and_early(triangle, edge, rows)
        prior = _prior(alike, edge)
        late[:, edge], early[:, edge] = np.array([*prior]) + counts.sum(axis=0)
        if edges[edge] - edges[edge - 1] == 1:
            hazard = late[0, edge] / (late[0, edge] + early[0, edge])
            weight = min(ALIKE_WEIGHT, late[0, edge] + early[0, edge])
            by_weekday = np.array([counts[weekdays[rows] == weekday].sum(axis=0) for weekday in range(7)])
            late[:, edge] = weight * hazard + by_weekday[:, 0]
            early[:, edge] = weight * (1 - hazard) + by_weekday[:, 1]
    return DelayFit(edges, late, early, _find_batch(triangle, late, early, window_days))


def share_after(fit: DelayFit, lag_days: int, weekday: int) -> Share:
    """Give what share of a day's reports has come in so many days after it, for a day of the week (Monday is 0).

    Within a stretch of delays the hazard is spread evenly. The product of independent beta variables is given by its
    mean and variance, which are exact, as one beta distribution.
    """
    first, second = 1.0, 1.0
    for edge in range(1, len(fit.edges_days)):
        before, until = fit.edges_days[edge - 1 : edge + 1]
        part = min(1.0, (until - lag_days) / (until - before))
        if part > 0:
            late, early = _single_day(fit.late[weekday, edge], fit.early[weekday, edge], fit.batch)
            first *= _moment(early, late, part)
            second *= _moment(early, late, 2 * part)
    first = max(first, LEAST_SHARE)
    variance = max(second - first**2, 1e-12)
    return Share(first, max(first * (1 - first) / variance - 1, 1e-2))


def _rows_known_within(triangle: Triangle, delay_days: int, window_days: int) -> IntArray:
    """Give the latest rows of which all reports with a delay are known."""
    until = triangle.days - delay_days
    return np.arange(max(0, until - window_days), max(0, until))


def _late_and_early(triangle: Triangle, edge: int, rows: IntArray) -> IntArray:
    """Give, for each row, how many came after the edge before, and how many until then; shape (rows, 2)."""
    within, before = triangle.within[rows, edge], triangle.within[rows, edge - 1]
    return np.stack([within - before, before], axis=1)


def _prior(alike: DelayFit | None, edge: int) -> tuple[float, float]:
    if alike is None:
        return UNKNOWN_WEIGHT * UNKNOWN_HAZARD, UNKNOWN_WEIGHT * (1 - UNKNOWN_HAZARD)
    late, early = float(alike.late[:, edge].mean()), float(alike.early[:, edge].mean())
    weight = min(1.0, ALIKE_WEIGHT / (late + early))
    return weight * late, weight * early


def _single_day(late: float, early: float, batch: float) -> tuple[float, float]:
    """Widen a hazard's beta distribution by how much single days differ."""
    known = late + early
    spread = 1 / (known + 1) + (1 - 1 / (known + 1)) / (batch + 1)
    return late / known * (1 / spread - 1), early / known * (1 / spread - 1)


def _moment(early: float, late: float, power: float) -> float:
    """Give the mean of a power of a beta variable."""
    return float(np.exp(special.betaln(early + power, late) - special.betaln(early, late)))


def _find_batch(triangle: Triangle, late: FloatArray, early: FloatArray, window_days: int) -> float:
    """Find how alike single days are, by the likelihood of the counts of each day in its first week."""
    found = np.zeros(len(BATCHES))
    weekdays = triangle.weekdays()
    for edge in (edge for edge, days in enumerate(triangle.edges_days) if 1 <= days <= 7):
        rows = _rows_known_within(triangle, triangle.edges_days[edge], window_days)
        counts = _late_and_early(triangle, edge, rows)
        known = late[weekdays[rows], edge] + early[weekdays[rows], edge]
        hazard = np.clip(late[weekdays[rows], edge] / known, LEAST_SHARE, 1 - LEAST_SHARE)
        for number, batch in enumerate(BATCHES):
            alpha, beta = batch * hazard, batch * (1 - hazard)
            found[number] += float(
                np.sum(special.betaln(alpha + counts[:, 0], beta + counts[:, 1]) - special.betaln(alpha, beta))
            )
    # Where the counts cannot tell, days are taken to be alike.
    return next(batch for batch, value in zip(BATCHES[::-1], found[::-1], strict=True) if value >= found.max() - 0.5)
