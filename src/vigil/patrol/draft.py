"""A request drawn up from what the desk knows: who gathers when, at what level, and which units are on shift."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from vigil.ground.errors import NoPlan, Refused
from vigil.ground.moment import local_day, local_moment, zone_named
from vigil.patrol.factor import Worth
from vigil.patrol.local_day import LocalDay
from vigil.patrol.request import Bin, FairnessFloor, PlanPlace, PlanUnit, PlanWindow, Request, Rest, WindowFactor
from vigil.patrol.surge_factor import NO_SURGE, Surges
from vigil.patrol.weigh import Stake, Weights, cut_bins, visit_minutes, weigh_session
from vigil.patrol.words import day_in_words
from vigil.posture.place_level import PlaceLevel
from vigil.register.place import Place
from vigil.register.rota.standing import Standing
from vigil.register.unit import Unit
from vigil.register.worship.session import Phase, Session, Window

WALKING_KMH: Final = 4.5


@dataclass(frozen=True, slots=True)
class KnownWindow:
    """What stands behind a window of a request: place, session, phase, the place's level, and what it is worth."""

    window_id: str
    place: Place
    session: Session
    phase: Phase
    level: PlaceLevel
    worth: Worth


@dataclass(frozen=True, slots=True)
class Draft:
    """A request, and for each of its windows what is known of it."""

    request: Request
    known: Mapping[str, KnownWindow]


@dataclass(frozen=True, slots=True)
class DraftedDay:
    """A day drawn up: its draft, and the units that can be sent."""

    draft: Draft
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTerms:
    """On what terms a request is drawn up: the day, the moment of asking, how often one place may be visited.

    `surges` are what the picture shows; `vulnerability` is each assessed place's, by its id (1 is ordinary);
    `fairness` are the floors asked for. `standings` say from when until when units can be sent, by their ids; a unit
    that is not named there has its shift.
    """

    on: date
    at: datetime
    max_visits_per_place: int | None
    weights: Weights
    surges: Surges = NO_SURGE
    vulnerability: Mapping[str, float] = field(default_factory=dict)
    fairness: tuple[FairnessFloor, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)


def draft_request(
    gatherings: Sequence[tuple[Place, tuple[Session, ...]]],
    units: Iterable[Unit],
    level_at: Callable[[Place, datetime], PlaceLevel],
    terms: DraftTerms,
) -> Draft:
    """Draw up the request for a day.

    Only what is still open after the moment of asking counts, and a unit's shift begins then at the earliest. The
    level of a place is the one that holds when its window opens.
    """
    zones = Counter(place.time_zone for place, _ in gatherings)
    day = LocalDay(terms.on, zones.most_common(1)[0][0] if zones else "UTC")
    known = {
        window_id(session, window): _known(place, session, window, level_at, terms)
        for place, sessions in gatherings
        for session in sessions
        for window in session.windows
        if window.phase in terms.weights.door and window.closes_at > terms.at
    }
    windows = tuple(asked for asked in (_window(day, item, terms) for item in known.values()) if asked is not None)
    wanted = {item.place.id: item.place for item in known.values()}
    return Draft(
        Request(
            day=day,
            places=tuple(PlanPlace(p.id, p.point, p.community.value, p.area) for p in wanted.values()),
            windows=windows,
            units=tuple(asked for asked in (_unit(day, unit, terms) for unit in units) if asked is not None),
            max_visits_per_place=terms.max_visits_per_place,
            fairness=terms.fairness,
        ),
        known,
    )


def refuse_spent_day(on: date, units: Sequence[Unit], at: datetime) -> None:
    """Refuse a day for which nobody can be sent any more; a shift that runs past midnight belongs to the day before.

    Raises
    ------
    Refused : the day is over for every unit
    NoPlan : every shift that begins on it is over
    """
    if not units or any(unit.shift_on(on).until_at > at for unit in units):
        return
    if all(local_day(at, zone_named(unit.time_zone)) > on for unit in units):
        raise Refused("day-is-over", f"{day_in_words(on)} is over. A plan is made for today or for a day to come.")
    raise NoPlan(f"every shift of {day_in_words(on)} is over.")


def window_id(session: Session, window: Window) -> str:
    """Give the id of a session's window in a request."""
    return f"{session.id}/{window.phase}"


def _known(
    place: Place,
    session: Session,
    window: Window,
    level_at: Callable[[Place, datetime], PlaceLevel],
    terms: DraftTerms,
) -> KnownWindow:
    level = level_at(place, max(window.opens_at, terms.at))
    stake = Stake(
        people=session.attendance.people,
        level=level.level,
        sureness=session.sureness,
        surge=terms.surges.find(place.community, place.area),
        vulnerability=terms.vulnerability.get(place.id),
    )
    worth = weigh_session(stake, terms.weights)
    return KnownWindow(window_id(session, window), place, session, window.phase, level, worth)


def _window(day: LocalDay, item: KnownWindow, terms: DraftTerms) -> PlanWindow | None:
    """Give what is still open of a window, in whole minutes, or None when that is less than one."""
    found = next(window for window in item.session.windows if window.phase is item.phase)
    begins, ends = math.ceil(day.minute_of(found.opens_at)), math.floor(day.minute_of(found.closes_at))
    now = math.ceil(day.minute_of(terms.at))
    if ends <= max(begins, now):
        return None
    people, worth = item.session.attendance.people, item.worth.value
    shares = cut_bins(ends - begins, item.phase, terms.weights)
    edges = [begins + round((ends - begins) * n / len(shares)) for n in range(len(shares) + 1)]
    return PlanWindow(
        id=item.window_id,
        place_id=item.place.id,
        opens_minute=max(begins, now),
        closes_minute=ends,
        visit_minutes=visit_minutes(people, ends - max(begins, now)),
        bins=tuple(
            Bin(f"{item.window_id}/{n + 1}", edges[n], edges[n + 1], round(worth * share, 3))
            for n, share in enumerate(shares)
            if edges[n + 1] > now
        ),
        min_persons=terms.weights.least_persons.get(item.level.level, 1),
        factors=tuple(WindowFactor(factor.name.value, factor.value) for factor in item.worth.factors),
    )


def _unit(day: LocalDay, unit: Unit, terms: DraftTerms) -> PlanUnit | None:
    """Give a unit for its shift that begins on the day, or None when that is over or it cannot be sent."""
    standing = terms.standings.get(unit.id) or Standing(unit.id, unit.shift_on(terms.on), unit.crew.persons)
    if standing.stretch is None:
        return None
    handover = unit.crew.handover_minutes
    now = math.ceil(day.minute_of(terms.at))
    # Whoever has taken over already when the plan is made is ready now.
    begins = max(day.minute_of(standing.stretch.from_at), now - handover)
    until = day.minute_of(standing.stretch.until_at)
    if until - handover <= begins + handover:
        return None
    drafted = PlanUnit(
        id=unit.id,
        kind=unit.kind.value,
        start_id=unit.id,
        start=unit.base,
        end_id=unit.id,
        end=unit.base,
        from_minute=begins,
        until_minute=until,
        effect=terms.weights.effect.get(unit.kind, 1.0),
        speed_kmh=WALKING_KMH if unit.walks else None,
        persons=standing.persons,
        skills=tuple(dict.fromkeys((*unit.speaks, *unit.crew.skills))),
        handover_minutes=handover,
        max_drive_minutes=unit.crew.max_drive_minutes,
    )
    return replace(drafted, rest=_rest(day, unit, drafted))


def _rest(day: LocalDay, unit: Unit, drafted: PlanUnit) -> Rest | None:
    """Give the rest that a unit has still to take, or None when what is left of its shift has no room for it."""
    rest = unit.crew.rest
    if rest is None:
        return None
    zone, on = zone_named(unit.time_zone), day.on + timedelta(days=int(rest.earliest < unit.shift_from))
    from_at = local_moment(on, rest.earliest, zone)
    until_at = local_moment(on + timedelta(days=int(rest.latest <= rest.earliest)), rest.latest, zone)
    begins, ends = day.minute_of(from_at), day.minute_of(until_at)
    room = min(drafted.home_by_minute, math.floor(ends)) - max(drafted.ready_minute, math.ceil(begins))
    return Rest(rest.minutes, begins, ends) if room >= rest.minutes else None
