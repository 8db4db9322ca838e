"""From services to sessions: the windows in which people arrive, are gathered and leave, none over another's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vigil.ground.moment import local_day, zone_named
from vigil.register.place import Place
from vigil.register.worship.attendance import expected_attendance
from vigil.register.worship.rules import WindowRule, WorshipRules
from vigil.register.worship.service import Service
from vigil.register.worship.session import Attendance, Phase, Session, Window

_WITHIN: Final = "Another service lasts around it: the windows are those of that one."


@dataclass(slots=True)
class _Draft:
    """A service on its way to becoming a session; its windows lie between `not_before_at` and `not_after_at`."""

    service: Service
    attendance: Attendance
    rule: WindowRule
    not_before_at: datetime
    not_after_at: datetime
    is_within_another: bool = False


def sessions_of(place: Place, services: Iterable[Service], rules: WorshipRules) -> tuple[Session, ...]:
    """Give a place's services of one day as sessions, in order of their start, with windows that do not overlap.

    Where two services stand close, the time between them is divided as the lengths of leaving and arriving ask.
    Where one begins before another ends, the first one's windows end there. A service within another has none.
    """
    ordered = sorted(services, key=lambda each: (each.starts_at, -each.ends_at.timestamp(), each.kind, each.name))
    drafts = [_draft(place, service, rules) for service in ordered]
    _part(drafts)
    zone = zone_named(place.time_zone)
    seen: dict[str, int] = {}
    sessions = []
    for draft in drafts:
        service = draft.service
        on = local_day(service.starts_at, zone)
        seen[service.kind] = seen.get(service.kind, 0) + 1
        number = "" if seen[service.kind] == 1 else f"-{seen[service.kind]}"
        note = f"{service.note} {_WITHIN}".strip() if draft.is_within_another else service.note
        sessions.append(
            Session(
                id=f"{place.id}@{on.isoformat()}:{service.kind}{number}",
                place_id=place.id,
                kind=service.kind,
                name=service.name,
                on=on,
                starts_at=service.starts_at,
                ends_at=service.ends_at,
                attendance=draft.attendance,
                sureness=service.sureness,
                basis=service.basis,
                windows=_windows(draft),
                note=note,
            )
        )
    return tuple(sessions)


def _draft(place: Place, service: Service, rules: WorshipRules) -> _Draft:
    attendance = expected_attendance(place, service, rules)
    rule = rules.window_of(service.kind, place.community, people=attendance.people)
    return _Draft(service, attendance, rule, service.starts_at - rule.before, service.ends_at + rule.after)


def _part(drafts: Sequence[_Draft]) -> None:
    """Bring the bounds of neighbours apart; the drafts are in order of their start, the longer first."""
    before: _Draft | None = None
    for draft in drafts:
        if before is not None and draft.service.ends_at <= before.service.ends_at:
            draft.is_within_another = True
            continue
        if before is not None:
            cut_at = _cut(before, draft)
            before.not_after_at = min(before.not_after_at, cut_at)
            draft.not_before_at = max(draft.not_before_at, cut_at)
        before = draft


def _cut(before: _Draft, after: _Draft) -> datetime:
    """Give the moment at which one service's windows end and the next one's begin, on the minute if there is one."""
    ends_at, starts_at = before.service.ends_at, after.service.starts_at
    between = starts_at - ends_at
    wanted = before.rule.after + after.rule.before
    if between <= timedelta(0):
        return starts_at
    if wanted <= between:
        return ends_at + before.rule.after
    exact_at = ends_at + between * (before.rule.after / wanted)
    return max(ends_at, exact_at.replace(second=0, microsecond=0))


def _windows(draft: _Draft) -> tuple[Window, ...]:
    if draft.is_within_another:
        return ()
    service = draft.service
    into = min(draft.rule.into, (service.ends_at - service.starts_at) / 2)
    edges = (draft.not_before_at, service.starts_at + into, service.ends_at, draft.not_after_at)
    opens_at, windows = edges[0], []
    for phase, edge in zip(Phase, edges[1:], strict=True):
        closes_at = min(edge, draft.not_after_at)
        if opens_at < closes_at:
            windows.append(Window(phase, opens_at, closes_at))
            opens_at = closes_at
    return tuple(windows)
