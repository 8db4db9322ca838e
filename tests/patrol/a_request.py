"""Requests for tests: one small town that one can picture, and random ones."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from vigil.ground.point import Point
from vigil.patrol.local_day import LocalDay
from vigil.patrol.request import (
    Bin,
    CoverageRule,
    FairnessFloor,
    PlanPlace,
    PlanUnit,
    PlanWindow,
    Request,
    Rest,
    TravelFactor,
    TravelMatrix,
    TravelRule,
)
from vigil.patrol.route import Effort

FRIDAY = LocalDay(date(2019, 3, 15), "Europe/London")
CENTRE = Point(lat=51.5, lon=-0.1)


def a_window(window_id="mosque/arriving", place_id="mosque", opens=765, closes=800, **changes) -> PlanWindow:
    """A window cut into bins of about 15 minutes, each worth 10."""
    count = max(1, round((closes - opens) / 15))
    edges = [opens + (closes - opens) * n / count for n in range(count + 1)]
    value = changes.pop("value", 10.0)
    bins = tuple(Bin(f"{window_id}/{n}", edges[n], edges[n + 1], value) for n in range(count))
    window = PlanWindow(
        id=window_id, place_id=place_id, opens_minute=opens, closes_minute=closes, visit_minutes=12, bins=bins
    )
    return replace(window, **changes)


def a_unit(unit_id="unit", **changes) -> PlanUnit:
    """A unit at the centre, from 07:00 to 15:00."""
    unit = PlanUnit(
        id=unit_id,
        kind="unarmed",
        start_id=unit_id,
        start=CENTRE,
        end_id=unit_id,
        end=CENTRE,
        from_minute=420,
        until_minute=900,
    )
    return replace(unit, **changes)


def a_place(place_id="mosque", east=0.01, **changes) -> PlanPlace:
    """A place some hundredths of a degree east of the centre."""
    return replace(PlanPlace(place_id, Point(lat=51.5, lon=-0.1 + east), "muslim", "Camden"), **changes)


def a_request(**changes) -> Request:
    """A mosque that people enter and leave, and one unit."""
    request = Request(
        day=FRIDAY,
        places=(a_place(),),
        windows=(a_window(), a_window("mosque/leaving", opens=830, closes=860)),
        units=(a_unit(),),
    )
    return replace(request, **changes)


def some_effort(iterations=200, seed=1, tell=lambda share, says: None, **changes) -> Effort:
    """An effort that gives the same plan every time."""
    return replace(Effort(seed=seed, iterations=iterations, spent_s=lambda: 0.0, tell=tell), **changes)


@st.composite
def requests(draw) -> Request:
    """Requests of a few places, windows and units: some out of reach, some without value, some by matrix."""
    points = st.builds(Point, lat=st.floats(51.4, 51.6), lon=st.floats(-0.3, 0.1))
    communities, areas = st.sampled_from(["muslim", "jewish", "sikh"]), st.sampled_from(["Camden", "Barnet"])
    places = tuple(
        PlanPlace(f"p{n}", draw(points), draw(communities), draw(areas)) for n in range(draw(st.integers(1, 5)))
    )
    windows = tuple(_window(draw, n, places) for n in range(draw(st.integers(1, 9))))
    travel = draw(st.sampled_from(["rule", "matrix"]))
    slow = st.none() | st.sampled_from([4.5, 12.0])
    units = tuple(
        _unit(draw, n, points, slow if travel == "rule" else st.none()) for n in range(draw(st.integers(1, 4)))
    )
    names = tuple(place.id for place in places) + tuple(unit.id for unit in units)
    matrix = TravelMatrix(names, tuple(tuple(draw(st.integers(0, 30)) for _ in names) for _ in names))
    return Request(
        day=draw(st.sampled_from([FRIDAY, LocalDay(date(2019, 3, 31), "Europe/London")])),
        places=places,
        windows=windows,
        units=units,
        travel=matrix if travel == "matrix" else draw(st.sampled_from([TravelRule(), TravelRule(40.0, 1.5, 0.5)])),
        coverage=draw(st.sampled_from([CoverageRule(), CoverageRule(0.0, 0.0), CoverageRule(20.0, 1.0)])),
        fairness=draw(
            st.sampled_from([(), (FairnessFloor("community", "*", 0.8), FairnessFloor("area", places[0].area, 1.0))])
        ),
        max_visits_per_place=draw(st.none() | st.integers(1, 3)),
    )


@st.composite
def rich_requests(draw) -> Request:
    """The same with all that may be asked of units and windows: people, skills, handover, driving, rest, slow hours."""
    request: Request = draw(requests())
    travel: TravelRule | TravelMatrix = request.travel
    if isinstance(travel, TravelRule) and draw(st.booleans()):
        begins = draw(st.integers(500, 1300))
        slow = TravelFactor(begins, begins + draw(st.integers(10, 300)), draw(st.sampled_from([0.5, 1.5, 3.0])))
        travel = replace(travel, factors=(slow,))
    skills = st.sampled_from([(), ("french",), ("french", "punjabi")])
    return replace(
        request,
        travel=travel,
        windows=tuple(
            replace(w, min_persons=draw(st.sampled_from([1, 1, 2, 3])), skills=draw(skills)) for w in request.windows
        ),
        units=tuple(_richer(draw, unit, skills) for unit in request.units),
    )


def _richer(draw, unit: PlanUnit, skills) -> PlanUnit:
    handover = draw(st.sampled_from([0, 0, 5]))
    room = int(unit.until_minute - unit.from_minute) - 2 * handover
    rest = None
    if room > 20 and draw(st.booleans()):
        minutes = draw(st.integers(1, room // 2))
        begins = int(unit.from_minute) + handover + draw(st.integers(0, room - minutes))
        rest = Rest(minutes, begins, begins + minutes + draw(st.integers(0, 120)))
    return replace(
        unit,
        persons=draw(st.integers(1, 3)),
        skills=draw(skills),
        handover_minutes=handover,
        max_drive_minutes=draw(st.none() | st.integers(0, 90)),
        rest=rest,
    )


def _window(draw, number, places) -> PlanWindow:
    opens = draw(st.integers(600, 1500))
    length = draw(st.integers(1, 60))
    return a_window(
        f"w{number}",
        draw(st.sampled_from(places)).id,
        opens,
        opens + length,
        visit_minutes=draw(st.integers(1, 20)),
        value=draw(st.sampled_from([0.0, 0.5, 10.0, 33.3])),
    )


def _unit(draw, number, points, speeds) -> PlanUnit:
    start, end = draw(points), draw(points)
    begins = draw(st.integers(400, 1300))
    is_home = draw(st.booleans())
    return a_unit(
        f"u{number}",
        start=start,
        end=start if is_home else end,
        from_minute=begins,
        until_minute=begins + draw(st.integers(10, 600)),
        effect=draw(st.sampled_from([0.4, 0.7, 1.0])),
        speed_kmh=draw(speeds),
    )
