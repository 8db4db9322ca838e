"""What trigger events set off in published counts, month by month and side by side."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from vigil.picture.explained.compare import Reference
from vigil.picture.impact import Impact, make_timeline, measure_impacts
from vigil.reports.count_series import CountSeries
from vigil.reports.flag import words_of_flag
from vigil.reports.month import Month


def measure_triggers(
    series: CountSeries, events: Sequence[Reference], *, until: Month, breaks: Sequence[date] = ()
) -> tuple[Impact, ...]:
    """Measure what each of a handful of events set off in one flag's counts, as known when a month was the latest.

    The 28 days from each event are not taken for usual when a later one is measured: many events close to each other
    leave nothing to hold them against, and it is said.

    Parameters
    ----------
    series : one flag's counts; months that are not there are not known
    events : names and days; of those that lie outside the months known it is said
    until : the latest month looked at
    breaks : days from which the flag is recorded differently

    Returns
    -------
    an impact for each event, in their order; none where no month is known
    """
    known = sorted(month for month in series.counts if month <= until)
    if not known:
        return ()
    months = [known[0].after(number) for number in range(known[0].months_until(known[-1]) + 1)]
    counts = np.array([series.counts.get(month, np.nan) for month in months], dtype=np.float64)
    # A lone month could be a day: one that is not known is put before it.
    days = [month.first_on for month in (months[0].after(-1), *months)]
    timeline = make_timeline(f"{words_of_flag(series.flag)} offences", days, np.concatenate([[np.nan], counts]))
    return measure_impacts(timeline, events, breaks=breaks)
