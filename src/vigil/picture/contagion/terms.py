"""The compiled arithmetic of the fit: past events fading away, and what each day says about the parameters.

A day is cut into one or more equal bins. In bin b of a day the mean count is

    rate_b = (baseline + shocks) * profile_b + sum over j of children_j * past_bj

and the whole day is multiplied by one gamma variable of mean 1 and shape `size`, which is what makes days vary more
than Poisson without one incident causing the next. Integrated over that variable the day's log-likelihood is

    sum y_b log(rate_b) - (size + Y) log(size + Rate) + size log(size) + terms of Y and size alone,

with Y and Rate the sums over the day: the negative binomial of the day's count, times the multinomial of its hours.
"""

from typing import NamedTuple

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray, IntArray
from vigil.ground.compiled import compiled

FAINTEST_RATE = 1e-12
HIGHEST_LOG = 30.0


class DayData(NamedTuple):
    """What one series is fitted to; days come first in every array.

    `counts` (days, bins); `is_known` (days,); `knot` (days,) the knot to the left of a day and `weight` (days,) how far
    the day lies towards the next one, 0 to 1; `calendar` (days, columns); `past` (days, bins, sources) the faded past
    events of each source at the beginning of a bin; `shocks` (days, shocks) how much of each shock is left on a day;
    `profile` (bins,) how a day's events spread over its bins, summing to 1.
    """

    counts: FloatArray
    is_known: BoolArray
    knot: IntArray
    weight: FloatArray
    calendar: FloatArray
    past: FloatArray
    shocks: FloatArray
    profile: FloatArray


class Terms(NamedTuple):
    """Log-likelihood, its gradient, and the expected information, by knots, calendar, sources, shocks."""

    log_likelihood: float
    gradient: FloatArray
    information: FloatArray


@compiled
def fade(counts: FloatArray, share: float) -> FloatArray:
    """Give for every bin the faded sum of all earlier events: a lag of s bins weighs (1 - share) share^(s - 1).

    Parameters
    ----------
    counts : array, shape (days, bins, sources), events, at least 0
    share : how much of an event's influence is left one bin later, 0 to 1

    Returns
    -------
    array, shape (days, bins, sources)
    """
    days, bins, sources = counts.shape
    faded = np.empty((days, bins, sources))
    state = np.zeros(sources)
    for day in range(days):
        for bin_ in range(bins):
            for source in range(sources):
                faded[day, bin_, source] = state[source]
                state[source] = share * state[source] + (1.0 - share) * counts[day, bin_, source]
    return faded


@compiled
def level_of(data: DayData, parameters: FloatArray, knots: int, day: int) -> float:
    """Give the baseline's logarithm on a day."""
    left = data.knot[day]
    level = (1.0 - data.weight[day]) * parameters[left] + data.weight[day] * parameters[left + 1]
    for column in range(data.calendar.shape[1]):
        level += data.calendar[day, column] * parameters[knots + column]
    return float(min(max(level, -HIGHEST_LOG), HIGHEST_LOG))


@compiled
def shock_of(data: DayData, parameters: FloatArray, first: int, day: int) -> float:
    """Give what all shocks together add on a day."""
    added = 0.0
    for shock in range(data.shocks.shape[1]):
        added += parameters[first + shock] * data.shocks[day, shock]
    return added


@compiled
def rates_of(data: DayData, parameters: FloatArray, knots: int) -> FloatArray:
    """Give the mean count of every day; shape (days,)."""
    sources_at = knots + data.calendar.shape[1]
    sources = data.past.shape[2]
    rates = np.empty(data.counts.shape[0])
    for day in range(rates.size):
        rate = np.exp(level_of(data, parameters, knots, day))
        rate += shock_of(data, parameters, sources_at + sources, day)
        for bin_ in range(data.counts.shape[1]):
            for source in range(sources):
                rate += parameters[sources_at + source] * data.past[day, bin_, source]
        rates[day] = max(rate, FAINTEST_RATE)
    return rates


@compiled
def log_likelihood_of(data: DayData, parameters: FloatArray, knots: int, size: float) -> float:
    """Give the log-likelihood, without the terms of the counts and `size` alone."""
    sources_at = knots + data.calendar.shape[1]
    sources = data.past.shape[2]
    total = 0.0
    for day in range(data.counts.shape[0]):
        if not data.is_known[day]:
            continue
        own = np.exp(level_of(data, parameters, knots, day))
        own += shock_of(data, parameters, sources_at + sources, day)
        counted, rate = 0.0, 0.0
        for bin_ in range(data.counts.shape[1]):
            in_bin = own * data.profile[bin_]
            for source in range(sources):
                in_bin += parameters[sources_at + source] * data.past[day, bin_, source]
            in_bin = max(in_bin, FAINTEST_RATE)
            rate += in_bin
            counted += data.counts[day, bin_]
            if data.counts[day, bin_] > 0:
                total += data.counts[day, bin_] * np.log(in_bin)
        total += size * np.log(size) - (size + counted) * np.log(size + rate)
    return total


@compiled
def reduce_day(data: DayData, own: float, children: FloatArray, day: int, size: float) -> tuple[FloatArray, FloatArray]:
    """Give a day's gradient and information by its own mean (place 0) and by each source (places 1 and up)."""
    bins, sources = data.counts.shape[1], children.size
    rates, sums = np.empty(bins), np.zeros(1 + sources)
    counted = 0.0
    for bin_ in range(bins):
        rates[bin_] = own * data.profile[bin_]
        sums[0] += data.profile[bin_]
        for source in range(sources):
            rates[bin_] += children[source] * data.past[day, bin_, source]
            sums[1 + source] += data.past[day, bin_, source]
        rates[bin_] = max(rates[bin_], FAINTEST_RATE)
        counted += data.counts[day, bin_]
    whole = rates.sum()
    gradient, information = np.zeros(1 + sources), np.zeros((1 + sources, 1 + sources))
    direction = np.empty(1 + sources)
    for bin_ in range(bins):
        pull = data.counts[day, bin_] / rates[bin_] - (size + counted) / (size + whole)
        direction[0] = data.profile[bin_]
        direction[1:] = data.past[day, bin_]
        gradient += pull * direction
        for one in range(1 + sources):
            for other in range(one + 1):
                information[one, other] += direction[one] * direction[other] / rates[bin_]
    for one in range(1 + sources):
        for other in range(one + 1):
            information[one, other] -= sums[one] * sums[other] / (size + whole)
            information[other, one] = information[one, other]
    return gradient, information


@compiled
def columns_of(data: DayData, baseline: float, knots: int, day: int) -> tuple[IntArray, FloatArray]:
    """Give which parameters move a day's own mean, and by how much."""
    calendar, shocks, sources = data.calendar.shape[1], data.shocks.shape[1], data.past.shape[2]
    which = np.empty(2 + calendar + shocks, np.int64)
    slopes = np.empty(which.size)
    which[0], which[1] = data.knot[day], data.knot[day] + 1
    slopes[0], slopes[1] = baseline * (1.0 - data.weight[day]), baseline * data.weight[day]
    found = 2
    for column in range(calendar):
        if data.calendar[day, column] != 0.0:
            which[found], slopes[found] = knots + column, baseline * data.calendar[day, column]
            found += 1
    for shock in range(shocks):
        if data.shocks[day, shock] != 0.0:
            which[found], slopes[found] = knots + calendar + sources + shock, data.shocks[day, shock]
            found += 1
    return which[:found], slopes[:found]


@compiled
def add_information(
    information: FloatArray, day: FloatArray, which: IntArray, slopes: FloatArray, sources_at: int
) -> None:
    """Add a day's information, given by its own mean and the sources, to that of all parameters."""
    for one in range(which.size):
        for other in range(which.size):
            information[which[one], which[other]] += slopes[one] * slopes[other] * day[0, 0]
        for source in range(day.shape[0] - 1):
            cross = slopes[one] * day[0, 1 + source]
            information[which[one], sources_at + source] += cross
            information[sources_at + source, which[one]] += cross
    for source in range(day.shape[0] - 1):
        for other in range(day.shape[0] - 1):
            information[sources_at + source, sources_at + other] += day[1 + source, 1 + other]


@compiled
def terms_of(data: DayData, parameters: FloatArray, knots: int, size: float) -> Terms:
    """Give log-likelihood, gradient and expected information at these parameters.

    Parameters
    ----------
    data : what is fitted
    parameters : array, shape (knots + calendar + sources + shocks,): logarithms of the level at the knots, effects of
        the calendar on the logarithm, mean children per event of each source, events a day each shock begins with
    knots : how many of them are knots
    size : shape of the days' gamma variable, above 0; infinite size is Poisson

    References
    ----------
    Held in its tests against finite differences and a plain twin.
    """
    sources_at = knots + data.calendar.shape[1]
    sources = data.past.shape[2]
    children = parameters[sources_at : sources_at + sources]
    gradient = np.zeros(parameters.size)
    information = np.zeros((parameters.size, parameters.size))
    for day in range(data.counts.shape[0]):
        if not data.is_known[day]:
            continue
        baseline = np.exp(level_of(data, parameters, knots, day))
        own = baseline + shock_of(data, parameters, sources_at + sources, day)
        slope, curve = reduce_day(data, own, children, day, size)
        which, slopes = columns_of(data, baseline, knots, day)
        for one in range(which.size):
            gradient[which[one]] += slopes[one] * slope[0]
        for source in range(sources):
            gradient[sources_at + source] += slope[1 + source]
        add_information(information, curve, which, slopes, sources_at)
    return Terms(log_likelihood_of(data, parameters, knots, size), gradient, information)
