"""How likely each strength of one effect is, all else fitted anew at every point: its peak and its limits."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.fit_series import Fit, with_size

FALL_AT_90: Final = 1.6449
"""How far, in standard deviations, an interval of 90 % reaches: the root of twice the fall of the evidence."""

ROUNDS: Final = 6
CLOSE: Final = 0.03
MOST_CHILDREN: Final = 8.0
SMALLEST_STEP: Final = 0.01
USUAL_STEP: Final = 0.05


@dataclass(frozen=True, slots=True)
class Peak:
    """Where the evidence of an effect is highest, its value there, and how far it is known (standard deviation)."""

    children: float
    value: float
    spread: float


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The evidence of one effect, of `source` among the sources of a fitted series."""

    found: Fit
    source: int

    def at(self, children: float) -> float:
        """Give the evidence when the effect is held at so many children per event."""
        model = self.found.model
        start = self.found.parameters.copy()
        start[model.sources_at + self.source] = children
        closed = model.closed.copy()
        closed[self.source] = True
        return with_size(replace(model, closed=closed), start).evidence

    def peak(self) -> Peak:
        """Climb to the highest point, by the parabola through three points around the best fit."""
        centre = float(self.found.children[self.source])
        place = self.found.model.sources_at + self.source
        known = float(np.sqrt(self.found.covariance[place, place]))
        step = max(known, SMALLEST_STEP) if known else USUAL_STEP
        places = np.asarray(max(centre - step, 0.0) + step * np.arange(3), dtype=np.float64)
        values = np.array([self.at(float(one)) for one in places], dtype=np.float64)
        top, bend = _vertex(places, values)
        if bend < 0 and 0 < top < MOST_CHILDREN:
            places, values = np.append(places, top), np.append(values, self.at(top))
        best = int(np.argmax(values))
        spread = 1.0 / np.sqrt(-2 * bend) if bend < 0 else step
        return Peak(float(places[best]), float(values[best]), float(spread))

    def limits(self, peak: Peak) -> tuple[float, float]:
        """Give the 90 % interval: how far the evidence falls as that of a normal variable does at 1.645 deviations."""
        low = 0.0
        if peak.children > 0 and self._fall(peak, 0.0) > FALL_AT_90:
            low = self._crossing(peak, max(peak.children - FALL_AT_90 * peak.spread, peak.children / 8))
        return low, self._crossing(peak, peak.children + FALL_AT_90 * peak.spread)

    def _fall(self, peak: Peak, children: float) -> float:
        return float(np.sqrt(2 * max(0.0, peak.value - self.at(children))))

    def _crossing(self, peak: Peak, guess: float) -> float:
        """Walk out from the peak until the evidence has fallen enough; its root grows about as the distance does."""
        for _ in range(ROUNDS):
            fall = self._fall(peak, guess)
            if abs(fall - FALL_AT_90) < CLOSE * FALL_AT_90:
                break
            farther = float(np.clip(FALL_AT_90 / max(fall, 1e-9), 0.5, 2.0))
            guess = float(np.clip(peak.children + (guess - peak.children) * farther, 0.0, MOST_CHILDREN))
        return guess


def _vertex(places: FloatArray, values: FloatArray) -> tuple[float, float]:
    """Give where the parabola through three points has its vertex, and how it bends: below 0 downwards."""
    bend, slope, _ = np.polyfit(places - places[1], values - values[1], 2)
    return float(places[1] - slope / (2 * bend)) if bend else 0.0, float(bend)
