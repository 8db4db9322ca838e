"""A request and a plan of it, written out by hand: one mosque east of the base, people arriving and leaving."""

import copy
import hashlib
import json

from vigil.patrol.inspect.faults import inspect_plan
from vigil.patrol.inspect.read_asked import read_asked
from vigil.patrol.inspect.read_told import read_told

CENTRE = {"lat": 51.5, "lon": -0.1}


def a_bin(name, begins, ends, value=10.0):
    return {"id": name, "from": begins, "to": ends, "value": value}


REQUEST = {
    "date": "2019-03-15",
    "time_zone": "Europe/London",
    "places": [{"id": "mosque", "lat": 51.5, "lon": -0.09, "community": "muslim", "area": "Camden"}],
    "windows": [
        {
            "id": "in",
            "place": "mosque",
            "opens": "12:45",
            "closes": "13:15",
            "visit_minutes": 10,
            "bins": [a_bin("in/0", "12:45", "13:00"), a_bin("in/1", "13:00", "13:15", 20.0)],
        },
        {
            "id": "out",
            "place": "mosque",
            "opens": "13:50",
            "closes": "14:20",
            "visit_minutes": 10,
            "bins": [a_bin("out/0", "13:50", "14:20", 8.0)],
        },
    ],
    "units": [{"id": "unit", "kind": "unarmed", "start": CENTRE, "from": "12:00", "until": "15:00"}],
    "plan_cap": 1.0,
}
"""The mosque lies 0.692 km east of the base: ⌈1.3 × 0.692 / 24 × 60 + 1⌉ = 4 minutes."""

STOPS = [
    {"window": "in", "arrive": "2019-03-15T13:00+00:00", "depart": "2019-03-15T13:10+00:00"},
    {"window": "out", "arrive": "2019-03-15T13:50+00:00", "depart": "2019-03-15T14:00+00:00"},
]

# in/0 is left before the unit comes; in/1 has it for 10 of 15 minutes and its memory for 5; out/0 for 10 of 30 and 15.
COVERAGE = {"in/0": 0.0, "in/1": 10 / 15 + 0.5 * 5 / 15, "out/0": 10 / 30 + 0.5 * 15 / 30}


def a_request(**changes):
    return copy.deepcopy(REQUEST) | changes


def a_unit(**changes):
    return copy.deepcopy(REQUEST["units"][0]) | changes


def a_window(number=0, **changes):
    return copy.deepcopy(REQUEST["windows"][number]) | changes


def a_plan(**changes):
    """The mixture that makes the round above on two days of five and stays in on the rest."""
    coverage = {name: 0.4 * share for name, share in COVERAGE.items()}
    mean = (20 * coverage["in/1"] + 8 * coverage["out/0"]) / 38
    value = 20 * (1 - coverage["in/1"])
    objective = value - 0.05 * 20 * mean
    plan = {
        "value": value,
        "objective": objective,
        "bound": objective - 1.0,
        "gap": 1.0 / value,
        "gap_of_range": 1.0 / 20,
        "max_value": 20.0,
        "coverage": coverage,
        "fairness": [],
        "unreachable": [],
        "plans": [
            {"probability": 0.4, "rounds": [{"unit": "unit", "stops": copy.deepcopy(STOPS)}]},
            {"probability": 0.6, "rounds": [{"unit": "unit", "stops": []}]},
        ],
        "drawn": 1,  # the seed draws with 0.8744…
        "commitment": hashlib.sha256(b"1.2019-03-15").hexdigest(),
        "seed": 1,
        # Who sees it stop at 13:00 finds out/0 covered by 7/12; who sees it stay in finds nothing covered.
        "tail_value": 0.4 * 8 * (1 - COVERAGE["out/0"]) + 0.6 * 20,
        "entropy_bits": 0.9709505944546686,
        "iterations": 3,
        "columns": 2,
        "cpu_s": 0.1,
    }
    return plan | changes


def as_bytes(thing):
    return json.dumps(thing).encode()


def asked_of(request=None):
    return read_asked(as_bytes(request or a_request()), "request.json")


def told_of(plan=None):
    return read_told(as_bytes(plan or a_plan()), "plan.json", asked_of().midnight)


def breaches(request, plan):
    """Everything that the check finds wrong with a plan made elsewhere."""
    return list(inspect_plan(as_bytes(request), as_bytes(plan), "request.json", "plan.json").faults)
