"""What becomes of a visit: the table of states and of what brings one about.

Nothing a phone says is impossible: two phones of a unit may contradict each other, and word may come late. What would
make no sense leaves the state as it is. Only presence ends a visit for good; a missed one is put right by late word.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from vigil.patrol.carry.event import EventKind


class VisitState(StrEnum):
    """How far a visit has come."""

    PLANNED = "planned"
    ON_WAY = "on the way"
    PRESENT = "present"
    LEFT = "left"
    MISSED = "missed"
    CANNOT = "cannot"

    @property
    def is_over(self) -> bool:
        """True when nothing more is to be done for it."""
        return self in (VisitState.LEFT, VisitState.MISSED, VisitState.CANNOT)

    @property
    def is_kept(self) -> bool:
        """True when somebody stood at the door."""
        return self in (VisitState.PRESENT, VisitState.LEFT)


class Clock(StrEnum):
    """What time alone brings about."""

    WINDOW_CLOSES = "window closes"


Cause = EventKind | Clock

_GOES: Final[Mapping[Cause, VisitState]] = {
    EventKind.ON_WAY: VisitState.ON_WAY,
    EventKind.ARRIVED: VisitState.PRESENT,
    EventKind.DEPARTED: VisitState.LEFT,
    EventKind.CANNOT: VisitState.CANNOT,
}

STEPS: Final[Mapping[VisitState, Mapping[Cause, VisitState]]] = {
    VisitState.PLANNED: {**_GOES, Clock.WINDOW_CLOSES: VisitState.MISSED},
    VisitState.ON_WAY: {**_GOES, Clock.WINDOW_CLOSES: VisitState.MISSED},
    VisitState.PRESENT: {EventKind.DEPARTED: VisitState.LEFT},
    VisitState.LEFT: {EventKind.ARRIVED: VisitState.PRESENT},
    VisitState.MISSED: _GOES,
    VisitState.CANNOT: {
        EventKind.ON_WAY: VisitState.ON_WAY,
        EventKind.ARRIVED: VisitState.PRESENT,
        EventKind.DEPARTED: VisitState.LEFT,
    },
}


def step(state: VisitState, cause: Cause) -> VisitState:
    """Give the state after something has happened; what changes nothing leaves it as it is."""
    return STEPS[state].get(cause, state)
