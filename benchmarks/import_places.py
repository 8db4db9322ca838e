"""How long importing places takes: invented places over England, in a fresh SQLite file, through the office.

Cases: the first import, and the same file again (nothing changes). Each prints seconds, places and rejected rows.
"""

import argparse
import csv
import io
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from vigil import catalogue
from vigil.desk.actor import KEEPER
from vigil.desk.office import Office, open_office
from vigil.desk.settings import Settings
from vigil.migrations.upgrade import upgrade
from vigil.register.area import ShippedAreas
from vigil.register.read_places import PlaceFile

COMMUNITIES = ("muslim", "jewish", "christian", "sikh", "hindu", "buddhist")


def invent(places: int, *, seed: int) -> bytes:
    """Give a CSV file of invented places, one in a hundred with a latitude that is none."""
    rng = np.random.default_rng(seed)
    lats, lons = rng.uniform(51.0, 54.5, places), rng.uniform(-2.5, 0.0, places)
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("id", "name", "religion", "lat", "lon", "capacity", "capacity_source"))
    for number in range(places):
        lat = "north" if number % 100 == 99 else f"{lats[number]:.6f}"
        community = COMMUNITIES[number % len(COMMUNITIES)]
        rows.writerow((f"p{number}", f"House {number}", community, lat, f"{lons[number]:.6f}", 200, "stated"))
    return written.getvalue().encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One import: what came of its rows, and how long it took."""

    case: str
    rows: int
    added: int
    unchanged: int
    rejected: int
    seconds: float


def measure(office: Office, name: str, content: bytes) -> Case:
    """Import once and give what came of it."""
    began = time.perf_counter()
    report = office.perform(catalogue.IMPORT_PLACES, PlaceFile("invented.csv", content, anywhere=True), KEEPER)
    return Case(
        case=name,
        rows=report.read,
        added=report.added,
        unchanged=report.unchanged,
        rejected=len(report.rejected),
        seconds=round(time.perf_counter() - began, 2),
    )


def main() -> None:
    """Print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_places", description=__doc__)
    parser.add_argument("--places", type=int, default=50_000, help="how many rows the file has")
    parser.add_argument("--seed", type=int, default=1, help="seed of the invented places")
    given = parser.parse_args()
    content = invent(given.places, seed=given.seed)
    with tempfile.TemporaryDirectory() as folder:
        office = open_office(Settings(database=f"sqlite:///{Path(folder) / 'vigil.db'}"))
        upgrade(office.engine)
        office.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), KEEPER)
        cases = [measure(office, name, content) for name in ("first", "again")]
        office.engine.dispose()
    for case in cases:
        print(json.dumps(asdict(case)))
    summary = {"rows": given.places, "slowest_s": max(case.seconds for case in cases)}
    print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
