"""Drawing one plan from a mixture, so that anyone who knows the seed draws the same.

The rule: take the SHA-256 of the seed's decimal text, a full stop, the day and `.draw`; its first 53 bits, as a share
of 2^53, are a number from 0 to below 1. Going through the plans in their order and adding up how likely each is, the
first whose sum exceeds that number is drawn; rounding may leave none, then it is the last.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from itertools import accumulate
from typing import Final

BITS: Final = 53
"""As many as a float holds."""


def drawn_number(seed: int, on: date) -> float:
    """Give the number, from 0 to below 1, that a seed draws for a day."""
    digest = sha256(f"{seed}.{on.isoformat()}.draw".encode()).digest()
    return float(int.from_bytes(digest, "big") >> (8 * len(digest) - BITS)) / float(2**BITS)


def draw(probabilities: Sequence[float], seed: int, on: date) -> int:
    """Give the number of the plan that is drawn.

    Raises
    ------
    ValueError : there is no plan
    """
    if not probabilities:
        raise ValueError("nothing can be drawn from no plans")
    number = drawn_number(seed, on)
    sums = accumulate(probabilities)
    return next((n for n, total in enumerate(sums) if total > number), len(probabilities) - 1)
