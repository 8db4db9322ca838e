"""The last look at rounds before anybody relies on them: every rule again, one by one, from the request alone."""

from collections.abc import Sequence

from vigil.patrol.plan import Round
from vigil.patrol.request import PlanUnit, Request
from vigil.patrol.travel import TravelTimes


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
    free_minute, place_id = unit.from_minute, ""
    for stop in walk.stops:
        window = windows[stop.window_id]
        way = times.way(number, place_id, window.place_id) if place_id else times.out(number, window.place_id)
        if stop.arrive_minute < free_minute + way:
            breaches.append(f"{unit.id}: cannot be at {window.id} by minute {stop.arrive_minute}.")
        if stop.arrive_minute < window.opens_minute or stop.depart_minute > window.closes_minute:
            breaches.append(f"{unit.id}: the visit to {window.id} is not inside its window.")
        if stop.depart_minute != stop.arrive_minute + window.visit_minutes:
            breaches.append(f"{unit.id}: the visit to {window.id} is not {window.visit_minutes} minutes long.")
        free_minute, place_id = stop.depart_minute, window.place_id
    if place_id and free_minute + times.home(number, place_id) > unit.until_minute:
        breaches.append(f"{unit.id}: is not back by the end of its shift.")
    return breaches
