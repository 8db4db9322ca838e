"""The last look at rounds before anybody relies on them: every rule again, one by one, from the request alone."""

from collections.abc import Sequence

from vigil.patrol.plan import Round
from vigil.patrol.request import PlanUnit, Request
from vigil.patrol.travel import TravelTimes
from vigil.patrol.walk import NEVER, Stay, least_driven


def find_breaches(request: Request, times: TravelTimes, rounds: Sequence[Round]) -> tuple[str, ...]:
    """Give a sentence for each rule that rounds break; none when all is well."""
    if [walk.unit_id for walk in rounds] != [unit.id for unit in request.units]:
        return ("The rounds are not one for each unit, in order.",)
    breaches: list[str] = []
    seen: set[str] = set()
    visits: dict[str, int] = {}
    for number, (unit, walk) in enumerate(zip(request.units, rounds, strict=True)):
        breaches.extend(_breaches_of_round(request, times, number, walk))
        for stop in walk.stops:
            window = request.window_by_id[stop.window_id]
            visits[window.place_id] = visits.get(window.place_id, 0) + 1
            if window.id in seen:
                breaches.append(f"{unit.id}: {window.id} is visited twice.")
            seen.add(window.id)
    most = request.max_visits_per_place
    if most is not None:
        breaches.extend(f"{place}: {n} visits where {most} were asked." for place, n in visits.items() if n > most)
    return tuple(breaches)


def _breaches_of_round(request: Request, times: TravelTimes, number: int, walk: Round) -> list[str]:
    unit: PlanUnit = request.units[number]
    windows = request.window_by_id
    breaches = []
    free_minute, spot = unit.ready_minute, times.start_spot[number]
    for stop in walk.stops:
        window = windows[stop.window_id]
        there = times.place_spot[window.place_id]
        if stop.arrive_minute < times.arrive(number, spot, there, free_minute):
            breaches.append(f"{unit.id}: cannot be at {window.id} by minute {stop.arrive_minute}.")
        if stop.arrive_minute < window.opens_minute or stop.depart_minute > window.closes_minute:
            breaches.append(f"{unit.id}: the visit to {window.id} is not inside its window.")
        if stop.depart_minute != stop.arrive_minute + window.visit_minutes:
            breaches.append(f"{unit.id}: the visit to {window.id} is not {window.visit_minutes} minutes long.")
        if not unit.has_what_it_takes(window):
            breaches.append(f"{unit.id}: has not the people or skills that {window.id} asks for.")
        free_minute, spot = stop.depart_minute, there
    if walk.stops and times.arrive(number, spot, times.end_spot[number], free_minute) > unit.home_by_minute:
        breaches.append(f"{unit.id}: is not back by the end of its shift.")
    return breaches or _breaches_of_limits(request, times, number, walk)


def _breaches_of_limits(request: Request, times: TravelTimes, number: int, walk: Round) -> list[str]:
    """Look at what a round as a whole must leave room for; it must be right in all else."""
    unit = request.units[number]
    windows = request.window_by_id
    stays = [Stay(windows[stop.window_id].place_id, stop.arrive_minute, stop.depart_minute) for stop in walk.stops]
    driven = least_driven(request, times, number, stays)
    if unit.rest is not None and driven == NEVER:
        return [f"{unit.id}: has no room for its rest of {unit.rest.minutes} minutes."]
    if unit.max_drive_minutes is not None and driven > unit.max_drive_minutes:
        return [f"{unit.id}: drives {driven:g} minutes where {unit.max_drive_minutes} are allowed."]
    return []
