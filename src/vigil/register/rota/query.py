"""What can be asked of the rota, and the shape of its answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.register.rota.loan import Loan
from vigil.register.rota.standing import Standing
from vigil.register.rota.steward import Duty, Steward
from vigil.register.rota.swap import Swap, SwapState
from vigil.register.unit import Unit

MOST_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class RotaFile:
    """A CSV file of stewards and their duties."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RotaQuery:
    """Asks for the rota of some days from one on, of one unit or all.

    Raises
    ------
    Unreadable : more than a year, or no day
    """

    from_on: date
    days: int = 7
    unit_id: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.days <= MOST_DAYS:
            raise Unreadable(Where("rota", field="days"), f"must be from 1 to {MOST_DAYS}", str(self.days))


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty, whose it is, which unit it is in, and the swap that is open for it if there is one."""

    duty: Duty
    steward: Steward
    unit: Unit
    is_trained: bool
    swap: Swap | None


@dataclass(frozen=True, slots=True)
class SwapLine:
    """A swap, its duty, and who gives and takes it; `taker` is None while nobody has taken it."""

    swap: Swap
    state: SwapState
    duty: Duty
    unit: Unit
    giver: Steward
    taker: Steward | None


@dataclass(frozen=True, slots=True)
class Rota:
    """The duties of some days, the earliest first; swaps that are open, and every steward by name."""

    duties: tuple[DutyLine, ...]
    swaps: tuple[SwapLine, ...]
    stewards: tuple[Steward, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class RotaExport:
    """Asks for the rota as a CSV file: of some days from one on."""

    from_on: date
    days: int = MOST_DAYS


@dataclass(frozen=True, slots=True)
class NewSteward:
    """Somebody to be put on the rota."""

    name: str
    contact: str = ""
    trained_until: date | None = None


@dataclass(frozen=True, slots=True)
class Training:
    """Until when a steward's training is valid; None: it is not known to be."""

    steward_id: int
    trained_until: date | None


@dataclass(frozen=True, slots=True)
class StewardId:
    """Which steward."""

    id: int


@dataclass(frozen=True, slots=True)
class NewDuty:
    """A duty to be put on the rota."""

    steward_id: int
    unit_id: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class DutyId:
    """Which duty."""

    id: int


@dataclass(frozen=True, slots=True)
class SwapOrder:
    """A duty to be offered to others, and why."""

    duty_id: int
    why: str


@dataclass(frozen=True, slots=True)
class SwapTaking:
    """Who takes a duty on offer."""

    swap_id: int
    taker_id: int


@dataclass(frozen=True, slots=True)
class SwapId:
    """Which swap."""

    id: int


@dataclass(frozen=True, slots=True)
class NewLoan:
    """A loan to be kept: which unit, from when until when, and who at the lender agreed."""

    unit_id: str
    from_at: datetime
    until_at: datetime
    agreed_by: str


@dataclass(frozen=True, slots=True)
class LoanId:
    """Which loan."""

    id: int


@dataclass(frozen=True, slots=True)
class StandingQuery:
    """Asks who can be sent on a day."""

    on: date


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit, and when it can be sent on the day asked about."""

    unit: Unit
    standing: Standing


@dataclass(frozen=True, slots=True)
class Muster:
    """Who can be sent on a day, by id, and the loans that are not over."""

    on: date
    units: tuple[UnitStanding, ...]
    loans: tuple[Loan, ...]


@dataclass(frozen=True, slots=True)
class UnitExport:
    """Asks for all units as a CSV file."""
