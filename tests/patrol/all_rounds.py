"""Every round that a unit can make, found by trying all: slow, and plainly right."""

from collections.abc import Iterator

from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import Request
from vigil.patrol.travel import TravelTimes
from vigil.patrol.walk import Stay, least_driven


def every_round(request: Request, times: TravelTimes, number: int) -> Iterator[dict[str, int]]:
    """Give every round that a unit can make, no window twice, as the minute at which it begins at each window."""
    unit = request.units[number]
    most = 1e9 if unit.max_drive_minutes is None else unit.max_drive_minutes
    windows = [window for window in request.windows if unit.has_what_it_takes(window)]

    def longer(stops, spot, free):
        stays = [Stay(w.place_id, start, start + w.visit_minutes) for w, start in stops]
        if least_driven(request, times, number, stays) <= most:
            yield {window.id: start for window, start in stops}
        for window in windows:
            if window.id in {met.id for met, _ in stops}:
                continue
            there = times.place_spot[window.place_id]
            first = max(first_start(window), times.arrive(number, spot, there, free))
            for start in range(first, last_start(window) + 1):
                yield from longer((*stops, (window, start)), there, start + window.visit_minutes)

    yield from longer((), times.start_spot[number], unit.ready_minute)
