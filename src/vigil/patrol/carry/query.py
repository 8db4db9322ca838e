"""What is asked of carrying, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from vigil.patrol.carry.event import KeptEvent, RefusedEvent
from vigil.patrol.carry.link import CarryLink
from vigil.patrol.carry.presence import Presence
from vigil.patrol.carry.proven import Grouping, ProvenLine
from vigil.patrol.carry.terms import CarryTerms
from vigil.patrol.stored import PlanHead, StoredPlan, StoredRound, StoredVisit


@dataclass(frozen=True, slots=True)
class CarryToken:
    """A link's or a phone's token."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkOrder:
    """Asks for a link for a unit of a plan."""

    plan_id: int
    unit_id: str


@dataclass(frozen=True, slots=True)
class LinkId:
    """Which link of which plan."""

    plan_id: int
    link_id: int


@dataclass(frozen=True, slots=True)
class TermsOrder:
    """Asks that a plan be carried on other terms."""

    plan_id: int
    terms: CarryTerms


@dataclass(frozen=True, slots=True)
class PlanCarriage:
    """How a plan is carried: on what terms, by which links, the newest first."""

    plan: StoredPlan
    terms: CarryTerms
    links: tuple[CarryLink, ...]


@dataclass(frozen=True, slots=True)
class OpenedCarry:
    """A link that was opened: the phone's own token, and for how many seconds it holds."""

    token: str = field(repr=False)
    lasts_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRound:
    """What a unit sees of its plan, with what is known of each visit and what the register notes of each place."""

    plan: PlanHead
    walk: StoredRound
    terms: CarryTerms
    presences: Mapping[int, Presence]
    notes: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class PhoneSync:
    """What a phone sends."""

    token: str = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncAnswer:
    """What became of the events a phone sent: kept now, kept before, refused and why."""

    accepted: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[RefusedEvent, ...]
    round_version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ProvenQuery:
    """Asks for planned against proven of a plan, by place, community or area."""

    plan_id: int
    grouping: Grouping = Grouping.COMMUNITY


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenPage:
    """Planned against proven of a plan at a moment: line by line, and all of it."""

    plan: PlanHead
    grouping: Grouping
    lines: tuple[ProvenLine, ...]
    whole: ProvenLine
    at: datetime


@dataclass(frozen=True, slots=True)
class FairnessQuery:
    """Asks for the fairness lines of the last weeks, up to a day, or to today."""

    on: date | None = None


@dataclass(frozen=True, slots=True)
class CarryMark:
    """What tells whether anything has come in for a plan: its version, how many events, and when the last came."""

    round_version: int
    events: int
    latest_at: datetime | None


@dataclass(frozen=True, slots=True)
class CarriedPlan:
    """A plan with everything that phones have said of it; `before` are visits that only earlier versions held."""

    plan: StoredPlan
    before: tuple[StoredVisit, ...]
    events: tuple[KeptEvent, ...]
    at: datetime

    @property
    def mark(self) -> CarryMark:
        """What was there when it was looked at."""
        latest_at = max((event.received_at for event in self.events), default=None)
        return CarryMark(self.plan.head.round_version, len(self.events), latest_at)
