"""From a plan in minutes to what the desk keeps: names and moments as they stand when it is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import fsum

from vigil.patrol.draft import Draft
from vigil.patrol.plan import Plan, Round, commitment
from vigil.patrol.stored import PlanHead, StoredPlan, StoredRound, StoredUncovered, StoredVisit
from vigil.patrol.travel import TravelTimes, travel_times
from vigil.patrol.uncovered import peak_value
from vigil.register.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsked:
    """Who asked for a plan, when, for what part of the register; `commitment` is the pledge's, empty without one."""

    at: datetime
    by_id: str
    by_name: str
    area: str
    community: str
    commitment: str = ""


def plan_to_keep(plan: Plan, draft: Draft, units: Iterable[Unit], asked: PlanAsked) -> StoredPlan:
    """Give a plan as the desk keeps it; its numbers are 0 until they are given by the database."""
    rounds = keep_rounds(plan.rounds, replace(draft, request=plan.request), units)
    return StoredPlan(_head(plan, asked), rounds, tuple(_uncovered(plan, draft)))


def keep_rounds(rounds: Sequence[Round], draft: Draft, units: Iterable[Unit]) -> tuple[StoredRound, ...]:
    """Give rounds as the desk keeps them: one for each unit of the draft's request, in its order."""
    times = travel_times(draft.request)
    by_id = {unit.id: unit for unit in units}
    return tuple(_round(walk, draft, times, number, by_id) for number, walk in enumerate(rounds))


def _head(plan: Plan, asked: PlanAsked) -> PlanHead:
    request, measures = plan.request, plan.measures
    visited = {stop.window_id for walk in plan.rounds for stop in walk.stops}
    worth = {window.id: sum(part.value for part in window.bins) for window in request.windows}
    # Exact sums, since a set comes in any order: a share must not pass one, nor differ from run to run.
    total = fsum(worth.values())
    return PlanHead(
        id=0,
        on=request.day.on,
        time_zone=request.day.time_zone,
        made_at=asked.at,
        made_by_id=asked.by_id,
        made_by_name=asked.by_name,
        seed=plan.seed,
        commitment=asked.commitment or commitment(plan.seed, request.day.on),
        iterations=plan.iterations,
        cpu_s=plan.cpu_s,
        max_visits_per_place=request.max_visits_per_place or 0,
        area=asked.area,
        community=asked.community,
        units=len(plan.rounds),
        units_sent=sum(1 for walk in plan.rounds if walk.stops),
        visits=plan.visits,
        windows=len(request.windows),
        windows_visited=len(visited),
        value=measures.value,
        max_value=measures.max_value,
        mean_coverage=measures.mean_coverage,
        covered_value=fsum(worth[window_id] for window_id in visited) / total if total else 0.0,
    )


def _round(walk: Round, draft: Draft, times: TravelTimes, number: int, by_id: Mapping[str, Unit]) -> StoredRound:
    asked, day = draft.request.units[number], draft.request.day
    unit = by_id[walk.unit_id]
    visits = _visits(walk, draft, times, number)
    home = times.home(number, draft.known[walk.stops[-1].window_id].place.id) if walk.stops else 0
    return StoredRound(
        id=0,
        unit_id=unit.id,
        unit_name=unit.name,
        kind=unit.kind.value,
        travel=unit.travel.value,
        base_name=unit.base_name,
        base=unit.base,
        is_invented=unit.is_invented,
        from_at=day.moment_at(asked.from_minute),
        until_at=day.moment_at(asked.until_minute),
        leave_at=day.moment_at(walk.stops[0].arrive_minute - visits[0].travel_minutes) if walk.stops else None,
        back_at=day.moment_at(walk.stops[-1].depart_minute + home) if walk.stops else None,
        visits=visits,
    )


def _visits(walk: Round, draft: Draft, times: TravelTimes, number: int) -> tuple[StoredVisit, ...]:
    day, windows = draft.request.day, draft.request.window_by_id
    visits = []
    before = ""
    for position, stop in enumerate(walk.stops, 1):
        window, known = windows[stop.window_id], draft.known[stop.window_id]
        place = known.place
        visits.append(
            StoredVisit(
                id=0,
                position=position,
                window_id=window.id,
                place_id=place.id,
                place_name=place.name,
                address=place.address,
                doors=place.doors,
                community=place.community.value,
                area=place.area,
                point=place.point,
                session_id=known.session.id,
                session_name=known.session.name,
                phase=known.phase.value,
                people=known.session.attendance.people,
                people_basis=known.session.attendance.basis,
                opens_at=day.moment_at(window.opens_minute),
                closes_at=day.moment_at(window.closes_minute),
                arrive_at=day.moment_at(stop.arrive_minute),
                depart_at=day.moment_at(stop.depart_minute),
                travel_minutes=times.way(number, before, place.id) if before else times.out(number, place.id),
                value=peak_value(window),
                level=known.level.level.value,
                level_why=known.level.why,
                uplift_ids=known.level.uplift_ids,
                factors=known.worth.factors,
            )
        )
        before = place.id
    return tuple(visits)


def _uncovered(plan: Plan, draft: Draft) -> Iterable[StoredUncovered]:
    day, windows = plan.request.day, plan.request.window_by_id
    for left in plan.uncovered:
        window, known = windows[left.window_id], draft.known[left.window_id]
        yield StoredUncovered(
            window_id=window.id,
            place_id=known.place.id,
            place_name=known.place.name,
            community=known.place.community.value,
            area=known.place.area,
            session_name=known.session.name,
            phase=known.phase.value,
            opens_at=day.moment_at(window.opens_minute),
            closes_at=day.moment_at(window.closes_minute),
            value=peak_value(window),
            level=known.level.level.value,
            reason=left.reason.value,
            says=left.says,
        )
