"""What a detector said, as points: ordinary limits, and nothing where nothing is defined."""

import numpy as np
import pytest
from scipy import stats

from tests.picture.board.town import known_days
from vigil.picture.board.points import points_of
from vigil.picture.series.detection import Detection

NAN = float("nan")


def a_detection(rows, *, mean, phi, upper=9.0, days=None) -> Detection:
    def column(value):
        return np.full((len(rows), 1), value)

    return Detection(
        method="daily",
        rows=np.array(rows),
        observed=column(3.0),
        expected=column(mean),
        upper_bound=column(upper),
        score=column(0.1),
        p_value=column(0.4),
        is_alarm=np.zeros((len(rows), 1), dtype=np.bool_),
        mu0=column(mean),
        phi=column(phi),
        has_trend=column(1.0),
        judged_periods=None if days is None else np.full((len(rows), 1), days),
    )


def points(series, detection, *, first_row=0):
    return list(points_of(series, detection, column=0, alpha=0.001, first_row=first_row))


def test_a_row_is_a_point_and_one_that_was_not_judged_says_only_how_many():
    found = points(known_days([1, 2, NAN, 3]), a_detection([3], mean=4.0, phi=2.0), first_row=1)
    assert [point.observed for point in found] == [2, 3]
    assert (found[0].expected, found[1].expected, found[1].alarm_above, found[1].p_value) == (None, 4.0, 9.0, 0.4)


def test_without_a_detection_the_counts_stand_alone():
    assert [(point.observed, point.expected) for point in points(known_days([1, 2]), None)] == [(1, None), (2, None)]


@pytest.mark.parametrize(("mean", "phi"), [(20.0, 2.0), (20.0, 0.5)])
def test_nine_in_ten_ordinary_counts_lie_between_the_limits(mean, phi):
    (point,) = points(known_days([3]), a_detection([0], mean=mean, phi=phi))
    dispersion = max(phi, 1.0 + 1e-9)
    law = stats.nbinom(mean / (dispersion - 1), 1 / dispersion) if dispersion > 1.01 else stats.poisson(mean)
    assert law.cdf(point.high) >= 0.95 > law.cdf(point.high - 1)
    assert 0.03 <= law.cdf(point.low) <= 0.11
    assert point.low < mean < point.high


def test_of_a_detector_that_knows_no_dispersion_the_limits_follow_from_its_bound():
    (point,) = points(known_days([3]), a_detection([0], mean=10.0, phi=NAN, upper=10.0 + 3 * stats.norm.isf(0.001)))
    assert (point.low, point.high) == (
        pytest.approx(10 - 3 * 1.6449, abs=1e-3),
        pytest.approx(10 + 3 * 1.6449, abs=1e-3),
    )
    (low,) = points(known_days([3]), a_detection([0], mean=1.0, phi=NAN, upper=10.0))
    assert low.low == 0.0


def test_a_mean_of_nought_or_none_has_no_limits():
    (nought,) = points(known_days([0]), a_detection([0], mean=0.0, phi=1.0))
    (none,) = points(known_days([0]), a_detection([0], mean=NAN, phi=1.0, upper=float("inf")))
    assert (nought.low, nought.high, none.expected, none.alarm_above) == (None,) * 4


def test_a_point_says_over_how_many_days_it_was_judged_where_the_detector_does():
    (alone,) = points(known_days([3]), a_detection([0], mean=4.0, phi=1.5))
    (together,) = points(known_days([3]), a_detection([0], mean=4.0, phi=1.5, days=7))
    assert (alone.judged_days, together.judged_days) == (None, 7)
