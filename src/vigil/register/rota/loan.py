"""Mutual aid: a unit that a neighbouring force or partner organisation lends for a stretch of time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vigil.ground.errors import Refused, Unreadable, Where
from vigil.register.rota.steward import check_stretch
from vigil.register.unit import Stretch, Unit

LONGEST_LOAN: Final = timedelta(days=366)
LONGEST_TEXT: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """When a unit is lent, who at the lender agreed to it, and who wrote it down."""

    id: int
    unit_id: str
    stretch: Stretch
    agreed_by: str
    noted_by_name: str
    noted_at: datetime


def check_loan(unit: Unit, stretch: Stretch, agreed_by: str) -> None:
    """Refuse what is no loan.

    Raises
    ------
    Refused : the unit is the desk's own
    Unreadable : nobody is said to have agreed, or the stretch is none
    """
    if not unit.lender:
        raise Refused("own-unit-is-not-lent", f"{unit.name} is this desk's own: it names no lender.")
    if not agreed_by.strip() or len(agreed_by) > LONGEST_TEXT or not agreed_by.isprintable():
        raise Unreadable(Where("loan", field="agreed_by"), "must say who at the lender agreed to it")
    check_stretch(stretch, longest=LONGEST_LOAN)
