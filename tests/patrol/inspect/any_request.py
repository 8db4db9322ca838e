"""Any request at all, in JSON: a few places, windows and units, some with every limit there is."""

from typing import Any

from hypothesis import strategies as st

SKILLS = ("punjabi", "urdu")


def moment(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@st.composite
def any_request(
    draw: st.DrawFn, *, most_windows: int = 6, most_units: int = 3, slack: int | None = None
) -> dict[str, Any]:
    """Draw a request; small times and distances, so that rounds of several stops are common.

    With `slack` a visit may begin on so many minutes at most, so that all rounds there are can be written out.
    """
    places = [a_place(draw, number) for number in range(draw(st.integers(1, 4)))]
    windows = [a_window(draw, number, places, slack) for number in range(draw(st.integers(1, most_windows)))]
    units = [a_unit(draw, number) for number in range(draw(st.integers(1, most_units)))]
    return {
        "date": draw(st.sampled_from(["2019-03-15", "2019-03-31"])),
        "time_zone": "Europe/London",
        "places": places,
        "windows": windows,
        "units": units,
        "travel": draw(st.sampled_from([0, 1, 2]).flatmap(lambda kind: TRAVEL[kind](places, units))),
        "coverage": draw(st.sampled_from([{}, {"residual_minutes": 0, "residual": 0}, {"residual_minutes": 20}])),
        "fairness": draw(st.sampled_from(FLOORS)),
        "plan_cap": draw(st.sampled_from([1.0, 0.25, 0.05, 0.005])),
        "value_of_coverage": draw(st.sampled_from([0.05, 0.0, 0.3])),
    }


FLOORS: list[list[dict[str, Any]]] = [
    [],
    [{"group": "community", "name": "*", "floor": 0.8}],
    [{"group": "area", "name": "*", "floor": 1.0}, {"group": "community", "name": "muslim", "floor": 0.5}],
]


def a_place(draw: st.DrawFn, number: int) -> dict[str, Any]:
    lat, lon = draw(st.integers(10, 30)), draw(st.integers(0, 40))
    community = draw(st.sampled_from(["muslim", "sikh"])) if number else "muslim"
    area = draw(st.sampled_from(["north", "south"]))
    return {"id": f"p{number}", **a_point(lat, lon), "community": community, "area": area}


def a_point(lat: int, lon: int) -> dict[str, float]:
    return {"lat": 51.5 + lat / 1000, "lon": -0.1 + lon / 1000}


def a_window(draw: st.DrawFn, number: int, places: list[dict[str, Any]], slack: int | None) -> dict[str, Any]:
    opens, minutes = draw(st.integers(720, 800)), draw(st.integers(5, 15))
    closes = opens + (draw(st.integers(8, 60)) if slack is None else minutes + draw(st.integers(0, slack)))
    count = draw(st.integers(1, 3))
    edges = [opens + (closes - opens) * n // count for n in range(count + 1)]
    value = draw(st.sampled_from([0.0, 1.0, 7.5, 10.0]))
    window = {
        "id": f"w{number}",
        "place": draw(st.sampled_from(places))["id"],
        "opens": moment(opens),
        "closes": moment(closes),
        "visit_minutes": minutes,
        "bins": [
            {
                "id": f"w{number}/{n}",
                "from": moment(edges[n]),
                "to": moment(edges[n + 1]),
                "value": value * (1 + n / 4),
            }
            for n in range(count)
        ],
    }
    if draw(st.integers(0, 3)) == 0:
        window["min_persons"] = draw(st.integers(1, 3))
    if draw(st.integers(0, 5)) == 0:
        window["skills"] = draw(st.lists(st.sampled_from(SKILLS), max_size=2, unique=True))
    return window


def a_unit(draw: st.DrawFn, number: int) -> dict[str, Any]:
    begins = draw(st.integers(660, 740))
    ends = begins + draw(st.integers(60, 240))
    unit: dict[str, Any] = {
        "id": f"u{number}",
        "kind": "unarmed",
        "start": a_point(20, draw(st.integers(0, 40))),
        "from": moment(begins),
        "until": moment(ends),
        "effect": draw(st.sampled_from([1.0, 0.7])),
    }
    if draw(st.booleans()):
        unit["end"] = a_point(draw(st.integers(0, 40)), 30)
    if draw(st.integers(0, 3)) == 0:
        unit["speed_kmh"] = draw(st.sampled_from([4.5, 12.0]))
    return unit | (limits(draw, begins, ends) if draw(st.booleans()) else {})


def limits(draw: st.DrawFn, begins: int, ends: int) -> dict[str, Any]:
    """What may be asked of a unit's people."""
    found: dict[str, Any] = {"persons": draw(st.integers(1, 3)), "skills": list(SKILLS[: draw(st.integers(0, 2))])}
    handover = draw(st.integers(0, 5))
    found["handover_minutes"] = handover
    if draw(st.booleans()):
        found["max_drive_minutes"] = draw(st.integers(5, 40))
    if draw(st.booleans()):
        first = begins + handover + draw(st.integers(0, 10))
        last = ends - handover - draw(st.integers(0, 5))
        found["rest"] = {
            "minutes": draw(st.integers(1, min(30, max(1, last - first)))),
            "from": moment(first),
            "until": moment(last),
        }
    return found


def by_rule(_places: list[dict[str, Any]], _units: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from([{}, {"speed_kmh": 40, "circuity": 1.5, "handover_minutes": 0.5}])


def by_hour(_places: list[dict[str, Any]], _units: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    slow = {"from": "12:10", "to": "12:40", "factor": 2.5}
    quick = {"from": "12:40", "to": "13:00", "factor": 0.5}
    return st.sampled_from([{"factors": [slow]}, {"factors": [quick, slow]}])


def by_matrix(places: list[dict[str, Any]], units: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """A matrix that keeps no triangle, and is not the same both ways."""
    names = [thing["id"] for thing in (*places, *units)]
    rows = st.lists(st.integers(0, 25), min_size=len(names), max_size=len(names))
    matrix = st.lists(rows, min_size=len(names), max_size=len(names))
    return matrix.map(lambda minutes: {"matrix_minutes": minutes, "points": names})


TRAVEL = (by_rule, by_hour, by_matrix)
