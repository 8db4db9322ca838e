import itertools

import pytest

from vigil.patrol.carry.event import EventKind
from vigil.patrol.carry.step import STEPS, Clock, VisitState, step

S = VisitState
E = EventKind

# The whole table, written out once more by hand; whatever is not here leaves the state as it is.
GOES = {
    (S.PLANNED, E.ON_WAY): S.ON_WAY,
    (S.PLANNED, E.ARRIVED): S.PRESENT,
    (S.PLANNED, E.DEPARTED): S.LEFT,
    (S.PLANNED, E.CANNOT): S.CANNOT,
    (S.PLANNED, Clock.WINDOW_CLOSES): S.MISSED,
    (S.ON_WAY, E.ARRIVED): S.PRESENT,
    (S.ON_WAY, E.DEPARTED): S.LEFT,
    (S.ON_WAY, E.CANNOT): S.CANNOT,
    (S.ON_WAY, Clock.WINDOW_CLOSES): S.MISSED,
    (S.PRESENT, E.DEPARTED): S.LEFT,
    (S.LEFT, E.ARRIVED): S.PRESENT,
    (S.MISSED, E.ON_WAY): S.ON_WAY,
    (S.MISSED, E.ARRIVED): S.PRESENT,
    (S.MISSED, E.DEPARTED): S.LEFT,
    (S.MISSED, E.CANNOT): S.CANNOT,
    (S.CANNOT, E.ON_WAY): S.ON_WAY,
    (S.CANNOT, E.ARRIVED): S.PRESENT,
    (S.CANNOT, E.DEPARTED): S.LEFT,
}
CAUSES = (*EventKind, *Clock)


@pytest.mark.parametrize(("state", "cause"), list(itertools.product(VisitState, CAUSES)), ids=str)
def test_every_state_goes_where_the_table_says(state, cause):
    assert step(state, cause) is GOES.get((state, cause), state)


def test_every_state_has_its_row():
    assert set(STEPS) == set(VisitState)


@pytest.mark.parametrize("state", VisitState)
def test_once_somebody_was_there_nothing_takes_it_back(state):
    """Whatever else is said, by whichever phone: presence that was proven stays proven."""
    for causes in itertools.product(CAUSES, repeat=3):
        after = state
        was_kept = state.is_kept
        for cause in causes:
            after = step(after, cause)
            was_kept = was_kept or after.is_kept
        assert after.is_kept == was_kept


def test_what_is_over_and_what_is_kept():
    assert {state for state in VisitState if state.is_over} == {S.LEFT, S.MISSED, S.CANNOT}
    assert {state for state in VisitState if state.is_kept} == {S.PRESENT, S.LEFT}
