"""Games for tests: a town small enough to be looked through."""

from dataclasses import replace

import numpy as np

from tests.patrol.a_request import FRIDAY, a_place, a_unit, a_window
from vigil.patrol.game.per_unit import PerUnit, PerUnitLimits, solve_per_unit
from vigil.patrol.game.problem import Problem, make_problem
from vigil.patrol.request import Request


def dice(seed: int = 1) -> np.random.Generator:
    """Give chance that comes the same every time."""
    return np.random.Generator(np.random.Philox(key=seed))


def a_town(places: int = 6, units: int = 3, **changes) -> Request:
    """A row of places, each with people arriving and leaving, worth 10 to 20, and units at its middle."""
    row = tuple(
        a_place(f"p{n}", east=0.012 * (n - places / 2), community="abc"[n % 3], area="NS"[n % 2]) for n in range(places)
    )
    windows = tuple(
        a_window(f"p{n}/{side}", f"p{n}", opens, opens + 30, value=10.0 + (7 * n + len(side)) % 11)
        for n in range(places)
        for side, opens in (("arriving", 765 + 5 * (n % 3)), ("leaving", 825 + 5 * (n % 2)))
    )
    crew = tuple(
        a_unit(f"u{n}", from_minute=720.0, until_minute=900.0, effect=1.0 if n % 2 else 0.7) for n in range(units)
    )
    request = Request(day=FRIDAY, places=row, windows=windows, units=crew)
    return replace(request, **changes)


def a_game(request: Request | None = None) -> tuple[Problem, PerUnit]:
    """Give a problem and its per-unit optimum."""
    problem = make_problem(a_town() if request is None else request)
    return problem, solve_per_unit(problem, dice(), PerUnitLimits(gap=0.001))


def visit_at(problem: Problem, window_id: str, minute: int) -> int:
    """Give the number of the visit to a window that begins at a minute."""
    number = next(n for n, window in enumerate(problem.request.windows) if window.id == window_id)
    node = problem.windows.tolist().index(number)
    assert problem.first[node] <= minute <= problem.last[node]
    return int(problem.visit_from[node] + minute - problem.first[node])
