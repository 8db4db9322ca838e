"""The distribution of a count that is foreseen by its mean and variance: negative binomial, or Poisson."""

from scipy import special

from vigil.picture.impacts.counterfactual import Total


def chance_of_more(observed: int, total: Total) -> float:
    """Give the probability that a foreseen count is `observed` or more."""
    if observed <= 0:
        return 1.0
    if total.variance <= total.mean * (1 + 1e-9):
        return float(special.gammainc(observed, total.mean))
    size = total.mean**2 / (total.variance - total.mean)
    return float(special.betaincc(size, observed, total.mean / total.variance))


def quantile_of(total: Total, probability: float) -> int:
    """Give the smallest number that a foreseen count does not exceed with a probability."""
    low, high = -1, 1
    while 1 - chance_of_more(high + 1, total) < probability:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if 1 - chance_of_more(middle + 1, total) < probability:
            low = middle
        else:
            high = middle
    return high
