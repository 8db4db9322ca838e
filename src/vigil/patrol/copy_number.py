"""The number of a printed copy: on the sheet, and in the audit beside whoever printed it."""

from typing import Final

import numpy as np

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, 1, I, L or O: a copy found in a street is read out over a telephone."""

LENGTH: Final = 8


def draw_copy_number(rng: np.random.Generator) -> str:
    """Give a number that no other copy has but by a chance of one in 850 thousand million: 7K3M-QX2P."""
    drawn = "".join(LETTERS[number] for number in rng.integers(len(LETTERS), size=LENGTH))
    return f"{drawn[: LENGTH // 2]}-{drawn[LENGTH // 2 :]}"
