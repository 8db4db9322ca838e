"""People at risk between censuses."""

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.picture.cluster.date_stamp import DateStamp, Precision, parse_stamp
from vigil.picture.cluster.population import census_weights

JANUARY = date(2001, 1, 1)


def stamps(*texts):
    return tuple(parse_stamp(text) for text in texts)


def days_from(first, *lengths):
    edges = [first]
    for length in lengths:
        edges.append(edges[-1] + timedelta(days=length))
    return tuple(edges)


def test_one_census_counts_at_all_times():
    weights = census_weights(stamps("1980"), days_from(JANUARY, 31, 28, 31))
    np.testing.assert_allclose(weights[:, 0], [31 / 90, 28 / 90, 31 / 90], rtol=1e-15)


def test_a_year_is_its_first_of_july_and_the_line_is_level_outside():
    half = (date(2001, 7, 1) - JANUARY).days
    weights = census_weights(stamps("2001", "2002"), days_from(JANUARY, half, 365, 1000))
    total = half + 365 + 1000
    np.testing.assert_allclose(weights[0] * total, [half, 0], atol=1e-9)
    np.testing.assert_allclose(weights[1] * total, [365 / 2, 365 / 2], rtol=1e-12)
    np.testing.assert_allclose(weights[2] * total, [0, 1000], atol=1e-9)


def test_a_month_is_its_fifteenth():
    weights = census_weights(stamps("2001-01", "2001-02"), (date(2001, 1, 15), date(2001, 2, 15)))
    np.testing.assert_allclose(weights, [[0.5, 0.5]], rtol=1e-12)


def test_a_day_counts_whole_and_neighbouring_days_make_steps():
    weights = census_weights(stamps("2001-01-01", "2001-01-02"), days_from(JANUARY, 1, 1, 2))
    np.testing.assert_allclose(weights * 4, [[1, 0], [0, 1], [0, 2]], atol=1e-12)


@given(
    censuses=st.lists(st.integers(-900, 1500), min_size=1, max_size=6, unique=True),
    lengths=st.lists(st.integers(1, 400), min_size=1, max_size=8),
    precision=st.sampled_from(Precision),
)
def test_weights_are_the_mean_of_the_line_day_by_day(censuses, lengths, precision):
    found = {JANUARY + timedelta(days=days) for days in censuses}
    if precision < Precision.DAY:
        found = {day.replace(day=1) for day in found}
    if precision is Precision.YEAR:
        found = {day.replace(month=1) for day in found}
    given_stamps = tuple(DateStamp(day, precision) for day in sorted(found))
    edges = days_from(JANUARY, *lengths)
    weights = census_weights(given_stamps, edges)
    assert np.all(weights >= 0)
    assert weights.sum() == pytest.approx(1)
    people = np.arange(1.0, len(given_stamps) + 1) ** 2
    hours = (np.arange(24) + 0.5) / 24
    for period, (begins, ends) in enumerate(itertools.pairwise(edges)):
        moments = np.concatenate([begins.toordinal() + day + hours for day in range((ends - begins).days)])
        line = plain_line(moments, given_stamps, people)
        assert weights[period] @ people == pytest.approx(line.mean() * (ends - begins).days / sum(lengths), rel=1e-3)


def plain_line(moments, given_stamps, people):
    knots, values = [], []
    for stamp, count in zip(given_stamps, people, strict=True):
        if stamp.precision is Precision.DAY:
            knots += [stamp.on.toordinal(), stamp.on.toordinal() + 1]
            values += [count, count]
        else:
            middle = (7, 1) if stamp.precision is Precision.YEAR else (stamp.on.month, 15)
            knots.append(date(stamp.on.year, *middle).toordinal())
            values.append(count)
    return np.interp(moments, knots, values)


@pytest.mark.parametrize("censuses", [(), stamps("2002", "2001"), stamps("2001", "2001")])
def test_censuses_are_in_order(censuses):
    with pytest.raises(ValueError, match="ascending order"):
        census_weights(censuses, days_from(JANUARY, 1))


@pytest.mark.parametrize("edges", [(JANUARY,), (JANUARY, JANUARY)])
def test_edges_are_in_order(edges):
    with pytest.raises(ValueError, match="edges are at least two"):
        census_weights(stamps("2001"), edges)
