"""Who stands in some of the demonstration's units, all of it invented: rests, a rota of stewards, a loan."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib import resources
from typing import Final

from vigil import catalogue
from vigil.desk.actor import Actor
from vigil.desk.office import Office
from vigil.register.query import UnitQuery
from vigil.register.read_units import UnitFile
from vigil.register.rota.query import NewLoan, RotaFile, StandingQuery
from vigil.register.unit import Unit

CREWS: Final = "crews_london_demo.csv"

DAYS: Final = 3
"""For how many days the rota is written."""

LETTERS: Final = "ABC"
"""A steward for each place in a unit; nobody's name."""

LAPSED: Final = ("demo-newham-3", "C")
"""Whose training is over, so that the pages show what becomes of it: the unit is sent with two of its three."""


def staff_units(office: Office, on: date, actor: Actor) -> None:
    """Give some units of the demonstration a rest, a rota or a lender; what is there already stays as it is."""
    crews = (resources.files("vigil.register") / "data" / CREWS).read_bytes()
    office.perform(catalogue.IMPORT_UNITS, UnitFile(CREWS, crews), actor)
    units = office.perform(catalogue.LIST_UNITS, UnitQuery(), actor)
    office.perform(catalogue.IMPORT_ROTA, RotaFile("rota_demo.csv", write_demo_rota(units, on).encode()), actor)
    lent = {loan.unit_id for loan in office.perform(catalogue.LIST_STANDINGS, StandingQuery(on), actor).loans}
    for unit in units:
        if unit.is_invented and unit.lender and unit.id not in lent:
            begins, ends = unit.shift_on(on).from_at, unit.shift_on(on + timedelta(days=DAYS - 1)).until_at
            office.perform(catalogue.ADD_LOAN, NewLoan(unit.id, begins, ends, "Its duty officer (invented)"), actor)


def write_demo_rota(units: Iterable[Unit], on: date) -> str:
    """Give the rota of invented stewards for the days from one on, as the CSV file that is read."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("steward", "contact", "trained_until", "unit", "from", "until"))
    for unit in units:
        if unit.is_invented and unit.has_rota:
            writer.writerows(_lines(unit, on))
    return text.getvalue()


def _lines(unit: Unit, on: date) -> Iterator[tuple[str, ...]]:
    name = unit.name.removesuffix(" (invented)")
    for letter in LETTERS:
        trained_until = on - timedelta(days=1) if (unit.id, letter) == LAPSED else on + timedelta(days=180)
        for number in range(DAYS):
            duty = unit.shift_on(on + timedelta(days=number))
            steward = f"{name}, steward {letter} (invented)"
            stretch = (f"{moment:%Y-%m-%dT%H:%M%z}" for moment in (duty.from_at, duty.until_at))
            yield (steward, "", trained_until.isoformat(), unit.id, *stretch)
