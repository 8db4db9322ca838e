"""A file of events studied whole."""

import pytest

from tests.picture.contagion.made import NAMES, events_of, shocked
from vigil.ground.errors import Unreadable
from vigil.picture.contagion.assemble import hear_nothing
from vigil.picture.contagion.study import SpreadQuestion, study_spread


def test_it_is_fitted_foreseen_and_held_against_what_came():
    heard = []
    asked = SpreadQuestion(events=events_of(shocked()), weeks=1, seed=5)
    study = study_spread(asked, lambda done, _: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert study.spread.names == NAMES
    assert {(one.series, one.days) for one in study.forecasts} == {(name, days) for name in NAMES for days in (7, 14)}
    assert study.records == ()
    assert study_spread(asked, hear_nothing).forecasts == study.forecasts


def test_nothing_is_foreseen_of_series_that_are_too_thin():
    study = study_spread(SpreadQuestion(events=events_of(shocked(60)[:20]), wholes=("muslim",)), hear_nothing)
    assert (study.forecasts, study.spread.too_thin) == ((), NAMES)


def test_a_whole_that_is_no_series_is_refused():
    with pytest.raises(Unreadable, match="no such series; it has muslim, jewish"):
        study_spread(SpreadQuestion(events=events_of(shocked(60)), wholes=("all",)), hear_nothing)
