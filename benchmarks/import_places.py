"""How long it takes to import 50,000 places, search them and list a day: limit one minute for the import.

The places are made up: scattered over London, half of them churches, with footprints, capacities and aliases.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from vigil import catalogue
from vigil.desk.actor import KEEPER
from vigil.desk.office import open_office
from vigil.desk.settings import Settings
from vigil.ground.point import Point
from vigil.migrations.upgrade import upgrade
from vigil.register.area import ShippedAreas
from vigil.register.place import Community
from vigil.register.query import DayQuery, PlaceQuery
from vigil.register.read_places import PlaceFile

LIMIT_S: Final = 60.0

Given = TypeVar("Given")


def make_places(number: int, seed: int) -> bytes:
    """Give a CSV file of so many places, one in a hundred of them wrong."""
    rng = np.random.default_rng(seed)
    religions = rng.choice(list(Community), number, p=[0.2, 0.1, 0.5, 0.07, 0.07, 0.05, 0.01])
    lats, lons = rng.uniform(51.35, 51.62, number), rng.uniform(-0.4, 0.15, number)
    footprints = rng.lognormal(6.3, 0.8, number)
    lines = ["id,name,religion,lat,lon,footprint_m2,capacity,aliases"]
    for place in range(number):
        lat = "x" if place % 100 == 99 else f"{lats[place]:.6f}"
        capacity = "" if place % 3 else "250"
        lines.append(
            f"made:{place},St Mary’s Nūr {place},{religions[place]},{lat},{lons[place]:.6f},"
            f"{footprints[place]:.0f},{capacity},Al Noor {place};Hall {place}"
        )
    return "\n".join(lines).encode()


def measure(name: str, run: Callable[[], Given]) -> tuple[Given, float]:
    """Run something once, print how long it took, and give both."""
    begins = time.perf_counter()
    given = run()
    took_s = time.perf_counter() - begins
    print(json.dumps({"case": name, "seconds": round(took_s, 3)}), flush=True)
    return given, took_s


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_places", description=__doc__)
    parser.add_argument("--places", type=int, default=50_000, help="how many places")
    parser.add_argument("--seed", type=int, default=1, help="which places")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        office = open_office(Settings(f"sqlite:///{Path(folder) / 'vigil.db'}"))
        upgrade(office.engine)
        office.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), KEEPER)
        file = PlaceFile("made.csv", make_places(asked.places, asked.seed))
        report, first_s = measure("import", lambda: office.perform(catalogue.IMPORT_PLACES, file, KEEPER))
        again, again_s = measure("import again", lambda: office.perform(catalogue.IMPORT_PLACES, file, KEEPER))
        words, near = PlaceQuery(words="nur 77"), PlaceQuery(near=Point(lat=51.5, lon=-0.1), within_m=500.0)
        _, words_s = measure("search by words", lambda: office.perform(catalogue.LIST_PLACES, words, KEEPER))
        _, near_s = measure("search around a point", lambda: office.perform(catalogue.LIST_PLACES, near, KEEPER))
        friday = DayQuery(date(2019, 3, 15))
        day, day_s = measure("list a Friday", lambda: office.perform(catalogue.LIST_DAY, friday, KEEPER))
        office.engine.dispose()
    summary = {
        "places": report.added,
        "rejected": len(report.rejected),
        "twins": len(report.twins),
        "unchanged_again": again.unchanged,
        "gatherings": len(day.gatherings),
        "import_s": round(first_s, 2),
        "import_again_s": round(again_s, 2),
        "search_s": round(max(words_s, near_s), 3),
        "day_s": round(day_s, 2),
        "within_limit": first_s < LIMIT_S,
    }
    print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
