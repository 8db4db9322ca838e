"""Small requests, and what is best for them by listing every round there is: slow, and plainly right."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.patrol.a_request import CENTRE, FRIDAY, a_unit, a_window
from vigil.ground.point import Point
from vigil.patrol.game.mend import least_drive
from vigil.patrol.game.problem import Problem, Visits, column_of, coverage_of_rounds
from vigil.patrol.game.unit_class import UnitClass
from vigil.patrol.request import (
    FairnessFloor,
    PlanPlace,
    Request,
    Rest,
    TravelFactor,
    TravelMatrix,
    TravelRule,
)


@st.composite
def small_requests(draw, *, limits: bool = False) -> Request:
    """Requests of a few windows, each with room for a few starts; with `limits` also of rests, skills and so on."""
    near = st.floats(-0.03, 0.03)
    places = tuple(
        PlanPlace(
            f"p{n}",
            Point(lat=CENTRE.lat + draw(near), lon=CENTRE.lon + draw(near)),
            draw(st.sampled_from(["muslim", "jewish"])),
            "Camden",
        )
        for n in range(draw(st.integers(1, 4)))
    )
    windows = tuple(_window(draw, n, places, limits=limits) for n in range(draw(st.integers(1, 4))))
    units = tuple(_unit(draw, n, limits=limits) for n in range(draw(st.integers(1, 3))))
    names = tuple(place.id for place in places) + tuple(unit.id for unit in units)
    matrix = TravelMatrix(names, tuple(tuple(draw(st.integers(0, 25)) for _ in names) for _ in names))
    hours = (TravelFactor(780, 800, draw(st.sampled_from([0.5, 3.0]))),) if limits and draw(st.booleans()) else ()
    return Request(
        day=FRIDAY,
        places=places,
        windows=windows,
        units=units,
        travel=matrix if draw(st.booleans()) else TravelRule(factors=hours),
        fairness=draw(st.sampled_from([(), (FairnessFloor("community", "*", 0.7),)])),
        plan_cap=1.0,
        value_of_coverage=draw(st.sampled_from([0.0, 0.05, 1.0])),
    )


def _window(draw, number, places, *, limits):
    opens = draw(st.integers(760, 800))
    minutes = draw(st.integers(2, 12))
    return a_window(
        f"w{number}",
        draw(st.sampled_from(places)).id,
        opens,
        opens + minutes + draw(st.integers(0, 5)),
        visit_minutes=minutes,
        value=draw(st.sampled_from([1.0, 10.0, 33.3])),
        min_persons=draw(st.integers(1, 2)) if limits else 1,
        skills=draw(st.sampled_from([(), ("urdu",)])) if limits else (),
    )


def _unit(draw, number, *, limits):
    unit = a_unit(
        f"u{number}",
        start_id=f"u{number}",
        end_id=f"u{number}",
        start=Point(lat=CENTRE.lat + draw(st.floats(-0.02, 0.02)), lon=CENTRE.lon),
        from_minute=draw(st.sampled_from([740, 765, 780])),
        until_minute=draw(st.sampled_from([800, 820, 860])),
        effect=draw(st.sampled_from([0.5, 1.0])),
    )
    if not limits:
        return unit
    return replace(
        unit,
        persons=draw(st.integers(1, 2)),
        skills=draw(st.sampled_from([(), ("urdu",)])),
        handover_minutes=draw(st.integers(0, 2)),
        max_drive_minutes=draw(st.none() | st.integers(4, 40)),
        rest=draw(st.none() | st.builds(Rest, st.integers(3, 15), st.just(765.0), st.sampled_from([790.0, 830.0]))),
    )


def has_few_rounds(problem: Problem) -> bool:
    """Say whether all rounds can be listed in little time."""
    return bool(np.prod(1.0 + np.diff(problem.visit_from)) <= 800)


def every_round(problem: Problem, one: UnitClass) -> Iterator[Visits]:
    """Give every round that a unit of a class can make."""
    most = 1e9 if one.max_drive is None else one.max_drive
    nodes = [node for node in range(problem.nodes) if one.may[node]]
    for count in range(len(nodes) + 1):
        for order in itertools.permutations(nodes, count):
            ranges = [range(problem.visit_from[node], problem.visit_from[node + 1]) for node in order]
            yield from (visits for visits in itertools.product(*ranges) if least_drive(problem, one, visits) <= most)


def undominated(problem: Problem, one: UnitClass) -> list[Visits]:
    """Give every round but those that cover no bin better than another."""
    found: list[tuple[np.ndarray, Visits]] = []
    for visits in every_round(problem, one):
        column = column_of(problem, one, visits)
        covered = np.zeros(problem.bins)
        covered[column.bins] = column.shares
        if any((other >= covered - 1e-12).all() for other, _ in found):
            continue
        found = [(other, known) for other, known in found if not (covered >= other - 1e-12).all()] + [(covered, visits)]
    return [visits for _, visits in found]


def best_objective(problem: Problem, rounds: list[list[Visits]]) -> float | None:
    """Give the least objective over all mixtures of all plans that keep the floors; None when none does."""
    plans = list(itertools.product(*rounds))
    covers = np.array([coverage_of_rounds(problem, plan) for plan in plans])
    least = problem.pinned
    # Columns: how likely each plan is, then the value.
    cost = np.append(-covers @ problem.weight, 1.0)
    attacks = np.hstack([-covers.T * problem.value[:, None], -np.ones((problem.bins, 1))])
    floors = np.hstack([-(problem.floors.coefficient @ covers.T), np.zeros((problem.floors.count, 1))])
    answer = linprog(
        cost,
        A_ub=np.vstack([attacks, floors]),
        b_ub=np.append(-problem.value, np.zeros(problem.floors.count)),
        A_eq=np.append(np.ones(len(plans)), 0.0)[None, :],
        b_eq=[1.0],
        bounds=[(0, None)] * len(plans) + [(least, None)],
    )
    return float(answer.fun) if answer.status == 0 and answer.fun is not None else None


def least_objective(problem: Problem, rounds: list[list[Visits]]) -> float:
    """Give the same where some mixture keeps the floors."""
    best = best_objective(problem, rounds)
    assert best is not None
    return best
