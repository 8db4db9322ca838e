"""Reading today's rounds out of a plan file: those of the plan that was drawn, and at what prices it was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vigil.patrol.local_day import LocalDay
from vigil.patrol.plan import Round
from vigil.patrol.read_json import Node, read_json
from vigil.patrol.read_plans import read_plans

LARGEST: Final = 1e12
LARGEST_SEED: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Today:
    """Today's rounds, the seed they were drawn with, and the bins that were known when they were made.

    `prices` says what covering a bin wholly is worth to the game that made the plan, when the file tells it.
    """

    rounds: tuple[Round, ...]
    seed: int
    bins: frozenset[str]
    prices: Mapping[str, float] | None


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
    duals = top.find("duals")
    return Today(
        rounds=plans[top.get("drawn").whole(0, len(plans) - 1)].rounds,
        seed=top.get("seed").whole(0, LARGEST_SEED),
        bins=frozenset(_names(top.get("coverage"))),
        prices=None if duals is None else {name: duals.get(name).number(0, LARGEST) for name in _names(duals)},
    )


def _names(node: Node) -> tuple[str, ...]:
    if not isinstance(node.value, dict):
        raise node.refuse("must be an object {…}")
    return tuple(node.value)
