"""How `vigil register today` understands a day and writes who gathers on it."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import local_day, parse_day, parse_moment
from vigil.register.query import Day, Gathering
from vigil.register.worship.session import Session

HOME: Final = ZoneInfo("Europe/London")
"""By whose clocks a moment becomes a day when nobody has named the day itself."""


def day_meant(text: str, *, now: datetime) -> date:
    """Give the day a person means by a day, a moment, or nothing at all, which is today.

    Raises
    ------
    Unreadable : it is neither a day nor a moment with an offset
    """
    if not text:
        return local_day(now, HOME)
    try:
        return parse_day(text) if len(text.strip()) <= len("2019-03-15") else local_day(parse_moment(text), HOME)
    except (ValueError, OverflowError) as problem:
        why = "is neither a day such as 2019-03-15 nor a moment such as 2019-03-15T08:00+00:00"
        raise Unreadable(Where("--at"), why, text) from problem


def counted(number: int, thing: str) -> str:
    """Give a number and what it counts: 1 place, 2 places."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def write_day(day: Day) -> str:
    """Give a day as lines of text: each place, and under it its sessions."""
    return "".join(f"{line}\n" for line in _lines(day))


def write_day_json(day: Day) -> str:
    """Give a day as JSON; moments carry the offset of the place's own clocks."""
    gatherings = [
        {
            "id": one.place.id,
            "name": one.place.name,
            "community": one.place.community.value,
            "area": one.place.area,
            "lat": one.place.point.lat,
            "lon": one.place.point.lon,
            "sessions": [_session(session, ZoneInfo(one.place.time_zone)) for session in one.sessions],
        }
        for one in day.gatherings
    ]
    written = {"on": day.on.isoformat(), "places": gatherings}
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _lines(day: Day) -> Iterator[str]:
    for one in day.gatherings:
        yield _heading(one)
        zone = ZoneInfo(one.place.time_zone)
        for session in one.sessions:
            begins, ends = (moment.astimezone(zone) for moment in (session.starts_at, session.ends_at))
            come = session.attendance
            yield (
                f"  {begins:%H:%M}–{ends:%H:%M} {session.name}: about {come.people:,} people "
                f"({come.low:,} to {come.high:,}), {session.sureness}{f'. {session.note}' if session.note else ''}"
            )
    sessions = sum(len(one.sessions) for one in day.gatherings)
    yield (
        f"{day.on:%A} {day.on.day} {day.on:%B %Y}: "
        f"{counted(sessions, 'session')} at {counted(len(day.gatherings), 'place')}."
    )


def _heading(one: Gathering) -> str:
    place = one.place
    return f"{place.name} ({place.community}), {place.area or 'no area'}  {place.id}"


def _session(session: Session, zone: ZoneInfo) -> dict[str, object]:
    return {
        "id": session.id,
        "kind": session.kind,
        "name": session.name,
        "starts": session.starts_at.astimezone(zone).isoformat(),
        "ends": session.ends_at.astimezone(zone).isoformat(),
        "people": session.attendance.people,
        "low": session.attendance.low,
        "high": session.attendance.high,
        "attendance_basis": session.attendance.basis,
        "sureness": session.sureness.value,
        "basis": session.basis,
        "note": session.note,
        "windows": [
            {
                "phase": window.phase.value,
                "opens": window.opens_at.astimezone(zone).isoformat(),
                "closes": window.closes_at.astimezone(zone).isoformat(),
            }
            for window in session.windows
        ],
    }
