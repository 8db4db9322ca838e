"""What the machine proposes after a trigger or an alarm: for whom, where, until when, why. A person approves it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.errors import Refused
from vigil.ground.moment import local_day, local_moment, zone_named
from vigil.picture.board.alarm import Alarm
from vigil.picture.figure import Figure
from vigil.picture.words import say_day
from vigil.posture.level import ResponseLevel
from vigil.posture.trigger import Trigger, communities_of, toll_at
from vigil.posture.uplift import UpliftTerms
from vigil.register.place import Community
from vigil.register.worship.session import Session
from vigil.reports.flag import words_of_flag

SHORTEST: Final = timedelta(days=3)
ENDS_AT: Final = time(18, 0)
NOON: Final = time(12, 0)
ANSWERED_WITHIN: Final = timedelta(days=14)

MAIN_DAY: Final[dict[Community, int]] = {Community.MUSLIM: 4, Community.JEWISH: 5}
"""The weekday (Monday is 0) on which most of a community gathers; Sunday for the others."""
SUNDAY: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The next main gathering of a community: what it is called, when the first begins, at how many places.

    `areas` are those looked at; none stands for all that the desk knows.
    """

    community: Community
    name: str
    starts_at: datetime
    places: int
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and when a proposal is made: the moment, the local clocks, the areas, what is in force without it."""

    at: datetime
    time_zone: str
    areas: tuple[str, ...]
    base: ResponseLevel
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What the machine proposes: the terms, ready to be put forward, and the figures they rest on."""

    terms: UpliftTerms
    figures: tuple[Figure, ...]


def draft(trigger: Trigger, setting: Setting, figures: tuple[Figure, ...], said: tuple[str, ...] = ()) -> Draft:
    """Propose an uplift after a trigger; `said` are sentences about the figures.

    Raises
    ------
    Refused : the trigger names no community whose places the desk knows, or happened more than 14 days ago
    """
    communities = communities_of(trigger)
    if not communities:
        raise Refused(
            "a-trigger-names-a-community",
            f"“{trigger.name}” was aimed at no community whose places the desk guards. Propose an uplift by hand.",
        )
    if not trigger.known_from_at <= setting.at < trigger.known_from_at + ANSWERED_WITHIN:
        raise Refused(
            "a-trigger-is-recent",
            f"“{trigger.name}” is not an event of the last 14 days; the machine proposes nothing after it.",
        )
    happened = say_trigger(trigger, at=setting.at, zone=zone_named(setting.time_zone))
    return Draft(replace(_terms(setting, communities, (happened, *said)), trigger_id=trigger.id), figures)


def draft_from_alarm(alarm: Alarm, setting: Setting, figures: tuple[Figure, ...], said: tuple[str, ...] = ()) -> Draft:
    """Propose an uplift after an alarm of a board; `said` are sentences about the figures besides its own.

    Raises
    ------
    Refused : the alarm speaks of no one community, or its board is of more than 14 days ago
    """
    if alarm.community is None:
        raise Refused(
            "an-alarm-names-a-community",
            f"“{words_of_flag(alarm.series.name.flag)}” speaks of no one community. Propose an uplift by hand.",
        )
    if local_day(setting.at, zone_named(setting.time_zone)) - alarm.as_of > ANSWERED_WITHIN:
        raise Refused(
            "an-alarm-is-recent",
            f"The picture of {say_day(alarm.as_of)} is more than 14 days old; the machine proposes nothing after it.",
        )
    alarmed = f"As known on {say_day(alarm.as_of)}: {alarm.series.sentence}"
    terms = _terms(setting, (alarm.community,), (alarmed, *said))
    return Draft(replace(terms, alarm_id=alarm.id), figures)


def _terms(setting: Setting, communities: tuple[Community, ...], said: tuple[str, ...]) -> UpliftTerms:
    zone = zone_named(setting.time_zone)
    first, *others = said
    return UpliftTerms(
        level=step_above(setting.base),
        communities=communities,
        areas=setting.areas,
        from_at=setting.at,
        until_at=until(setting.at, zone, communities),
        time_zone=setting.time_zone,
        reasons=(first, *(say_occasion(occasion, zone) for occasion in setting.occasions), *others),
    )


def step_above(base: ResponseLevel) -> ResponseLevel:
    """Give the level one step above another; the highest stays."""
    levels = tuple(ResponseLevel)
    return levels[min(base.rank + 1, len(levels) - 1)]


def until(at: datetime, zone: ZoneInfo, communities: Iterable[Community]) -> datetime:
    """Give when a proposed uplift ends: 18:00 on a working day, by local clocks.

    It lasts three days at least, and until the next main gathering of every community concerned is over: after an
    attack on a Friday morning that is Monday, 18:00.
    """
    local = at.astimezone(zone)
    gatherings = (datetime.combine(next_main_day(local, community), ENDS_AT, tzinfo=zone) for community in communities)
    earliest = max((local + SHORTEST, *gatherings))
    day = earliest.date() if earliest.time() <= ENDS_AT else earliest.date() + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return local_moment(day, ENDS_AT, zone)


def next_main_day(local: datetime, community: Community) -> date:
    """Give the day of a community's next main gathering; today counts until noon."""
    weekday = MAIN_DAY.get(community, SUNDAY)
    ahead = (weekday - local.weekday()) % 7
    if ahead == 0 and local.time() >= NOON:
        ahead = 7
    return local.date() + timedelta(days=ahead)


def occasion_of(
    community: Community, days: Iterable[Sequence[Session]], *, at: datetime, areas: Sequence[str] = ()
) -> Occasion | None:
    """Give the gathering at which most people are expected, out of each place's sessions of one day; None of none.

    Parameters
    ----------
    areas : where the places lie, if not everywhere; they are named with the number of places
    """
    sessions = [session for day in days for session in day if session.starts_at > at]
    if not sessions:
        return None
    expected: dict[str, int] = {}
    for session in sessions:
        expected[session.kind] = expected.get(session.kind, 0) + session.attendance.people
    largest = max(expected, key=lambda kind: (expected[kind], kind))
    meant = sorted((one for one in sessions if one.kind == largest), key=lambda one: (one.starts_at, one.place_id))
    return Occasion(
        community=community,
        name=meant[0].name,
        starts_at=meant[0].starts_at,
        places=len({session.place_id for session in meant}),
        areas=tuple(areas),
    )


def say_trigger(trigger: Trigger, *, at: datetime, zone: ZoneInfo) -> str:
    """Tell what happened, as it was known at a moment."""
    if trigger.started_at is None:
        when = f"{trigger.on.day} {trigger.on:%B %Y}"
    else:
        local = trigger.started_at.astimezone(zone)
        when = f"{local.day} {local:%B %Y}, {local:%H:%M} our time"
    toll = toll_at(trigger, at)
    aimed = " and ".join(community.capitalize() for community in communities_of(trigger))
    parts = (
        f"{trigger.name} ({trigger.place}, {trigger.country}), {when}: {trigger.kind.words}",
        trigger.note,
        f"{toll.words}" if toll else "",
        f"aimed at {aimed} communities" if aimed else "",
    )
    return "; ".join(part for part in parts if part) + "."


def say_occasion(occasion: Occasion, zone: ZoneInfo) -> str:
    """Tell when a community next gathers, and at how many places the desk knows."""
    local = occasion.starts_at.astimezone(zone)
    places = "1 place" if occasion.places == 1 else f"{occasion.places} places"
    when = f"{local:%H:%M} on {local:%A} {local.day} {local:%B}"
    where = f" in {' and '.join(occasion.areas)}" if occasion.areas else ""
    return f"{occasion.name} from {when}, at {places}{where} known to this desk."
