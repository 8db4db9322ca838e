"""What a scan costs: nominal cylinders × replications per CPU second, the nightly run, and its memory.

Places lie at random in a square of 400 km, each with its own number of people; cases fall on them and on the days by
chance. Each line has the cylinders a scan looks at (discs around all centres × stretches of time), the CPU seconds of
its replications, drawing included, and their rate; target 2e9 a CPU second in space and time. The time before them is
given apart: `lists_s` for sorting the neighbours the first time, `again_s` when the lists are kept, `best_s` for the
observed clusters. Machine code is made before time is taken.

`--nightly` runs six communities on two threads as every night does: at 50 km (target 3 minutes on two cores) and at
half of the expected cases (target 8), with clusters of up to 30 days and, in a third run, of up to half a year; under
2 GB. `--communities` and `--replications` run a part of it, from which `whole_minutes_on_two_cores` is worked out.
`--only-nightly` leaves out the rest. `--plot FILE.svg` draws cost against places, days and replications.
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypedDict

import numpy as np

from vigil.picture import scan
from vigil.picture.cluster.find import find_best_by_centre
from vigil.picture.cluster.frame import count_cylinders
from vigil.picture.cluster.neighbourhood import find_neighbourhoods
from vigil.picture.cluster.question import baseline_by_place, pose
from vigil.picture.cluster.replicate import ReplicationPlan, replicate
from vigil.picture.cluster.warm_up import warm_up

SIDE_M: Final = 400_000.0
COMMUNITIES: Final = 6
NIGHT: Final = 999
TARGET: Final = 2e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a made-up scan is; a longest of 0 is half of the days."""

    model: str = "permutation"
    kind: str = "prospective"
    full: bool = False
    places: int = 1000
    days: int = 365
    cases: int = 5000
    longest: int = 30
    radius_km: float | None = None
    replications: int = 256
    threads: int = 1

    @property
    def named(self) -> str:
        """What the case is called."""
        reach = "half" if self.radius_km is None else f"{self.radius_km:g} km"
        baseline = " by cell" if self.full else ""
        return (
            f"{self.model}{baseline} {self.kind}: {self.places} places, {self.days} days, {self.cases} cases, "
            f"{self.longest} days at most, {reach}"
        )


CASES: Final = (
    Size(),
    Size(model="poisson"),
    Size(model="poisson", full=True),
    Size(longest=182),
    Size(cases=50_000),
    Size(places=5000, radius_km=50),
    Size(places=5000),
    Size(model="poisson", kind="spatial", days=1, longest=1),
    Size(model="bernoulli", kind="spatial", days=1, longest=1, cases=500),
    Size(model="poisson", kind="retrospective", days=24, longest=12, places=300, cases=3000),
)

NIGHTLY: Final = (
    Size(places=5000, radius_km=50, replications=NIGHT, threads=2),
    Size(places=5000, replications=NIGHT, threads=2),
    Size(places=5000, longest=182, replications=NIGHT, threads=2),
)

CURVES: Final = (
    ("places", "places", tuple(Size(places=number) for number in (250, 500, 1000, 2000, 4000))),
    ("days", "days at most", tuple(Size(longest=number) for number in (7, 14, 30, 60, 120, 180))),
    ("replications", "replications", tuple(Size(replications=number) for number in (128, 256, 512, 999))),
)


class Line(TypedDict):
    """What is printed of one case."""

    case: str
    cylinders: int
    replications: int
    lists_s: float
    again_s: float
    best_s: float
    cpu_s: float
    rate: float
    peak_rss_mb: int


def make_question(size: Size, seed: int) -> scan.ScanQuestion:
    """Give a made-up question of some size."""
    rng = np.random.default_rng(seed)
    people = rng.lognormal(0.0, 1.0, size.places)
    cases = np.zeros((size.places, size.days), dtype=np.int64)
    where = rng.choice(size.places, size.cases, p=people / people.sum())
    np.add.at(cases, (where, rng.integers(0, size.days, size.cases)), 1)
    by_place, by_time = people * (size.cases / people.sum()), np.full(size.days, 1 / size.days)
    baseline: scan.SeparableBaseline | scan.FullBaseline = scan.SeparableBaseline(by_place, by_time)
    if size.full:
        baseline = scan.FullBaseline(np.outer(by_place, by_time))
    # The places are the same for all seeds, as they are for all communities.
    spots = np.random.default_rng(0).uniform(0, SIDE_M, (2, size.places))
    return scan.ScanQuestion(
        model=scan.ScanModel(size.model),
        kind=scan.ScanKind(size.kind),
        coordinates=scan.on_plane(spots[0], spots[1]),
        cases=cases,
        baseline=baseline if size.model == "poisson" else None,
        controls=rng.poisson(3 * by_place) if size.model == "bernoulli" else None,
        discs=scan.DiscLimits(radius_m=None if size.radius_km is None else 1000 * size.radius_km),
        longest=size.longest or None,
    )


def measure(size: Size, seed: int) -> Line:
    """Scan once, step by step, and give the CPU seconds of each."""
    question = make_question(size, seed)
    warm_up(question)
    started = time.process_time()
    problem = pose(question)
    listed = time.process_time()
    find_neighbourhoods(question.coordinates, baseline_by_place(problem.baseline), question.discs)
    again = time.process_time()
    find_best_by_centre(problem)
    best = time.process_time()
    replicate(problem, ReplicationPlan(replications=size.replications, seed=seed, threads=size.threads))
    cpu_s = time.process_time() - best
    cylinders = count_cylinders(problem)
    return Line(
        case=size.named,
        cylinders=cylinders,
        replications=size.replications,
        lists_s=round(listed - started, 3),
        again_s=round(again - listed, 3),
        best_s=round(best - again, 3),
        cpu_s=round(cpu_s, 3),
        rate=float(f"{cylinders * size.replications / cpu_s:.3g}"),
        peak_rss_mb=_peak_mb(),
    )


def run_nights(seed: int, sizes: Sequence[Size], communities: int) -> Iterator[dict[str, object]]:
    """Scan the communities, one after the other on two threads, and give what a night takes."""
    for size in sizes:
        warm_up(make_question(size, seed))
        cpu, wall = time.process_time(), time.perf_counter()
        for community in range(communities):
            question = make_question(size, seed + community)
            scan.scan(question, replications=size.replications, seed=seed, threads=size.threads)
        cpu_s, wall_s = time.process_time() - cpu, time.perf_counter() - wall
        once = time.process_time()
        scan.scan(make_question(size, seed), replications=0, seed=seed)
        once_s = time.process_time() - once
        a_replication_s = (cpu_s / communities - once_s) / size.replications
        yield {
            "case": f"night of {communities} communities, {size.named}",
            "replications": size.replications,
            "cpu_s": round(cpu_s, 1),
            "wall_s": round(wall_s, 1),
            "minutes_on_two_cores": round(cpu_s / 120, 2),
            "whole_minutes_on_two_cores": round(COMMUNITIES * (once_s + NIGHT * a_replication_s) / 120, 2),
            "peak_rss_mb": _peak_mb(),
        }


def draw(curves: Sequence[tuple[str, Sequence[tuple[float, float]]]], replications: int) -> str:
    """Give three small plots side by side as SVG: CPU seconds against what is named under each, both logarithmic."""
    width, height, gap = 240, 170, 60
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * (width + gap) + gap} {height + 90}" '
            'font-family="sans-serif" font-size="12">'
        ),
        "<title>CPU seconds of a prospective scan against places, days and replications</title>",
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    seconds = [cost for _, points in curves for _, cost in points]
    low, high = np.log10(min(seconds)) - 0.1, np.log10(max(seconds)) + 0.1
    for number, (label, points) in enumerate(curves):
        left, bottom = gap + number * (width + gap), height + 20
        first, last = np.log10(points[0][0]), np.log10(points[-1][0])
        spots = [
            (
                left + 15 + (width - 30) * (np.log10(at) - first) / (last - first),
                bottom - height * (np.log10(cost) - low) / (high - low),
            )
            for at, cost in points
        ]
        parts.extend(
            (
                f'<path d="M{left} 20V{bottom}H{left + width}" fill="none" stroke="#666"/>',
                (
                    f'<polyline fill="none" stroke="#0b6e99" stroke-width="2" points="'
                    f'{" ".join(f"{x:.1f},{y:.1f}" for x, y in spots)}"/>'
                ),
                f'<text x="{left + width / 2}" y="{bottom + 36}" text-anchor="middle">{label}</text>',
            )
        )
        for (x, y), (at, cost) in zip(spots, points, strict=True):
            parts.extend(
                (
                    f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#0b6e99"/>',
                    f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle" font-size="10">{cost:.2g} s</text>',
                    f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle" font-size="10">{at:g}</text>',
                )
            )
    parts.append(
        f'<text x="{gap}" y="{height + 80}" font-size="11">CPU seconds of the replications on one thread, permutation '
        f"model, half of the cases; unless varied: 1,000 places, 30 days at most, 5,000 cases in a year, "
        f"{replications} replications.</text></svg>"
    )
    return "\n".join(parts) + "\n"


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _draw_curves(seed: int, file: Path) -> None:
    """Measure what the curves need, print it and draw it."""
    curves = []
    for name, label, sizes in CURVES:
        measured = [(getattr(size, "longest" if name == "days" else name), measure(size, seed)) for size in sizes]
        for _, line in measured:
            print(json.dumps(line), flush=True)
        curves.append((label, [(at, line["cpu_s"]) for at, line in measured]))
    file.write_text(draw(curves, Size().replications), encoding="utf-8")


def _measure_rates(seed: int) -> None:
    """Measure and print every case, and a summary."""
    lines = []
    for size in CASES:
        lines.append(measure(size, seed))
        print(json.dumps(lines[-1]), flush=True)
    rates = [(size.kind, line["rate"]) for size, line in zip(CASES, lines, strict=True)]
    in_time = [rate for kind, rate in rates if kind == "prospective"]
    summary = {
        "lowest_rate_prospective": min(in_time),
        "highest_rate_prospective": max(in_time),
        "rates_spatial": [rate for kind, rate in rates if kind == "spatial"],
        "target_rate": TARGET,
        "is_met": min(rate for _, rate in rates) >= TARGET,
        "peak_rss_mb": _peak_mb(),
    }
    print(json.dumps({"summary": summary}), flush=True)


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture_scan", description=__doc__)
    parser.add_argument("--nightly", action="store_true", help="run six communities with 999 replications as well")
    parser.add_argument("--only-nightly", action="store_true", help="run those and nothing else")
    parser.add_argument("--communities", type=int, default=COMMUNITIES, help="how many communities of the nightly run")
    parser.add_argument("--replications", type=int, default=NIGHT, help="how many replications of the nightly run")
    parser.add_argument("--cases", type=int, default=5000, help="cases a year and community of the nightly run")
    parser.add_argument("--plot", type=Path, help="draw cost against places, days and replications into this file")
    parser.add_argument("--seed", type=int, default=1, help="which cases are made up")
    options = parser.parse_args()
    if not options.only_nightly:
        _measure_rates(options.seed)
    if options.plot:
        _draw_curves(options.seed, options.plot)
    if options.nightly or options.only_nightly:
        nights = [replace(size, cases=options.cases, replications=options.replications) for size in NIGHTLY]
        for night in run_nights(options.seed, nights, options.communities):
            print(json.dumps(night), flush=True)


if __name__ == "__main__":
    main()
