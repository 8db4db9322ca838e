"""Checks a PLAN against its REQUEST from the written rules alone; it shares no code with the planner.

It works on plain dictionaries as they stand in the two files, and on nothing else.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = Mapping[str, Any]


def breaches(request: Json, plan: Json) -> list[str]:
    """Give everything that is wrong with a plan."""
    found: list[str] = []
    if abs(sum(one["probability"] for one in plan["plans"]) - 1) > 1e-9:
        found.append("the probabilities do not add up to 1")
    for one in plan["plans"]:
        found += _rounds(request, one["rounds"])
    found += _measures(request, plan)
    found += _unreachable(request, plan)
    text = f"{plan['seed']}.{request['date']}"
    if plan["commitment"] != hashlib.sha256(text.encode()).hexdigest():
        found.append("the commitment is not that of the seed")
    return found


def _minute(request: Json, text: str) -> float:
    zone = ZoneInfo(request["time_zone"])
    year, month, day = (int(part) for part in request["date"].split("-"))
    midnight = datetime(year, month, day, tzinfo=zone).astimezone(UTC)
    if len(text) <= 5:
        hours, minutes = (int(part) for part in text.split(":"))
        shown = datetime(year, month, day) + timedelta(hours=hours, minutes=minutes)
        moment = shown.replace(tzinfo=zone)
    else:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return (moment.astimezone(UTC) - midnight) / timedelta(minutes=1)


def _travel(request: Json, a: Json, b: Json, speed: float | None) -> int:
    rule: Json = request.get("travel") or {"speed_kmh": 24, "circuity": 1.3, "handover_minutes": 1}
    if "matrix_minutes" in rule:
        return int(rule["matrix_minutes"][rule["points"].index(a["id"])][rule["points"].index(b["id"])])
    lat_a, lat_b = math.radians(a["lat"]), math.radians(b["lat"])
    lon = math.radians(b["lon"] - a["lon"])
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(lon / 2) ** 2
    km = 2 * 6371.0088 * math.asin(math.sqrt(h))
    minutes: float = rule["circuity"] * km / (speed or rule["speed_kmh"]) * 60 + rule["handover_minutes"]
    return math.ceil(minutes)


def _ends(unit: Json) -> tuple[Json, Json]:
    start = {"id": unit["id"], **unit["start"]}
    end = {"id": unit["id"], **unit["end"]} if "end" in unit else start
    return start, end


def _rounds(request: Json, rounds: list[Json]) -> list[str]:
    found: list[str] = []
    units = {unit["id"]: unit for unit in request["units"]}
    if sorted(walk["unit"] for walk in rounds) != sorted(units):
        found.append("the rounds are not one for each unit")
    for walk in rounds:
        found += _round(request, units[walk["unit"]], walk["stops"])
    place_of = {window["id"]: window["place"] for window in request["windows"]}
    visits = Counter(place_of[stop["window"]] for walk in rounds for stop in walk["stops"])
    most = request.get("max_visits_per_place", math.inf)
    return found + [f"{place}: {count} visits" for place, count in visits.items() if count > most]


def _round(request: Json, unit: Json, stops: list[Json]) -> list[str]:
    found: list[str] = []
    windows = {window["id"]: window for window in request["windows"]}
    places = {place["id"]: place for place in request["places"]}
    start, end = _ends(unit)
    speed = unit.get("speed_kmh")
    free, here = _minute(request, unit["from"]), start
    for stop in stops:
        window = windows[stop["window"]]
        place = places[window["place"]]
        arrive, depart = _minute(request, stop["arrive"]), _minute(request, stop["depart"])
        way = 0 if here is place else _travel(request, here, place, speed)
        where = f"{unit['id']} at {window['id']}"
        if arrive % 1 or depart % 1 or depart - arrive != window["visit_minutes"]:
            found.append(f"{where}: not a visit of {window['visit_minutes']} whole minutes")
        if arrive < free + way:
            found.append(f"{where}: arrives before it can")
        if arrive < _minute(request, window["opens"]) or depart > _minute(request, window["closes"]):
            found.append(f"{where}: outside the window")
        free, here = depart, place
    if len({stop["window"] for stop in stops}) < len(stops):
        found.append(f"{unit['id']}: twice in a round")
    if stops and free + _travel(request, here, end, speed) > _minute(request, unit["until"]):
        found.append(f"{unit['id']}: not back in time")
    return found


def _coverage(request: Json, plan: Json) -> dict[str, float]:
    rule = request.get("coverage") or {"residual_minutes": 15, "residual": 0.5}
    units = {unit["id"]: unit for unit in request["units"]}
    windows = {window["id"]: window for window in request["windows"]}
    coverage = {part["id"]: 0.0 for window in windows.values() for part in window["bins"]}
    for one in plan["plans"]:
        share = dict.fromkeys(coverage, 0.0)
        stops = [(units[walk["unit"]], stop) for walk in one["rounds"] for stop in walk["stops"]]
        for unit, stop in stops:
            arrive, depart = _minute(request, stop["arrive"]), _minute(request, stop["depart"])
            for part in windows[stop["window"]]["bins"]:
                low, high = _minute(request, part["from"]), _minute(request, part["to"])
                here = max(0.0, min(high, depart) - max(low, arrive)) / (high - low)
                after = max(0.0, min(high, depart + rule["residual_minutes"]) - max(low, depart)) / (high - low)
                share[part["id"]] += unit.get("effect", 1.0) * (here + rule["residual"] * after)
        for bin_id, covered in share.items():
            coverage[bin_id] += one["probability"] * min(1.0, covered)
    return coverage


def _measures(request: Json, plan: Json) -> list[str]:
    found: list[str] = []
    coverage = _coverage(request, plan)
    if set(coverage) != set(plan["coverage"]):
        return ["the coverage does not name the bins of the request"]
    found += [f"coverage of {b}" for b, share in coverage.items() if abs(share - plan["coverage"][b]) > 1e-9]
    bins = [part for window in request["windows"] for part in window["bins"]]
    total = math.fsum(part["value"] for part in bins)
    value = max((part["value"] * (1 - coverage[part["id"]]) for part in bins), default=0.0)
    largest = max((part["value"] for part in bins), default=0.0)
    mean = math.fsum(part["value"] * coverage[part["id"]] for part in bins) / total if total else 0.0
    objective = value - request.get("value_of_coverage", 0.05) * largest * mean
    for name, expected in (("value", value), ("max_value", largest), ("objective", objective)):
        if abs(plan[name] - expected) > 1e-9 * max(1.0, abs(expected)):
            found.append(f"{name} is {plan[name]}, not {expected}")
    return found + _fairness(request, plan, coverage, mean)


def _fairness(request: Json, plan: Json, coverage: Mapping[str, float], mean: float) -> list[str]:
    group_of = {place["id"]: place for place in request["places"]}
    said = {(row["group"], row["name"]): row for row in plan["fairness"]}
    found: list[str] = []
    for floor in request.get("fairness") or []:
        names = {place[floor["group"]] for place in request["places"]}
        for name in names if floor["name"] == "*" else {floor["name"]}:
            bins = [
                part
                for window in request["windows"]
                if group_of[window["place"]][floor["group"]] == name
                for part in window["bins"]
            ]
            total = math.fsum(part["value"] for part in bins)
            own = math.fsum(part["value"] * coverage[part["id"]] for part in bins) / total if total else mean
            row = said.get((floor["group"], name))
            if row is None:
                found.append(f"no floor for {name}")
            elif row["met"] != (own >= floor["floor"] * mean - 1e-9):
                found.append(f"the floor of {name} is not {row['met']}")
    return found


def _unreachable(request: Json, plan: Json) -> list[str]:
    places = {place["id"]: place for place in request["places"]}
    expected = set()
    for window in request["windows"]:
        place, reachable = places[window["place"]], False
        for unit in request["units"]:
            start, end = _ends(unit)
            speed = unit.get("speed_kmh")
            arrive = math.ceil(_minute(request, unit["from"])) + _travel(request, start, place, speed)
            arrive = max(arrive, math.ceil(_minute(request, window["opens"])))
            depart = arrive + window["visit_minutes"]
            back = depart + _travel(request, place, end, speed)
            in_time = depart <= _minute(request, window["closes"]) and back <= _minute(request, unit["until"])
            reachable = reachable or in_time
        if not reachable:
            expected.add(window["id"])
    return [] if expected == set(plan["unreachable"]) else [f"unreachable is not {sorted(expected)}"]
