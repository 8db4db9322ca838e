"""Where a unit is in its round at a moment: what it has done, from where and when it is free, what is before it.

A unit whose phone was never heard of is taken to be where its round says; one that spoke is believed. Whoever should be
driving to its next door just now is taken to be, whether it said so or not: nobody says everything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from vigil.ground.point import Point
from vigil.patrol.carry.presence import NOTHING_YET, Presence
from vigil.patrol.carry.step import VisitState
from vigil.patrol.stored import StoredRound, StoredVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a unit is free to go from, and when.

    `done` are visits it has made, is making, or is on its way to, in order; `left` those still before it. `spot_id` is
    the place of the last of `done`, or empty for its base.
    """

    unit_id: str
    spot_id: str
    point: Point
    free_at: datetime
    done: tuple[StoredVisit, ...]
    left: tuple[StoredVisit, ...]


@dataclass(frozen=True, slots=True)
class Believed:
    """What is known of a unit as a whole: whether a phone of it was heard of, and whether it goes on with its round."""

    is_heard: bool
    goes_on: bool = True


def find_whereabouts(
    walk: StoredRound, presences: Mapping[int, Presence], *, believed: Believed, at: datetime
) -> Whereabouts:
    """Give where a unit is in its round at a moment; one that does not go on leaves what it is on its way to."""
    done: list[tuple[datetime, StoredVisit]] = []
    left: list[StoredVisit] = []
    states = [presences.get(visit.lasting_id, NOTHING_YET).state for visit in walk.visits]
    # Who stands at a door, or said to be driving to one, is not on the way to another.
    may_drive = believed.goes_on and not any(state in (VisitState.PRESENT, VisitState.ON_WAY) for state in states)
    for visit in walk.visits:
        known = presences.get(visit.lasting_id, NOTHING_YET)
        made = _made(visit, known, believed, at) if believed.is_heard else _made_as_planned(visit, at)
        if made is None and may_drive and known.state is VisitState.PLANNED and _is_driving_to(visit, at):
            made = visit.depart_at, visit
        if made is not None:
            done.append(made)
        elif known.state in (VisitState.PLANNED, VisitState.ON_WAY) and visit.closes_at > at:
            left.append(visit)
    done.sort(key=lambda one: one[0])
    last = done[-1][1] if done else None
    return Whereabouts(
        unit_id=walk.unit_id,
        spot_id=last.place_id if last else "",
        point=last.point if last else walk.base,
        free_at=max(at, done[-1][0]) if done else max(at, walk.from_at),
        done=tuple(visit for _, visit in done),
        left=tuple(left),
    )


def still_meant(
    rounds: Sequence[StoredRound], whereabouts: Mapping[str, Whereabouts], *, at: datetime
) -> tuple[StoredRound, ...]:
    """Give rounds without the visits that are lost whatever is done: not made, and their windows closed."""

    def is_meant(walk: StoredRound, visit: StoredVisit) -> bool:
        done = {one.lasting_id for one in whereabouts[walk.unit_id].done}
        return visit.closes_at > at or visit.lasting_id in done

    return tuple(
        replace(walk, visits=tuple(visit for visit in walk.visits if is_meant(walk, visit))) for walk in rounds
    )


def _made(visit: StoredVisit, known: Presence, believed: Believed, at: datetime) -> tuple[datetime, StoredVisit] | None:
    """Give a visit that was made, is being made or will be, by what was said of it, and when the unit is free."""
    if known.state is VisitState.LEFT:
        return known.departed_at or at, visit
    if known.state is VisitState.PRESENT:
        return max(at, visit.depart_at), visit
    if known.state is VisitState.ON_WAY and believed.goes_on:
        arrive_at = max(at, visit.arrive_at)
        depart_at = arrive_at + (visit.depart_at - visit.arrive_at)
        if depart_at <= visit.closes_at:
            return depart_at, replace(visit, arrive_at=arrive_at, depart_at=depart_at)
    return None


def _made_as_planned(visit: StoredVisit, at: datetime) -> tuple[datetime, StoredVisit] | None:
    return (max(at, visit.depart_at), visit) if visit.arrive_at <= at else None


def _is_driving_to(visit: StoredVisit, at: datetime) -> bool:
    """Say whether a unit that keeps to its round is driving to a visit, or sets out within the minute."""
    leaves_at = visit.arrive_at - timedelta(minutes=visit.travel_minutes)
    return leaves_at - timedelta(minutes=1) < at < visit.arrive_at
