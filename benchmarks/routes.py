"""How near our team orienteering comes to the best known, on instances in the format of the toptw data set.

Each case is solved in so many CPU seconds on one core, after everything has been compiled. Routes are checked from the
instance alone: customers in order, each once, every window and the day kept. BEST names the cases, one a row:
instance, vehicles, best. Without instances some are made up, and the best known is the best found here.
"""

import argparse
import csv
import json
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigil.patrol.routes.search import SearchRule, find_walks
from vigil.patrol.routes.task import Crew, build_task

Routes = tuple[tuple[int, ...], ...]
IntArray = NDArray[np.int64]
BEST_COLUMNS: Final = ("best", "literature_best_recalled")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Instance:
    """Customers and a depot (number 0), in whole tenths of a minute, or hundredths.

    `stay`, `prize`, `opens`, `closes` are of shape (customers + 1,); `way` is of shape (customers + 1, customers + 1).
    The day is as long as the depot is open.
    """

    name: str
    stay: IntArray
    prize: IntArray
    opens: IntArray
    closes: IntArray
    way: IntArray


@dataclass(frozen=True, slots=True)
class Case:
    """An instance, how many vehicles drive, and the best score known for them (None when it is to be found out)."""

    instance: Instance
    vehicles: int
    best: int | None


def read_instance(path: Path) -> Instance:
    """Read an instance; distances are cut off after one decimal, after two for Cordeau's (pr…)."""
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()[2:] if line.strip()]
    columns = np.array([[float(row[n]) for n in (1, 2, 3, 4, -2, -1)] for row in rows]).T
    return an_instance(path.stem, columns, decimals=2 if path.stem.startswith("pr") else 1)


def an_instance(name: str, columns: NDArray[np.float64], *, decimals: int) -> Instance:
    """Give an instance from its columns: x, y, stay, prize, opens, closes; shape (6, customers + 1)."""
    scale = 10**decimals
    x, y, stay, prize, opens, closes = columns
    # What is a whole number after scaling must not lose one to a binary fraction.
    way = np.floor(np.hypot(x[:, None] - x, y[:, None] - y) * scale + 1e-7)
    in_units = [np.round(column * scale).astype(np.int64) for column in (stay, opens, closes)]
    return Instance(
        name=name,
        stay=in_units[0],
        prize=np.round(prize).astype(np.int64),
        opens=in_units[1],
        closes=in_units[2],
        way=way.astype(np.int64),
    )


def score_of(instance: Instance, routes: Routes, vehicles: int) -> int | None:
    """Give the score of routes, checked from the instance alone; None when they break a rule."""
    visits = [customer for route in routes for customer in route]
    if len(routes) > vehicles or len(set(visits)) != len(visits) or not set(visits) <= set(range(1, len(instance.way))):
        return None
    for route in routes:
        at, here = int(instance.opens[0]), 0
        for there in route:
            at = max(at + int(instance.way[here, there]), int(instance.opens[there]))
            if at > instance.closes[there]:
                return None
            at, here = at + int(instance.stay[there]), there
        if at + instance.way[here, 0] > instance.closes[0]:
            return None
    return int(instance.prize[visits].sum()) if visits else 0


def solve_ours(case: Case, seconds: float, seed: int) -> Routes:
    """Give our routes after so many CPU seconds."""
    began_s = time.process_time()
    instance, count = case.instance, len(case.instance.way) - 1
    number = np.arange(count)
    visits = [instance.opens[1:], instance.closes[1:], instance.stay[1:], number + 1, number, np.zeros_like(number)]
    day = int(instance.closes[0])
    crew = Crew(start=0, end=0, from_time=int(instance.opens[0]), until_time=day)
    task = build_task(
        np.stack(visits, axis=1),
        np.ones(count, dtype=np.int64),
        instance.prize[None, 1:].astype(np.float64),
        instance.way[None, None],
        (crew,) * case.vehicles,
    )

    def spent(_steps: int) -> float:
        return (time.process_time() - began_s) / seconds

    # Prizes are whole: all travel together costs less than the least difference between two scores.
    rule = SearchRule(seed=seed, travel_price=0.5 / (case.vehicles * day), spent=spent)
    return tuple(tuple(visit + 1 for visit in walk) for walk in find_walks(task, rule).walks)


def solve_pyvrp(case: Case, seconds: float, seed: int) -> Routes:
    """Give PyVRP's routes after so many CPU seconds; a prize counts as many times as the day is long."""
    import pyvrp  # noqa: PLC0415 - a peer that need not be there

    instance, day = case.instance, int(case.instance.closes[0])
    began_s = time.process_time()
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in instance.way],
        clients=[
            pyvrp.Client(
                location=n,
                service_duration=int(instance.stay[n]),
                tw_early=int(instance.opens[n]),
                tw_late=int(instance.closes[n]),
                prize=int(instance.prize[n]) * day,
                required=False,
            )
            for n in range(1, len(instance.way))
        ],
        depots=[pyvrp.Depot(location=0)],
        vehicle_types=[pyvrp.VehicleType(num_available=case.vehicles, tw_early=int(instance.opens[0]), tw_late=day)],
        distance_matrices=[instance.way],  # type: ignore[list-item]  # its stub takes the shape for a number
        duration_matrices=[instance.way],  # type: ignore[list-item]  # likewise
    )
    found = pyvrp.solve(
        data, lambda _cost: time.process_time() - began_s >= seconds, seed=seed, collect_stats=False, display=False
    )
    return tuple(tuple(step.idx + 1 for step in route.schedule() if step.is_client()) for route in found.best.routes())


Solver = Callable[[Case, float, int], Routes]
PEERS: Final[Mapping[str, Solver]] = {"pyvrp": solve_pyvrp}


def made_up(seed: int) -> tuple[Instance, ...]:
    """Make up instances: customers spread or in clusters, windows short or long."""
    rng = np.random.default_rng(seed)
    found = []
    for name, count, length in (("spread", 100, 60), ("clusters", 144, 150), ("large", 240, 120)):
        centres = rng.uniform(10, 90, (1 + count // 24, 2))
        near = centres[rng.integers(len(centres), size=count)] + rng.normal(0, 7, (count, 2))
        at = rng.uniform(0, 100, (count, 2)) if name == "spread" else near
        opens = rng.uniform(0, 600, count).round()
        closes = opens + rng.uniform(0.5 * length, 1.5 * length, count).round()
        stay, prize = rng.integers(5, 20, count), rng.integers(1, 40, count)
        customers = [at[:, 0], at[:, 1], stay, prize, opens, closes]
        depot = (50.0, 50.0, 0.0, 0.0, 0.0, 720.0)
        columns = np.array([np.append(first, rest) for first, rest in zip(depot, customers, strict=True)])
        found.append(an_instance(name, columns, decimals=1))
    return tuple(found)


def read_cases(folder: Path, best: Path, vehicles: Sequence[int]) -> tuple[Case, ...]:
    """Read the cases that BEST names and whose instances are there."""
    with best.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    if not rows or not {"instance", "vehicles"} <= set(rows[0]) or not set(BEST_COLUMNS) & set(rows[0]):
        raise SystemExit(f"{best}: must have the columns instance, vehicles, best")
    column = next(name for name in BEST_COLUMNS if name in rows[0])
    instances: dict[str, Instance] = {}
    cases = []
    for row in rows:
        name = row["instance"].removesuffix(".txt")
        path = folder / f"{name}.txt"
        if int(row["vehicles"]) not in vehicles:
            continue
        if not path.exists():
            print(f"{path} is not there; left out", file=sys.stderr)
            continue
        if name not in instances:
            instances[name] = read_instance(path)
        cases.append(Case(instances[name], int(row["vehicles"]), round(float(row[column]))))
    return tuple(cases)


@dataclass(frozen=True, slots=True)
class Result:
    """What a solver found for a case; the score is None when a route breaks a rule."""

    score: int | None
    gap: float


def measure(case: Case, found: Mapping[str, Routes]) -> dict[str, Result]:
    """Give every solver's score and gap; what is invalid is worth nothing."""
    scores = {name: score_of(case.instance, routes, case.vehicles) for name, routes in found.items()}
    best = case.best or max((score or 0 for score in scores.values()), default=0)
    return {name: Result(score, (best - (score or 0)) / best if best else 0.0) for name, score in scores.items()}


def tell(case: Case, found: Mapping[str, Routes], results: Mapping[str, Result], cpu_s: Mapping[str, float]) -> None:
    """Print a case."""
    line: dict[str, object] = {
        "instance": case.instance.name,
        "vehicles": case.vehicles,
        "best": case.best,
        "score": results["vigil"].score,
        "gap": round(results["vigil"].gap, 6),
        "cpu_s": round(cpu_s["vigil"], 2),
        "routes": found["vigil"],
    }
    for name in found:
        if name != "vigil":
            line[name] = {
                "score": results[name].score,
                "gap": round(results[name].gap, 6),
                "cpu_s": round(cpu_s[name], 2),
            }
    print(json.dumps(line), flush=True)


def summed_up(results: Sequence[Result]) -> dict[str, object]:
    """Give the mean gap, the cases, and how many broke a rule."""
    gaps = [result.gap for result in results]
    return {
        "mean_gap": round(math.fsum(gaps) / len(gaps), 6) if gaps else None,
        "cases": len(gaps),
        "invalid": sum(result.score is None for result in results),
    }


def run(cases: Sequence[Case], solvers: Mapping[str, Solver], *, seconds: float, seed: int) -> dict[str, object]:
    """Solve, check and print every case, and give the summary."""
    warm = Case(made_up(seed)[0], 2, None)
    # Twice: compiling the first part may take all the time of the first, and leave the second part uncompiled.
    for solve in [*solvers.values(), *solvers.values()]:
        solve(warm, 0.1, seed)
    results: dict[str, list[Result]] = {name: [] for name in solvers}
    for case in cases:
        found: dict[str, Routes] = {}
        cpu_s: dict[str, float] = {}
        for name, solve in solvers.items():
            began_s = time.process_time()
            found[name] = solve(case, seconds, seed)
            cpu_s[name] = time.process_time() - began_s
        measured = measure(case, found)
        tell(case, found, measured, cpu_s)
        for name, result in measured.items():
            results[name].append(result)
    peers = {name: summed_up(got) for name, got in results.items() if name != "vigil"}
    return summed_up(results["vigil"]) | {"seconds": seconds, "seed": seed, "peers": peers}


def main() -> None:
    """Solve every case and print one JSON object for each, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.routes", description=__doc__)
    parser.add_argument("--instances", type=Path, metavar="DIR", help="a folder of instances, NAME.txt each")
    parser.add_argument("--best", type=Path, metavar="BEST.csv", help="the best known: instance,vehicles,best")
    parser.add_argument("--seconds", type=float, default=5.0, help="CPU seconds a case and solver (default: 5)")
    parser.add_argument("--vehicles", default="1,2,3,4", help="which numbers of vehicles (default: 1,2,3,4)")
    parser.add_argument("--peers", default="", help=f"others to run beside it, of: {', '.join(PEERS)}")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    vehicles = [int(number) for number in asked.vehicles.split(",")]
    peers = [name for name in asked.peers.split(",") if name]
    unknown = [name for name in peers if name not in PEERS]
    if unknown:
        parser.error(f"there is no peer {', '.join(unknown)}; there is {', '.join(PEERS)}")
    if (asked.instances is None) != (asked.best is None):
        parser.error("give --instances and --best together, or neither")
    cases = (
        tuple(Case(one, count, None) for one in made_up(asked.seed) for count in vehicles)
        if asked.instances is None
        else read_cases(asked.instances, asked.best, vehicles)
    )
    solvers: dict[str, Solver] = {"vigil": solve_ours} | {name: PEERS[name] for name in peers}
    print(json.dumps({"summary": run(cases, solvers, seconds=asked.seconds, seed=asked.seed)}))


if __name__ == "__main__":
    main()
