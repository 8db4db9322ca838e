"""A trigger: an event, anywhere, that may set off hate crime here, told as it was known at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from vigil.ground.point import Point
from vigil.register.place import Community, Origin

DAY_IS_OVER_AFTER: Final = timedelta(hours=36)
"""From midnight UTC at which a day begins until it has ended everywhere on earth (12 hours west of Greenwich)."""


class TriggerKind(StrEnum):
    """What kind of event it was."""

    ATTACK_ON_PLACE_OF_WORSHIP = "attack_on_place_of_worship"
    TERROR_ATTACK = "terror_attack"
    MURDER = "murder"
    WAR = "war"
    POLITICAL_EVENT = "political_event"
    THREAT = "threat"

    @property
    def words(self) -> str:
        """The kind in plain English."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were killed, as reported at a moment; None when nobody knows when the figure became known.

    A toll without its moment is the final figure as it stands in the table today, and pages say so.
    """

    killed: int
    as_of_at: datetime | None
    is_approximate: bool = False

    @property
    def words(self) -> str:
        """The figure with its as-of, never bare."""
        about = "about " if self.is_approximate else ""
        if self.as_of_at is None:
            return f"{about}{self.killed} killed (the final figure; when it became known is not held)"
        return f"{about}{self.killed} killed, as of {self.as_of_at.day} {self.as_of_at:%B %Y, %H:%M} UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An event that may set off hate crime.

    `on` is the local day of its beginning; `started_at` is given only where it is known to within minutes. `tolls`
    are the figures in the order in which they became known; the one without a moment, if any, is the last.
    """

    id: str
    name: str
    place: str
    country: str
    point: Point
    kind: TriggerKind
    on: date
    origin: Origin
    started_at: datetime | None = None
    worship: tuple[str, ...] = ()
    targeted: tuple[str, ...] = ()
    tolls: tuple[Toll, ...] = ()
    note: str = ""

    @property
    def known_from_at(self) -> datetime:
        """From when a desk may speak of it: its beginning, or when its day was over everywhere on earth."""
        if self.started_at is not None:
            return self.started_at
        return datetime.combine(self.on, time(0), tzinfo=UTC) + DAY_IS_OVER_AFTER


TARGETED: Final[dict[str, Community]] = {
    "muslim": Community.MUSLIM,
    "muslim_shia": Community.MUSLIM,
    "asian_muslim": Community.MUSLIM,
    "migrants_muslim": Community.MUSLIM,
    "jewish": Community.JEWISH,
    "christian": Community.CHRISTIAN,
    "sikh": Community.SIKH,
    "hindu": Community.HINDU,
    "buddhist": Community.BUDDHIST,
}
WORSHIP: Final[dict[str, Community]] = {
    "mosque": Community.MUSLIM,
    "synagogue": Community.JEWISH,
    "church": Community.CHRISTIAN,
    "kingdom_hall": Community.CHRISTIAN,
    "gurdwara": Community.SIKH,
    "mandir": Community.HINDU,
    "vihara": Community.BUDDHIST,
}


def communities_of(trigger: Trigger) -> tuple[Community, ...]:
    """Give the communities it was aimed at: those named, and those whose place of worship was attacked."""
    found = [TARGETED[word] for word in trigger.targeted if word in TARGETED]
    if trigger.kind in (TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP, TriggerKind.TERROR_ATTACK):
        found += [WORSHIP[word] for word in trigger.worship if word in WORSHIP]
    return tuple(dict.fromkeys(found))


def toll_at(trigger: Trigger, at: datetime) -> Toll | None:
    """Give the toll as it was known at a moment; None when none was.

    A final figure of unknown date is given only where no dated one exists at all: it would otherwise be shown
    on a day on which nobody could know it.
    """
    dated = [toll for toll in trigger.tolls if toll.as_of_at is not None]
    if dated:
        known = [toll for toll in dated if toll.as_of_at is not None and toll.as_of_at <= at]
        return known[-1] if known else None
    return trigger.tolls[-1] if trigger.tolls else None


def known_at(triggers: Iterable[Trigger], at: datetime) -> tuple[Trigger, ...]:
    """Give the triggers a desk may speak of at a moment, newest first."""
    known = (trigger for trigger in triggers if trigger.known_from_at <= at)
    return tuple(sorted(known, key=lambda trigger: (trigger.known_from_at, trigger.id), reverse=True))
