"""A service: when people gather and what for, before anybody asks how many and through which window they come."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from vigil.ground.moment import local_moment
from vigil.register.worship.session import Sureness


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A gathering as a faith's calendar or the place itself gives it; both moments aware, in UTC.

    `stated_people` is how many the place says it expects. `note` says what a reader must know.
    """

    kind: str
    name: str
    starts_at: datetime
    ends_at: datetime
    sureness: Sureness
    basis: str
    note: str = ""
    stated_people: int | None = None

    def __post_init__(self) -> None:
        if self.starts_at >= self.ends_at:
            raise ValueError(f"{self.kind} that ends at {self.ends_at} cannot start at {self.starts_at}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A service by the clock on the wall, as a tradition usually keeps it."""

    kind: str
    name: str
    at: time
    lasts: timedelta
    sureness: Sureness = Sureness.LIKELY

    def held_on(self, on: date, zone: ZoneInfo, *, basis: str, note: str = "") -> Service:
        """Give the service as it is held on a day; it lasts as long by the stopwatch as on any other day."""
        starts_at = local_moment(on, self.at, zone)
        return Service(
            kind=self.kind,
            name=self.name,
            starts_at=starts_at,
            ends_at=starts_at + self.lasts,
            sureness=self.sureness,
            basis=basis,
            note=note,
        )

    def called(self, name: str) -> "Pattern":
        """Give the same service under the name of a feast."""
        return replace(self, name=name)
