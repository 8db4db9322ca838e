"""What is wrong with the chances of the plans, with the draw and with what was committed to before it."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Final

from vigil.patrol.inspect.asked import Asked
from vigil.patrol.inspect.told import Told, ToldPlan, ToldRound

TINY: Final = 1e-9
BITS: Final = 53
"""A draw takes as many bits as a number between 0 and 1 can hold."""


def chance_faults(asked: Asked, told: Told) -> Iterator[str]:
    """Give everything that is wrong with the probabilities, the draw and the commitment."""
    for number, plan in enumerate(told.plans):
        if not -TINY <= plan.probability <= 1 + TINY:
            yield f"plan {number}: {plan.probability:g} is no probability"
    total = math.fsum(plan.probability for plan in told.plans)
    if abs(total - 1) > TINY:
        yield f"the probabilities add up to {total:.12g} and not to 1"
    yield from _draw_faults(asked, told)


def cap_faults(plan_cap: float, plans: Sequence[ToldPlan]) -> Iterator[str]:
    """Give the plans that are drawn more often than the cap allows; the same plan said twice counts as one."""
    chances: dict[frozenset[ToldRound], float] = defaultdict(float)
    first: dict[frozenset[ToldRound], int] = {}
    for number, plan in enumerate(plans):
        key = frozenset(plan.rounds)
        chances[key] += plan.probability
        first.setdefault(key, number)
    for key, chance in chances.items():
        if chance > plan_cap + TINY:
            yield f"plan {first[key]}: is drawn with {chance:.6g}, above the cap of {plan_cap:g}"


def entropy_bits(plans: Sequence[ToldPlan]) -> float:
    """Give how much the draw leaves open, in bits."""
    return -math.fsum(plan.probability * math.log2(plan.probability) for plan in plans if plan.probability > 0)


def drawn_chance(seed: int, date: str) -> float:
    """Give the number in [0, 1) that a seed draws with on a day."""
    number = int.from_bytes(sha256(f"{seed}.{date}.draw".encode()).digest())
    return (number >> (256 - BITS)) / (1 << BITS)


def _draw_faults(asked: Asked, told: Told) -> Iterator[str]:
    if told.commitment != sha256(f"{told.seed}.{asked.date}".encode()).hexdigest():
        yield "the commitment is not that of the seed and the day"
    if not 0 <= told.drawn < len(told.plans):
        yield f"plan {told.drawn} was drawn, and there are {len(told.plans)}"
        return
    chance = drawn_chance(told.seed, asked.date)
    sums = [0.0, *itertools.accumulate(plan.probability for plan in told.plans)]
    sums[-1] = math.inf
    if not sums[told.drawn] - TINY <= chance < sums[told.drawn + 1] + TINY:
        wanted = next(number for number, upto in enumerate(sums[1:]) if upto > chance)
        yield f"plan {told.drawn} is said to be drawn, and the seed draws plan {wanted}"
