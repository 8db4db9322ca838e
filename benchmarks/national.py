"""What a plan of a whole country would cost: 45 forces, 45,000 places, 6,000 units, from a sample of cells.

Forces differ in size and in how many units they have for their places. Each is cut into cells of about 12 units; some
cells are planned, each in a process of its own, and a model of the cost is fitted to them: seconds = a × (units ×
windows) to the power b. Then whole forces are planned, and what they took is set against what the model says.
"""

import argparse
import itertools
import json
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.patrol_game import Given, Line, measure_mixture, tell
from benchmarks.patrol_request import City, Geography, Worth, make_request

FORCES: Final = 45
PLACES: Final = 45_000
UNITS: Final = 6_000
CELL_UNITS: Final = 12
SHAPES: Final = (Geography.CLUSTERED, Geography.UNIFORM, Geography.TWO_TOWNS)
WORTHS: Final = (Worth.USUAL, Worth.USUAL, Worth.HEAVY)


@dataclass(frozen=True, slots=True)
class Cost:
    """How processor time grows with a cell: seconds = exp(`level`) × (units × windows) to the power `power`."""

    level: float
    power: float
    scatter: float

    def seconds(self, size: float) -> float:
        """Give the mean processor time of a cell of a size, which is its units × its windows."""
        return math.exp(self.level + self.power * math.log(size) + self.scatter**2 / 2)


def make_forces(seed: int) -> list[City]:
    """Give the forces of a country, the smallest first; their places and units add up."""
    rng = np.random.default_rng([seed, FORCES])
    size = np.exp(rng.normal(0.0, 0.7, FORCES))
    places = _share_out(PLACES, size)
    units = _share_out(UNITS, places * np.exp(rng.normal(0.0, 0.2, FORCES)))
    forces = [
        City(
            places=count,
            units=units[number],
            geography=SHAPES[number % len(SHAPES)],
            worth=WORTHS[number % len(WORTHS)],
            seed=seed * 1000 + number,
        )
        for number, count in enumerate(places)
    ]
    return sorted(forces, key=lambda force: force.units)


def _share_out(total: int, weights: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[int]:
    """Give whole shares in proportion that add up to a total; what rounding leaves goes to the last."""
    edges = np.rint(np.cumsum(weights) / np.sum(weights) * total).astype(int)
    return [int(share) for share in np.diff(edges, prepend=0)]


def cells_of(force: City) -> list[City]:
    """Cut a force into cells of about 12 units, its places dealt out evenly."""
    count = max(1, round(force.units / CELL_UNITS))
    places, units = _share_out(force.places, [1.0] * count), _share_out(force.units, [1.0] * count)
    return [
        replace(force, places=places[number], units=units[number], seed=force.seed * 100 + number)
        for number in range(count)
    ]


def sample(cells: Sequence[City], count: int, seed: int) -> list[City]:
    """Draw cells from small to large, one from each stretch of as many cells."""
    rng = np.random.default_rng([seed, count])
    in_order = sorted(cells, key=lambda cell: (cell.units * cell.places, cell.seed))
    edges = np.linspace(0, len(in_order), count + 1).astype(int)
    return [in_order[int(rng.integers(low, high))] for low, high in itertools.pairwise(edges)]


def size_of(cell: City) -> int:
    """Give units × windows."""
    return cell.units * len(make_request(cell)["windows"])


def fit_cost(sizes: Sequence[float], seconds: Sequence[float]) -> Cost:
    """Fit the model of the cost by least squares on logarithms."""
    logs, taken = np.log(sizes), np.log(seconds)
    power, level = np.polyfit(logs, taken, 1)
    left = taken - (level + power * logs)
    return Cost(float(level), float(power), float(left.std()))


def measure_cells(cells: Sequence[City], given: Given) -> list[Line]:
    """Plan the cells one by one."""
    return [
        tell({"case": cell.name, "of": "cells", "size": size_of(cell)} | measure_mixture(cell, given)) for cell in cells
    ]


def measure_forces(forces: Sequence[City], cost: Cost, windows_a_place: float, given: Given) -> list[Line]:
    """Plan whole forces, and set what they took against what the model says of their cells."""
    lines = []
    for force in forces:
        says = sum(cost.seconds(cell.units * cell.places * windows_a_place) for cell in cells_of(force))
        cells = len(cells_of(force))
        made = measure_mixture(force, replace(given, seconds=given.seconds * cells), threads=2)
        line: Line = {"case": force.name, "of": "forces", "cells": cells, "model_cpu_s": round(says, 1)} | made
        if "failed" not in made:
            line["model_over_measured"] = round(says / made["cpu_s"], 3)
        lines.append(tell(line))
    return lines


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__)
    parser.add_argument("--cells", type=int, default=8, help="how many cells to plan")
    parser.add_argument("--forces", type=int, default=3, help="how many whole forces to plan, the smallest and up")
    parser.add_argument("--seconds", type=float, default=20.0, help="processor time that each cell is given")
    parser.add_argument("--gap", type=float, default=0.02, help="stop a search when it is proved so close to the best")
    parser.add_argument("--seed", type=int, default=1, help="which country is made up")
    asked = parser.parse_args()
    forces = make_forces(asked.seed)
    cells = [cell for force in forces for cell in cells_of(force)]
    with tempfile.TemporaryDirectory() as folder:
        given = Given(asked.seconds, asked.gap, asked.seed, Path(folder))
        lines = [line for line in measure_cells(sample(cells, asked.cells, asked.seed), given) if "failed" not in line]
        if len(lines) < 3:
            raise SystemExit("Fewer than three cells could be planned; there is nothing to fit a cost to.")
        cost = fit_cost([line["size"] for line in lines], [line["cpu_s"] for line in lines])
        sampled = sample(cells, asked.cells, asked.seed)
        windows_a_place = sum(size_of(cell) / cell.units for cell in sampled) / sum(cell.places for cell in sampled)
        checked = measure_forces(forces[: asked.forces], cost, windows_a_place, given)
    seconds = sum(cost.seconds(cell.units * cell.places * windows_a_place) for cell in cells)
    summary = {
        "forces": len(forces),
        "places": sum(force.places for force in forces),
        "units": sum(force.units for force in forces),
        "cells": len(cells),
        "cost": {"power": round(cost.power, 3), "scatter": round(cost.scatter, 3)},
        "cpu_hours": round(seconds / 3600, 2),
        "cores_for_five_minutes": math.ceil(seconds / 300),
        "gap": max(line["gap"] for line in lines),
        "megabytes": max(line["megabytes"] for line in lines),
        "model_over_measured": [line.get("model_over_measured") for line in checked],
    }
    print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
