"""Searching for the walks that are worth the most together: ruin and recreate, cooling down as the effort is spent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vigil.patrol.routes.ruin import make_steps, set_up
from vigil.patrol.routes.task import KIND, Task
from vigil.patrol.routes.tour import Step, Walks, new_scratch, new_tour, set_walks, walks_of

CHUNK: Final = 50
"""So many steps are made between two looks at what is spent."""

HOT: Final = 1.0
COLD: Final = 0.08
"""The temperatures at the beginning and at the end, in mean prizes."""

LONGEST: Final = 10
MOST_WALKS: Final = 4
BLINK_RANGE: Final = 50
REACH: Final = 100
"""How much a step tears: strings of so many visits out of so many walks; one place in so many is overlooked, and of
what was out before at most about so many visits are tried."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best walks found, what they are worth, and in how many steps."""

    walks: Walks
    prize: float
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRule:
    """How to search: the seed, what a unit of travel costs, and the most steps.

    `spent` is asked now and then, with the steps made, what share of the effort is spent; 1 ends the search.
    """

    seed: int
    travel_price: float
    spent: Callable[[int], float]
    most_steps: int | None = None


def find_walks(task: Task, rule: SearchRule, begin: Walks = ()) -> Found:
    """Search on from some walks (from none when not given), and give the best met.

    Raises
    ------
    ValueError : the walks to begin with cannot be kept
    """
    tour, best = new_tour(task), new_tour(task)
    if not set_walks(task, tour, begin):
        raise ValueError("the walks to begin with cannot be kept")
    set_up(task, (tour, best), rule.travel_price)
    scratch = new_scratch(task, rule.seed)
    prizes = task.prize[task.prize > 0]
    mean = float(prizes.mean()) if prizes.size else 1.0
    steps = 0
    while (rule.most_steps is None or steps < rule.most_steps) and (share := rule.spent(steps)) < 1.0:
        temperature = mean * HOT * (COLD / HOT) ** share
        step = Step(temperature, rule.travel_price, LONGEST, MOST_WALKS, BLINK_RANGE, REACH)
        count = CHUNK if rule.most_steps is None else min(CHUNK, rule.most_steps - steps)
        make_steps(task, (tour, best), scratch, step, count)
        steps += count
    walks = walks_of(task, best)
    return Found(walks, prize_of(task, walks), steps)


def prize_of(task: Task, walks: Walks) -> float:
    """Give what walks are worth together."""
    kinds = task.crew[:, KIND]
    return float(sum(task.prize[kind, visit] for kind, walk in zip(kinds, walks, strict=True) for visit in walk))
