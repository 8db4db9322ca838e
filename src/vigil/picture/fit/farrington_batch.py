"""What the regression of Farrington's method is given, and what it gives, for many series at once."""

from typing import NamedTuple

from vigil.ground.arrays import FloatArray, IntArray


class Batch(NamedTuple):
    """The series, and the rows each period judged rests on.

    `counts`, `exposure` have the shape (series, rows): counts at least 0 or NaN; population or 1. `row_time` is the
    time of each row in periods, shape (rows,). `stretch`, `begins` are as in `Stretches`. `judged` holds the rows
    judged, shape (judged,). `earliest` has the shape (series, judged): the first row that may be used; `years` has the
    same shape: how many reference years lie wholly behind it, nought where none does.
    """

    counts: FloatArray
    exposure: FloatArray
    row_time: FloatArray
    stretch: IntArray
    begins: IntArray
    judged: IntArray
    earliest: IntArray
    years: IntArray


class Rule(NamedTuple):
    """How to fit: how many blocks; whether to try a trend, to reweight, and above which residual.

    A trend is kept where its |t| is above `least_t`, shape (rows + 1,), by degrees of freedom. `r_dispersion` takes
    R's dispersion of reweighted fits; `r_time` reckons the time of the period judged from the first reference count
    that is known, as R does where periods have dates, though that of the reference rows begins with the first row.
    """

    blocks: int
    has_trend: bool
    has_weights: bool
    weights_threshold: float
    least_t: FloatArray
    r_dispersion: bool
    r_time: bool


class Fits(NamedTuple):
    """What comes of it, shape (series, judged): NaN where no fit is possible.

    `predicted` is the logarithm of the mean foreseen and `standard_error` its standard error; `dispersion` is the one
    of the last fit, at least 1; `has_trend` is 0 or 1.
    """

    predicted: FloatArray
    standard_error: FloatArray
    dispersion: FloatArray
    has_trend: FloatArray
