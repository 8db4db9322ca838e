"""Counts as they will be once late reports are in.

Of what happened yesterday only a part has been reported today. `nowcast` says, for each of the latest days, how many
are known, what share of the day's reports has probably come in, and how many there will be in the end, with an
interval. It uses what was known on its day and nothing later.

>>> from datetime import date
>>> from vigil.picture.nowcast import ReportedCount, nowcast
>>> sunday, monday = date(2023, 10, 8), date(2023, 10, 9)
>>> reports = [ReportedCount(sunday, monday, 3), ReportedCount(monday, monday)]
>>> found = nowcast(reports, as_of=monday)
>>> [(day.on.isoformat(), day.known) for day in found.days]
[('2023-10-08', 3), ('2023-10-09', 1)]
>>> found.is_thin
True

The delay and the counts are two models. The **delay** is learnt from a moving window by reverse hazards: of the
reports that came within so many days, how many came on the last of them. Those can be estimated without bias although
the latest days are incomplete (Lawless 1994). Each is beta-binomial, in the first week by day of the week, and single
days may differ more than that, when reports come in batches. The **count** of a day is negative binomial about a
smooth level, and one day in twenty is thought to be out of the ordinary, so that a surge is not smoothed away.

Intervals are the likeliest run of whole numbers whose probability lies nearest to 90 %, and say what they hold: counts
come whole, so that of small ones no interval of exactly 90 % exists. Delays beyond the longest that is learnt (a year)
are not foreseen, and are said to have happened where they did.

References
----------
Lawless (1994), Adjustments for reporting delays and the prediction of occurred but not reported events, Canadian
Journal of Statistics 22, 15-31; Höhle, an der Heiden (2014), Bayesian nowcasting during the STEC O104:H4 outbreak in
Germany, 2011, Biometrics 70, 993-1002; Stoner, Economou (2020), Multivariate hierarchical frameworks for modeling
delayed reporting in count data, Biometrics 76, 789-798 (generalised Dirichlet-multinomial).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from vigil.picture.delay.late import foresee_late, nearest_run
from vigil.picture.delay.level import Level, fit_level
from vigil.picture.delay.nowcasted import Nowcast, NowcastDay
from vigil.picture.delay.reported import ReportedCount
from vigil.picture.delay.share import DelayFit, Share, fit_delay, share_after
from vigil.picture.delay.triangle import Triangle, make_triangle

__all__ = [
    "DEFAULT",
    "FEW_REPORTS",
    "Nowcast",
    "NowcastControl",
    "NowcastDay",
    "ReportedCount",
    "nowcast",
    "nowcast_each",
]

FEW_REPORTS: Final = 50
"""With fewer reports in its window a delay is little known; the intervals are wide, and it is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NowcastControl:
    """How a nowcast is made.

    `days`: how many days up to the as-of day; `window_days`: from how many days a delay is learnt, so that it may
    change over time; `longest_delay_days`: later reports are not foreseen; `half_life_days`: a day so long ago counts
    half for the level; `probability`: what an interval should hold.

    Raises
    ------
    ValueError : a number of days below 1 (of the longest delay, below 8), or a probability outside (0, 1)
    """

    days: int = 28
    window_days: int = 365
    longest_delay_days: int = 365
    half_life_days: float = 28.0
    probability: float = 0.9

    def __post_init__(self) -> None:
        if min(self.days, self.window_days, self.half_life_days) < 1 or self.longest_delay_days < 8:
            raise ValueError("days, window and half-life are at least 1 day, the longest delay at least 8")
        if not 0 < self.probability < 1:
            raise ValueError(f"a probability lies between 0 and 1, not at {self.probability}")


DEFAULT: Final = NowcastControl()


def nowcast(
    reports: Sequence[ReportedCount],
    *,
    as_of: date,
    control: NowcastControl = DEFAULT,
    alike: Sequence[ReportedCount] = (),
) -> Nowcast:
    """Give the counts of the latest days of one series as they will be once late reports are in.

    Parameters
    ----------
    reports : in any order; those that came in after the as-of day are not looked at
    as_of : the day at whose end the reports are those known
    alike : reports of a wider series, towards whose delays this one's are drawn while it has few of its own

    Returns
    -------
    a day for each of the last `control.days` up to the as-of day; fewer where the reports begin later, none where
    nothing is known
    """
    return _foresee(reports, as_of, control, _delay_of(alike, as_of, control))


def nowcast_each(
    series: Mapping[str, Sequence[ReportedCount]], *, as_of: date, control: NowcastControl = DEFAULT
) -> Mapping[str, Nowcast]:
    """Give the nowcast of several series that are reported in one way: those with few reports lend from all together.

    Parameters
    ----------
    series : the reports of each, as for `nowcast`
    """
    everything = [one for reports in series.values() for one in reports] if len(series) > 1 else []
    alike = _delay_of(everything, as_of, control)
    return {name: _foresee(reports, as_of, control, alike) for name, reports in series.items()}


def _delay_of(reports: Sequence[ReportedCount], as_of: date, control: NowcastControl) -> DelayFit | None:
    triangle = _triangle(reports, as_of, control)
    return fit_delay(triangle, window_days=control.window_days) if triangle else None


def _foresee(reports: Sequence[ReportedCount], as_of: date, control: NowcastControl, alike: DelayFit | None) -> Nowcast:
    triangle = _triangle(reports, as_of, control)
    if triangle is None:
        return Nowcast(as_of=as_of, days=(), reports=0, is_thin=True, came_later=0)
    shares = _shares(triangle, fit_delay(triangle, window_days=control.window_days, alike=alike))
    means = np.array([share.mean for share in shares])
    level = fit_level(triangle.known, means, half_life_days=control.half_life_days)
    latest = range(max(0, triangle.days - control.days), triangle.days)
    used = int(triangle.known[-control.window_days :].sum())
    return Nowcast(
        as_of=as_of,
        days=tuple(_day(triangle, row, (level, shares[row]), control) for row in latest),
        reports=used,
        is_thin=used < FEW_REPORTS,
        came_later=triangle.came_later,
    )


def _triangle(reports: Sequence[ReportedCount], as_of: date, control: NowcastControl) -> Triangle | None:
    """Give the triangle of as many days as are looked at: a window, behind the longest delay; None of no report."""
    first_on = min((one.happened_on for one in reports if one.reported_on <= as_of), default=None)
    if first_on is None:
        return None
    furthest = as_of.toordinal() - control.window_days - control.longest_delay_days
    begins_on = max(first_on, date.fromordinal(max(1, furthest)))
    return make_triangle(reports, as_of=as_of, first_on=begins_on, longest_delay_days=control.longest_delay_days)


def _shares(triangle: Triangle, fit: DelayFit) -> tuple[Share, ...]:
    """Give the share reported of every row: it depends on the lag and, in the first week, on the weekday."""
    lags = range(triangle.days - 1, -1, -1)
    return tuple(share_after(fit, lag, int(weekday)) for lag, weekday in zip(lags, triangle.weekdays(), strict=True))


def _day(triangle: Triangle, row: int, foreseen: tuple[Level, Share], control: NowcastControl) -> NowcastDay:
    level, share = foreseen
    known = int(triangle.known[row])
    late = foresee_late(known, level, share)
    run = nearest_run(late.probabilities, control.probability)
    return NowcastDay(
        on=triangle.as_of - timedelta(days=triangle.days - 1 - row),
        known=known,
        known_before=int(triangle.known_before[row]),
        likely=known + late.median,
        low=known + run.low * late.step,
        high=known + (run.high + 1) * late.step - 1,
        mean=known + late.mean,
        probability=run.probability,
        reported_share=share.mean,
    )
