"""Buddhist services: a weekly meeting, and Vesak at the full moon of May."""

from datetime import date, time, timedelta
from typing import Final

from vigil.ground.moment import zone_named
from vigil.register.place import Place
from vigil.register.worship.almanac import festivals_on
from vigil.register.worship.service import Pattern, Service
from vigil.register.worship.session import Sureness

_SUNDAY: Final = 6
_MEETING: Final = Pattern("weekly-meeting", "Weekly meeting", time(11), timedelta(hours=2))
_VESAK: Final = Pattern("vesak", "Vesak", time(10), timedelta(hours=6), Sureness.SIGHTING)
_EITHER_DAY: Final = "Traditions keep the day before or after, a full moon earlier or later, or the Sunday beside it."


def services_on(place: Place, on: date) -> tuple[Service, ...]:
    """Give the services of a day."""
    zone = zone_named(place.time_zone)
    if any(each.kind == "vesak" for each in festivals_on(on)):
        return (_VESAK.held_on(on, zone, basis="published almanac; usual hour", note=_EITHER_DAY),)
    if on.weekday() == _SUNDAY:
        return (_MEETING.held_on(on, zone, basis="usual local time"),)
    return ()
