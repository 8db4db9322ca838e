"""How often a scan calls chance a cluster: P(p ≤ 0.05) over made-up data without any, target 0.045 to 0.055.

Every data set has 40 places and 60 days with cases that fall by chance; the scan is prospective, up to 7 days and half
of the expected cases, with 999 replications of its own seed. Four thousand data sets leave a standard error of 0.0034,
so that a correct scan is outside the target one time in seven by chance; the figure for other levels is given as well.
"""

import argparse
import json
import time
from typing import Final

import numpy as np

from vigil.picture import scan

PLACES: Final = 40
DAYS: Final = 60
LOWEST, HIGHEST = 0.045, 0.055


def make_question(model: str, rng: np.random.Generator) -> scan.ScanQuestion:
    """Give a question about cases without a cluster."""
    people = rng.lognormal(0.0, 0.5, PLACES)
    cases = rng.poisson(0.15 * people[:, None] / people.mean(), (PLACES, DAYS)).astype(np.int64)
    baseline = None
    if model == "poisson":
        baseline = scan.SeparableBaseline(people * (cases.sum() / people.sum()), np.full(DAYS, 1 / DAYS))
    return scan.ScanQuestion(
        model=scan.ScanModel(model),
        kind=scan.ScanKind.PROSPECTIVE,
        coordinates=scan.on_plane(rng.uniform(0, 1, PLACES), rng.uniform(0, 1, PLACES)),
        cases=cases,
        baseline=baseline,
        longest=7,
    )


def make_bernoulli(rng: np.random.Generator) -> scan.ScanQuestion:
    """Give a question about cases and controls that are alike."""
    people = rng.poisson(8.0, PLACES) + 1
    all_people = np.repeat(np.arange(PLACES), people)
    cases = np.bincount(rng.permutation(all_people)[: len(all_people) // 3], minlength=PLACES).astype(np.int64)
    return scan.ScanQuestion(
        model=scan.ScanModel.BERNOULLI,
        kind=scan.ScanKind.SPATIAL,
        coordinates=scan.on_plane(rng.uniform(0, 1, PLACES), rng.uniform(0, 1, PLACES)),
        cases=cases[:, None],
        controls=(people - cases).astype(np.int64),
    )


def main() -> None:
    """Measure and print one JSON object a model, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture_scan_null", description=__doc__)
    parser.add_argument("--sets", type=int, default=4000, help="how many data sets a model")
    parser.add_argument("--replications", type=int, default=999, help="how often each scan tries chance")
    parser.add_argument("--seed", type=int, default=1, help="which data sets are made up")
    options = parser.parse_args()
    shares = {}
    for model in ("permutation", "poisson", "bernoulli"):
        rng = np.random.default_rng(options.seed)
        began = time.process_time()
        chances, gumbel = np.ones(options.sets), np.ones(options.sets)
        for number in range(options.sets):
            question = make_bernoulli(rng) if model == "bernoulli" else make_question(model, rng)
            found = scan.scan(question, replications=options.replications, seed=number).clusters
            if found:
                chances[number] = found[0].p_value
                gumbel[number] = found[0].p_gumbel
        shares[model] = round(float(np.mean(chances <= 0.05)), 4)
        line = {
            "case": model,
            "sets": options.sets,
            "share_at_or_below": {f"{level:g}": float(np.mean(chances <= level)) for level in (0.01, 0.05, 0.1, 0.5)},
            "gumbel_at_or_below": {f"{level:g}": float(np.mean(gumbel <= level)) for level in (0.001, 0.01, 0.05)},
            "standard_error_at_0.05": round(float(np.sqrt(0.05 * 0.95 / options.sets)), 4),
            "cpu_s": round(time.process_time() - began, 1),
        }
        print(json.dumps(line), flush=True)
    is_met = all(LOWEST <= share <= HIGHEST for share in shares.values())
    print(json.dumps({"summary": {"share_at_or_below_0.05": shares, "low": LOWEST, "high": HIGHEST, "is_met": is_met}}))


if __name__ == "__main__":
    main()
