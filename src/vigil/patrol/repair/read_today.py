"""Reading today's rounds out of a plan file: those of the plan that was drawn, and at what prices it was made."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from vigil.patrol.local_day import LocalDay
from vigil.patrol.plan import Round
from vigil.patrol.read_json import Node, read_json
from vigil.patrol.read_plans import read_plans
from vigil.patrol.request import Request
from vigil.patrol.uncovered import peak_value

LARGEST: Final = 1e12
LARGEST_SEED: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Today:
    """Today's rounds, the seed they were drawn with, and the bins that were known when they were made.

    `prices` says what covering a bin wholly is worth to the game that made the plan, when the file tells it.
    `max_value` was the largest value of all then, `left` that of each window that no plan visited, as far as it tells.
    """

    rounds: tuple[Round, ...]
    seed: int
    bins: frozenset[str]
    prices: Mapping[str, float] | None
    max_value: float = math.inf
    left: Mapping[str, float] = field(default_factory=dict)

    def find_new(self, request: Request) -> frozenset[str]:
        """Give the windows of a request that nobody visits and that were not known, or not to be worth so much."""
        visited = {stop.window_id for walk in self.rounds for stop in walk.stops}
        return frozenset(
            window.id
            for window in request.windows
            if window.id not in visited
            and (
                not any(part.id in self.bins for part in window.bins)
                or peak_value(window) > self.left.get(window.id, self.max_value)
            )
        )

    def find_joined(self, request: Request) -> frozenset[str]:
        """Give the units of a request that have no round."""
        return frozenset(unit.id for unit in request.units) - {walk.unit_id for walk in self.rounds}


def read_today(content: str | bytes, source: str, day: LocalDay) -> Today:
    """Read the rounds that were drawn.

    Raises
    ------
    Unreadable : the file does not hold a drawn plan; says where
    """
    top = read_json(content, source)
    plans = read_plans(content, source, day)
    if not plans:
        raise top.get("plans").refuse("must not be empty: there is nothing to repair")
    duals, most, left = top.find("duals"), top.find("max_value"), top.find("uncovered")
    return Today(
        rounds=plans[top.get("drawn").whole(0, len(plans) - 1)].rounds,
        seed=top.get("seed").whole(0, LARGEST_SEED),
        bins=frozenset(_names(top.get("coverage"))),
        prices=None if duals is None else {name: duals.get(name).number(0, LARGEST) for name in _names(duals)},
        max_value=math.inf if most is None else most.number(0, LARGEST),
        left={} if left is None else dict(_worth(one) for one in left.items()),
    )


def _worth(left: Node) -> tuple[str, float]:
    return left.get("window").name(), left.get("value").number(0, LARGEST)


def _names(node: Node) -> tuple[str, ...]:
    if not isinstance(node.value, dict):
        raise node.refuse("must be an object {…}")
    return tuple(node.value)
