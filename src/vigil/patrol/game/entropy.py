"""How much a draw leaves open to somebody who knows the mixture."""

import math
from collections.abc import Iterable


def entropy_bits(probabilities: Iterable[float]) -> float:
    """Give the entropy of a draw in bits: 0 when one plan is certain, n when 2^n plans are equally likely."""
    return 0.0 - sum(chance * math.log2(chance) for chance in probabilities if chance > 0)
