"""What a detector says: for each period it looked at, what it expected and whether the count is out of the ordinary."""

from dataclasses import dataclass

from vigil.ground.arrays import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detection:
    """What a detector says of the periods it looked at; every array but `rows` has the shape (periods, series).

    `rows` are the rows of the table it looked at, shape (periods,). NaN stands where something is not defined.
    `expected` is the mean count foreseen; `upper_bound` the count above which it alarms; `score` how far the count
    lies from expected to bound (above 1 is beyond it), or the detector's own statistic; `p_value` the probability of
    so high a count by chance; `mu0` the fitted mean or R's mu0Vector; `phi` the dispersion, variance over mean;
    `has_trend` whether a trend was kept, as 0 or 1.

    A detector that judges a period together with those before it says in `judged_periods` how many, itself included,
    gave the chance; None where each is judged by itself.
    """

    method: str
    rows: IntArray
    observed: FloatArray
    expected: FloatArray
    upper_bound: FloatArray
    score: FloatArray
    p_value: FloatArray
    is_alarm: BoolArray
    mu0: FloatArray
    phi: FloatArray
    has_trend: FloatArray
    judged_periods: IntArray | None = None
