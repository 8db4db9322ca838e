"""How well the daily model and the CUSUM do on the FBI's daily counts of 2014 to March 2020, pinned.

The pins are what `python -m benchmarks.picture_alarms` measures in full, on the part of the data that is kept here. Who
changes one for the worse says why in the change; whoever changes the data changes its digest.
"""

import hashlib
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from vigil.picture import daily, nb_cusum
from vigil.picture.series.read_counts import read_counts

COUNTS = Path(__file__).parents[1] / "golden" / "farrington" / "fbi.csv"
DIGEST = "3dfbb78004a4947aba40fff34482ec2983196cc234e42e04a6546e04f6b16882"
FIRST_JUDGED = 364

MOST_EPISODES = {
    ("daily", "all_bias"): 8,
    ("daily", "anti_muslim"): 2,
    ("nb-cusum", "all_bias"): 1,
    ("nb-cusum", "anti_muslim"): 1,
}
FOUND_AFTER_DAYS = {
    ("daily", "all_bias", date(2016, 11, 9)): 0,
    ("daily", "anti_muslim", date(2015, 11, 13)): 6,
    ("nb-cusum", "all_bias", date(2016, 11, 9)): 0,
    ("nb-cusum", "anti_muslim", date(2015, 12, 2)): 3,
}


@pytest.fixture(scope="module")
def alarms():
    """Days in alarm, by method and series."""
    content = COUNTS.read_bytes()
    assert hashlib.sha256(content).hexdigest() == DIGEST
    table = read_counts(content, COUNTS.name)
    rows = (FIRST_JUDGED, len(table.counts) - 1)
    found = (
        daily.detect(table, daily.DailyControl(rows=rows)),
        nb_cusum.detect(table, nb_cusum.NbCusumControl(rows=rows)),
    )
    return {
        (one.method, name): [table.first_days[row] for row in one.rows[one.is_alarm[:, column]]]
        for one in found
        for column, name in enumerate(table.names)
    }


@pytest.mark.parametrize(("method", "series"), MOST_EPISODES)
def test_no_more_episodes_than_were_measured(alarms, method, series):
    """Runs of alarms at most 14 days apart, real surges among them."""
    days = [day.toordinal() for day in alarms[method, series]]
    assert 1 + np.sum(np.diff(days) > 14) <= MOST_EPISODES[method, series]


@pytest.mark.parametrize(("method", "series", "on"), FOUND_AFTER_DAYS)
def test_what_happened_is_found_no_later_than_was_measured(alarms, method, series, on):
    waits = [(day - on).days for day in alarms[method, series] if day >= on]
    assert waits[0] <= FOUND_AFTER_DAYS[method, series, on]
