"""How much a plan covers on Friday 15 March 2019 in London, against a greedy planner, for some lengths of search.

The places are those that come with Vigil, the units are the invented ones, and mosques stand under an uplift. The
greedy planner takes the most valuable window again and again and gives it to a unit near it.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Final

from vigil import catalogue
from vigil.desk.actor import Actor, Role
from vigil.desk.office import Office, open_office
from vigil.desk.settings import Settings
from vigil.migrations.upgrade import upgrade
from vigil.patrol.cover import measure
from vigil.patrol.fill import fill_orders
from vigil.patrol.make import make_plan, worth_of_windows
from vigil.patrol.plan import Round
from vigil.patrol.query import PlanOrder
from vigil.patrol.reach import find_reach
from vigil.patrol.request import Request
from vigil.patrol.route import Effort
from vigil.patrol.time_stops import time_stops
from vigil.patrol.travel import travel_times
from vigil.posture.level import ResponseLevel
from vigil.posture.query import UpliftAnswer
from vigil.posture.uplift import UpliftTerms
from vigil.register.area import ShippedAreas
from vigil.register.place import Community
from vigil.register.read_places import PlaceFile
from vigil.register.read_units import UnitFile

AT: Final = datetime(2019, 3, 15, 8, tzinfo=UTC)
FIRST: Final = Actor("first", "First Coordinator", Role.COORDINATOR)
SECOND: Final = Actor("second", "Second Coordinator", Role.COORDINATOR)
KEEPER: Final = Actor("keeper", "Keeper", Role.ADMIN)


def london(folder: Path) -> Request:
    """Give the request for the Friday, drawn up by a desk of its own."""
    opened = open_office(Settings(f"sqlite:///{folder / 'vigil.db'}"))
    office = Office(engine=opened.engine, clock=lambda: AT, settings=opened.settings)
    upgrade(office.engine)
    data = resources.files("vigil.register") / "data"
    office.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), KEEPER)
    places = PlaceFile("places_london.csv", (data / "places_london.csv").read_bytes())
    office.perform(catalogue.IMPORT_PLACES, places, KEEPER)
    units = UnitFile("units_london_demo.csv", (data / "units_london_demo.csv").read_bytes())
    office.perform(catalogue.IMPORT_UNITS, units, KEEPER)
    terms = UpliftTerms(
        level=ResponseLevel.HEIGHTENED,
        communities=(Community.MUSLIM,),
        areas=(),
        from_at=AT,
        until_at=datetime(2019, 3, 18, 18, tzinfo=UTC),
        time_zone="Europe/London",
        reasons=("Attack on two mosques in Christchurch during Friday prayers.",),
    )
    proposed = office.perform(catalogue.PROPOSE_UPLIFT, terms, FIRST)
    office.perform(catalogue.APPROVE_UPLIFT, UpliftAnswer(proposed.id, "agreed"), SECOND)
    request = office.perform(catalogue.DRAFT_REQUEST, PlanOrder(on=date(2019, 3, 15)), FIRST)
    office.engine.dispose()
    return request


def greedy_rounds(request: Request) -> tuple[Round, ...]:
    """Give the rounds of a planner that never looks back: it fills up empty rounds."""
    times = travel_times(request)
    worth = worth_of_windows(request, find_reach(request, times))
    orders = fill_orders(request, times, worth, [()] * len(request.units))
    return tuple(
        Round(unit.id, time_stops(request, times, number, orders[number])) for number, unit in enumerate(request.units)
    )


def tell(name: str, request: Request, rounds: Sequence[Round], cpu_s: float) -> dict[str, object]:
    """Print and give what a planner's rounds cover."""
    measures = measure(request, rounds)
    visited = {stop.window_id for walk in rounds for stop in walk.stops}
    said: dict[str, object] = {
        "case": name,
        "visits": len(visited),
        "covered_value": round(_share(request, visited, ""), 4),
        "covered_value_jumuah": round(_share(request, visited, ":jumuah"), 4),
        "mean_coverage": round(measures.mean_coverage, 4),
        "cpu_s": round(cpu_s, 1),
    }
    print(json.dumps(said), flush=True)
    return said


def _share(request: Request, visited: set[str], part: str) -> float:
    worth = {w.id: sum(b.value for b in w.bins) for w in request.windows if part in w.id}
    return sum(value for name, value in worth.items() if name in visited) / sum(worth.values())


def main() -> None:
    """Measure and print one JSON object a case, and a summary."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plan_london", description=__doc__)
    parser.add_argument("--seconds", default="5,30,90", help="lengths of search in CPU seconds")
    parser.add_argument("--visits", type=int, default=3, help="at most so many visits to one place")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        request = replace(london(Path(folder)), max_visits_per_place=asked.visits)
    begins = time.thread_time()
    greedy = tell("greedy", request, greedy_rounds(request), time.thread_time() - begins)
    cases = []
    for seconds in asked.seconds.split(","):
        effort = Effort(
            seed=asked.seed, seconds=float(seconds), spent_s=time.thread_time, tell=lambda _share, _says: None
        )
        plan = make_plan(request, effort)
        cases.append(tell(f"{seconds} s", request, plan.rounds, plan.cpu_s))
    summary = {
        "places": len(request.places),
        "windows": len(request.windows),
        "units": len(request.units),
        "max_visits_per_place": asked.visits,
        "greedy": greedy["covered_value"],
        "best": cases[-1]["covered_value"],
        "best_jumuah": cases[-1]["covered_value_jumuah"],
    }
    print(json.dumps({"summary": summary}))


if __name__ == "__main__":
    main()
