"""Days beyond what is foreseen."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from tests.picture.contagion.made import LOOSE, SHOCK_DAY, events_of, shocked
from vigil.picture.contagion.find_shocks import APART_DAYS, beyond, tail
from vigil.picture.contagion.settle import begin


@given(counted=st.integers(0, 60), rate=st.floats(0.05, 40), size=st.floats(0.1, 500))
def test_the_chance_of_so_many_is_negative_binomial(counted, rate, size):
    found = float(tail(np.array([float(counted)]), np.array([rate]), np.array([size]))[0])
    assert found == pytest.approx(nbinom.sf(counted - 1, size, size / (size + rate)), rel=1e-6, abs=1e-12)


def test_the_beginning_of_an_outbreak_is_found_and_quiet_days_are_not():
    found = beyond(begin(events_of(shocked()), LOOSE).series[0].fitted, below=1e-4)
    assert any(abs(one.first_day - SHOCK_DAY) <= 1 for one in found)
    assert all(one.first_day >= SHOCK_DAY - 7 for one in found)
    places = sorted(one.first_day for one in found)
    assert all(after - before >= APART_DAYS for before, after in pairwise(places))
    quiet = np.random.default_rng(1).poisson(4.0, (100, 2)).astype(np.float64)
    assert beyond(begin(events_of(quiet), LOOSE).series[0].fitted, below=1e-4) == ()


def test_the_last_days_need_less():
    """The same count that is passed over in the middle opens a shock at the end."""
    found = []
    for place in (50, 99):
        counts = np.random.default_rng(2).poisson(4.0, (100, 2)).astype(np.float64)
        counts[place, 0] = 15.0
        found.append(beyond(begin(events_of(counts), LOOSE).series[0].fitted, below=1e-4))
    assert found[0] == ()
    assert [one.first_day + one.days for one in found[1]] == [100]
