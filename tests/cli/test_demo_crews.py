"""The crews of the demonstration: some units rest, some have a rota, one is lent; twice is as once."""

from tests.people import COORDINATOR
from tests.web.town import FRIDAY_ON
from vigil import catalogue
from vigil.cli.demo_crews import staff_units, write_demo_rota
from vigil.desk.actor import KEEPER
from vigil.desk.office import Office
from vigil.register.area import ShippedAreas
from vigil.register.query import UnitQuery
from vigil.register.rota.query import RotaQuery, StandingQuery


def test_some_units_of_the_demonstration_have_crews(sqlite_office: Office) -> None:
    sqlite_office.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), KEEPER)
    for _ in range(2):
        staff_units(sqlite_office, FRIDAY_ON, COORDINATOR)
    mustered = sqlite_office.perform(catalogue.LIST_STANDINGS, StandingQuery(FRIDAY_ON), COORDINATOR)
    said = {one.unit.id: one.standing.says for one in mustered.units if one.standing.says}
    assert said == {"demo-newham-3": "2 of its usual 3 people."}
    assert all(one.standing.is_sent for one in mustered.units)
    assert len(mustered.loans) == 1
    assert [one.unit.id for one in mustered.units if one.unit.lender] == ["demo-city-of-london-1"]
    rota = sqlite_office.perform(catalogue.LIST_ROTA, RotaQuery(FRIDAY_ON, 7), COORDINATOR)
    assert len(rota.duties) == 4 * 3 * 3
    assert all("(invented)" in steward.name and not steward.contact for steward in rota.stewards)


def test_nobody_stands_in_a_unit_that_is_real(sqlite_office: Office) -> None:
    units = sqlite_office.perform(catalogue.LIST_UNITS, UnitQuery(), COORDINATOR)
    assert write_demo_rota(units, FRIDAY_ON) == "steward,contact,trained_until,unit,from,until\n"
