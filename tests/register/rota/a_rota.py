"""A unit of stewards for tests, those who stand in it, and a Wednesday in March."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from vigil.ground.point import Point
from vigil.register.crew import Crew
from vigil.register.place import Origin
from vigil.register.rota.loan import Loan
from vigil.register.rota.steward import Duty, Steward
from vigil.register.rota.swap import Hand, Swap, SwapState
from vigil.register.unit import Stretch, Travel, Unit, UnitKind

ON = date(2019, 3, 20)
ASHA = Steward(1, "Asha", "07700 900001", date(2019, 12, 31))
BEN = Steward(2, "Ben", "", date(2019, 3, 19))
CHRIS = Steward(3, "Chris", "", date(2019, 3, 20))
AMINA = Hand("amina", "Amina Coordinator", datetime(2019, 3, 15, 8, tzinfo=UTC))
BRENDAN = Hand("brendan", "Brendan Coordinator", datetime(2019, 3, 15, 9, tzinfo=UTC))


def at(hour, minute=0, day=20) -> datetime:
    """A moment of the Wednesday."""
    return datetime(2019, 3, day, hour, minute, tzinfo=UTC)


def a_unit(unit_id="s1", **changes) -> Unit:
    """Two stewards with a rota, 10:00 to 16:00."""
    unit = Unit(
        id=unit_id,
        name="Stewards 1",
        base=Point(lat=51.5, lon=-0.1),
        base_name="centre",
        shift_from=time(10),
        shift_until=time(16),
        travel=Travel.FOOT,
        kind=UnitKind.STEWARD,
        time_zone="Europe/London",
        origin=Origin("units.csv", unit_id),
        crew=Crew(persons=2, least_persons=2),
        has_rota=True,
    )
    return replace(unit, **changes)


def a_duty(duty_id=1, steward_id=1, from_hour=10, until_hour=16, unit_id="s1") -> Duty:
    """A duty on the Wednesday."""
    return Duty(duty_id, steward_id, unit_id, Stretch(at(from_hour), at(until_hour)))


def a_swap(**changes) -> Swap:
    """Asha's duty, offered by Amina."""
    swap = Swap(id=1, duty_id=1, state=SwapState.PROPOSED, giver_id=1, why="A wedding.", proposed=AMINA)
    return replace(swap, **changes)


def a_loan(unit_id="s1", **changes) -> Loan:
    """Lent on the Wednesday from noon for a day."""
    loan = Loan(
        id=1,
        unit_id=unit_id,
        stretch=Stretch(at(12), at(12, day=21)),
        agreed_by="Insp. Webb",
        noted_by_name="Amina Coordinator",
        noted_at=at(8, day=15),
    )
    return replace(loan, **changes)
