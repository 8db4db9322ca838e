"""How good the drawn patrol is, and what it costs: cities of many kinds, floors, large ones, repairs, warm starts.

Each mixture is made by `vigil patrol plan --kind game` in a process of its own and then looked at by the independent
check; `faults` is how many it found. `cpu_s` is the processor time of the whole command on all its cores, with its
start; `said_cpu_s` is what the plan says of its search. The per-unit bound is measured inside this process. A gap is
over the bound: relative to the value, and in `gap_of_range` to the largest value there is.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.patrol_request import KINDS, City, make_request
from vigil.patrol.game.per_unit import PerUnit, PerUnitLimits, solve_per_unit
from vigil.patrol.game.problem import Problem, make_problem
from vigil.patrol.inspect.faults import inspect_plan
from vigil.patrol.read_request import parse_request

Line = dict[str, Any]
FLOOR: Final = 0.8
OF_A_PLAN: Final = ("value", "bound", "gap", "gap_of_range", "tail_value", "entropy_bits", "stopped")
TARGETS: Final = {
    "per_unit_gap": 0.001,
    "joint_gap": 0.01,
    "cpu_s": 20.0,
    "of_repeated": 0.55,
    "floor_cost": 0.005,
    "units_33_gap": 0.03,
    "large_gap": 0.02,
    "large_seconds": 240.0,
    "large_megabytes": 1000.0,
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the command was told."""

    seconds: float
    gap: float
    seed: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that was run: how it ended, what it used, and what it said went wrong."""

    code: int
    cpu_s: float
    wall_s: float
    megabytes: float
    says: str


def run_vigil(*words: str, errors: Path) -> Ran:
    """Run a command of Vigil to its end, and measure it and all that it started."""
    begins = time.perf_counter()
    with errors.open("w+", encoding="utf-8") as file:
        process = subprocess.Popen([sys.executable, "-m", "vigil", *words], stdout=file, stderr=file)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        file.seek(0)
        says = file.read().strip().splitlines()
    wall_s = time.perf_counter() - begins
    return Ran(
        process.returncode, used.ru_utime + used.ru_stime, wall_s, used.ru_maxrss / 1024, says[-1] if says else ""
    )


def tell(line: Line) -> Line:
    """Print a line and give it."""
    print(json.dumps(line), flush=True)
    return line


def make_files(city: City, given: Given) -> tuple[Path, Path]:
    """Write a city's request, and say where its plan will be."""
    request = given.folder / "request.json"
    request.write_text(json.dumps(make_request(city)), encoding="utf-8")
    return request, given.folder / "plan.json"


def measure_mixture(city: City, given: Given, threads: int = 1) -> Line:
    """Make a mixture with the command, check it, and say how good it is."""
    request, plan = make_files(city, given)
    plan.unlink(missing_ok=True)
    words = ["--seconds", str(given.seconds), "--gap", str(given.gap), "--seed", str(given.seed)]
    words += ["--threads", str(threads), "--kind", "game", "--out", str(plan)]
    ran = run_vigil("patrol", "plan", str(request), *words, errors=given.folder / "errors.txt")
    line: Line = {"cpu_s": round(ran.cpu_s, 1), "wall_s": round(ran.wall_s, 1), "megabytes": round(ran.megabytes)}
    if ran.code != 0:
        return line | {"failed": ran.says}
    told: Mapping[str, Any] = json.loads(plan.read_text(encoding="utf-8"))
    line |= {"said_cpu_s": _round(told["cpu_s"]), "plans": len(told["plans"])}
    line |= {name: _round(told.get(name)) for name in OF_A_PLAN}
    line["baselines"] = {one["name"]: _round(one["value"]) for one in told.get("baselines") or ()}
    if repeated := line["baselines"].get("repeated"):
        line["of_repeated"] = _round(told["value"] / repeated)
    found = inspect_plan(request.read_bytes(), plan.read_bytes(), "request.json", "plan.json")
    return line | {"faults": len(found.faults), "first_fault": found.faults[0] if found.faults else None}


def _round(figure: object) -> object:
    return round(figure, 5) if isinstance(figure, float) else figure


def problem_of(request: Mapping[str, Any]) -> Problem:
    """Give a made-up request as the planner sees it."""
    return make_problem(parse_request(json.dumps(request).encode(), "request.json"))


@dataclass(frozen=True, slots=True)
class Timed:
    """A per-unit optimum, and the processor time it took."""

    found: PerUnit
    cpu_s: float


def time_per_unit(problem: Problem, given: Given, warm: PerUnit | None = None) -> Timed:
    """Work out the per-unit optimum, from the rounds of another one if it is given."""
    rng = np.random.Generator(np.random.Philox(key=given.seed))
    begins = time.process_time()
    found = solve_per_unit(problem, rng, PerUnitLimits(gap=0.001), warm.rounds if warm else ())
    return Timed(found, time.process_time() - begins)


def measure_bound(city: City, given: Given) -> Line:
    """Say how close the per-unit optimum comes to its own bound."""
    timed = time_per_unit(problem_of(make_request(city)), given)
    return {
        "per_unit_gap": _round(timed.found.gap),
        "per_unit_value": _round(timed.found.value),
        "per_unit_cpu_s": round(timed.cpu_s, 2),
        "per_unit_iterations": timed.found.iterations,
    }


def measure_cities(given: Given) -> list[Line]:
    """Measure every kind of city."""
    return [
        tell({"case": city.name, "of": "cities"} | measure_bound(city, given) | measure_mixture(city, given))
        for city in KINDS
    ]


def measure_floors(given: Given) -> list[Line]:
    """Measure what it costs to cover each community at least at 0.8 of the mean."""
    lines = []
    for city in KINDS[:4]:
        plain = time_per_unit(problem_of(make_request(city)), given).found
        fair = time_per_unit(problem_of(make_request(replace(city, floor=FLOOR))), given).found
        line: Line = {"case": city.name, "of": "floors", "value": _round(plain.value)}
        line["floor_cost"] = _round(fair.value / plain.value - 1)
        line["most_missed"] = _round(float(fair.missed.max(initial=0.0)))
        lines.append(tell(line | {"with_floors": measure_mixture(replace(city, floor=FLOOR), given)}))
    return lines


def measure_units(given: Given) -> list[Line]:
    """Measure games of more and more units in one city, and 33 in a city as thinly covered as the others."""
    cities = [City(units=units) for units in (16, 20, 24, 33)] + [City(places=550, units=33)]
    return [tell({"case": city.name, "of": "units"} | measure_mixture(city, given)) for city in cities]


def measure_large(given: Given) -> list[Line]:
    """Measure a city of 2,000 places and 150 units on two cores."""
    city = City(places=2000, units=150)
    return [
        tell({"case": city.name, "of": "large"} | measure_mixture(city, replace(given, seconds=480.0, gap=0.02), 2))
    ]


def measure_limits(given: Given) -> list[Line]:
    """Measure cities whose units rest, drive no more than so much, and have skills that windows ask for."""
    cities = (City(limits=True), City(limits=True, seed=2, worship=KINDS[5].worship))
    return [
        tell(
            {"case": f"{city.name} limits", "of": "limits"} | measure_bound(city, given) | measure_mixture(city, given)
        )
        for city in cities
    ]


def measure_replan(given: Given) -> list[Line]:
    """Measure new rounds after a unit was sent elsewhere in mid-shift."""
    lines = []
    for city in (City(), City(places=2000, units=150)):
        made = measure_mixture(city, given, 1 if city.units < 100 else 2)
        request, plan, again = given.folder / "request.json", given.folder / "plan.json", given.folder / "again.json"
        words = ("--without", "u0000", "--at", "13:05", "--out", str(again))
        ran = run_vigil("patrol", "replan", str(plan), str(request), *words, errors=given.folder / "errors.txt")
        line: Line = {"case": city.name, "of": "replan", "value": made.get("value")}
        if ran.code == 0:
            told = json.loads(again.read_text(encoding="utf-8"))
            line |= {"said_ms": round(1000 * told["cpu_s"], 1), "value_after": _round(told["value"])}
        else:
            line["failed"] = ran.says
        lines.append(tell(line))
    return lines


def measure_warm(given: Given) -> list[Line]:
    """Measure the per-unit optimum from yesterday's rounds, when one community's values have risen by three tenths."""
    lines = []
    for city in KINDS[:3]:
        request = make_request(city)
        before = time_per_unit(problem_of(request), given)
        muslim = {place["id"] for place in request["places"] if place["community"] == "muslim"}
        for window in request["windows"]:
            for part in window["bins"]:
                part["value"] *= 1.3 if window["place"] in muslim else 1.0
        problem = problem_of(request)
        cold, warm = time_per_unit(problem, given), time_per_unit(problem, given, before.found)
        line: Line = {"case": city.name, "of": "warm", "cold_cpu_s": round(cold.cpu_s, 2)}
        line |= {"warm_cpu_s": round(warm.cpu_s, 2), "warm_gap": _round(warm.found.gap)}
        lines.append(tell(line | {"over_cold": _round(warm.found.objective / cold.found.objective - 1)}))
    return lines


CASES: Final[Mapping[str, Callable[[Given], list[Line]]]] = {
    "cities": measure_cities,
    "floors": measure_floors,
    "units": measure_units,
    "limits": measure_limits,
    "warm": measure_warm,
    "replan": measure_replan,
    "large": measure_large,
}


def summarise(lines: Sequence[Line]) -> Line:
    """Give the worst of each figure, beside what was aimed at."""

    def worst(key: str, of: str) -> float | None:
        found = [line[key] for line in lines if line["of"] == of and isinstance(line.get(key), int | float)]
        return max(found) if found else None

    return {
        "cases": len(lines),
        "failed": sum("failed" in line or "failed" in line.get("with_floors", {}) for line in lines),
        "faults": math.fsum(line.get("faults", 0) + line.get("with_floors", {}).get("faults", 0) for line in lines),
        "per_unit_gap": worst("per_unit_gap", "cities"),
        "joint_gap": worst("gap", "cities"),
        "cpu_s": worst("said_cpu_s", "cities"),
        "of_repeated": worst("of_repeated", "cities"),
        "floor_cost": worst("floor_cost", "floors"),
        "units_gap": worst("gap", "units"),
        "large_gap": worst("gap", "large"),
        "large_seconds": worst("wall_s", "large"),
        "large_megabytes": worst("megabytes", "large"),
        "targets": TARGETS,
    }


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.patrol_game", description=__doc__)
    parser.add_argument("--only", help=f"some of {', '.join(CASES)}, with commas between them; all when left out")
    parser.add_argument("--seconds", type=float, default=20.0, help="processor time that each mixture is given")
    parser.add_argument("--gap", type=float, default=0.01, help="stop a search when it is proved so close to the best")
    parser.add_argument("--seed", type=int, default=1, help="the planner's seed")
    asked = parser.parse_args()
    wanted = asked.only.split(",") if asked.only else list(CASES)
    if unknown := sorted(set(wanted) - set(CASES)):
        parser.error(f"there is no case {', '.join(unknown)}; there are {', '.join(CASES)}")
    with tempfile.TemporaryDirectory() as folder:
        given = Given(asked.seconds, asked.gap, asked.seed, Path(folder))
        time_per_unit(problem_of(make_request(City(places=20, units=2))), given)  # compiles what is compiled
        lines = [line for name in wanted for line in CASES[name](given)]
    print(json.dumps({"summary": summarise(lines)}))


if __name__ == "__main__":
    main()
