"""A small town in London for the pages to show: a few places, two units, counts, and the shipped events."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from tests.people import ADMIN, COORDINATOR, SECOND_COORDINATOR
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.query import PlanKind, PlanOrder
from vigil.patrol.stored import StoredPlan
from vigil.posture.query import ShippedTriggers, TriggerId, UpliftAnswer
from vigil.posture.uplift import Uplift
from vigil.register.area import ShippedAreas
from vigil.register.place import Community
from vigil.register.read_places import PlaceFile
from vigil.register.read_units import UnitFile
from vigil.reports.read_counts import CountFile
from vigil.reports.read_incidents import IncidentFile

CHRISTCHURCH: Final = "2019-03-15-christchurch-mosque-shootings"
FRIDAY_ON: Final = date(2019, 3, 15)

PLACES: Final = """id,name,religion,denomination,lat,lon,capacity,capacity_source,aliases,notes
m1,Masjid an-Nūr,muslim,sunni,51.5170,-0.0650,900,stated,Al-Nur Centre,
m2,Ring Street Mosque,muslim,,51.5130,-0.0500,300,stated,,
s1,Bevis Court Synagogue,jewish,orthodox,51.5150,-0.0790,200,stated,,
c1,St Anne & All Angels <Parish>,christian,anglican,51.5200,-0.0700,400,stated,,the side door sticks
o1,Temple of Light,zoroastrian,,51.5210,-0.0710,,,,
"""
UNITS: Final = """id,name,base_name,lat,lon,from,until,travel,kind,invented
u1,Tower Hamlets 1 (invented),centre of Tower Hamlets,51.5160,-0.0600,07:00,15:00,vehicle,unarmed,yes
u2,Tower Hamlets 2 (invented),centre of Tower Hamlets,51.5160,-0.0600,12:00,21:00,foot,steward,yes
"""
INCIDENTS: Final = """id,when,area,community,kind,source
i1,2019-03-14T18:30+00:00,Tower Hamlets,muslim,abuse in the street,community line
"""


def counts() -> str:
    """Give two years of counts of one borough; June 2017 stands out."""
    months = [f"{year}-{month:02}" for year in (2016, 2017, 2018) for month in range(1, 13)] + ["2019-01", "2019-02"]
    rows = [f"{month},Tower Hamlets,E09000030,islamophobic,{60 if month == '2017-06' else 12}" for month in months]
    return "\n".join(("month,borough,borough_code,flag,count", *rows, ""))


def settle(office: Office) -> None:
    """Fill a desk with the town."""
    office.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), ADMIN)
    office.perform(catalogue.IMPORT_PLACES, PlaceFile("places.csv", PLACES.encode()), ADMIN)
    office.perform(catalogue.IMPORT_UNITS, UnitFile("units.csv", UNITS.encode()), ADMIN)
    office.perform(catalogue.IMPORT_COUNTS, CountFile("counts.csv", counts().encode(), source="A police force"), ADMIN)
    office.perform(catalogue.IMPORT_INCIDENTS, IncidentFile("incidents.csv", INCIDENTS.encode()), ADMIN)
    office.perform(catalogue.IMPORT_SHIPPED_TRIGGERS, ShippedTriggers(), ADMIN)


def propose(office: Office) -> Uplift:
    """Put forward what the machine proposes after Christchurch."""
    drafted = office.perform(catalogue.DRAFT_UPLIFT, TriggerId(CHRISTCHURCH), COORDINATOR)
    return office.perform(catalogue.PROPOSE_UPLIFT, drafted.terms, COORDINATOR)


def approve(office: Office) -> Uplift:
    """Propose, and have a second person approve."""
    answer = UpliftAnswer(propose(office).id, "Friday prayers are today.")
    return office.perform(catalogue.APPROVE_UPLIFT, answer, SECOND_COORDINATOR)


def plan(office: Office) -> StoredPlan:
    """Plan the Friday, the same each time."""
    return plan_part(office)


def plan_part(office: Office, *, area: str = "", community: Community | None = None) -> StoredPlan:
    """Plan a part of the Friday, or all of it."""
    order = PlanOrder(on=FRIDAY_ON, kind=PlanKind.SINGLE, iterations=50, seed=1, area=area, community=community)
    return office.perform(catalogue.PLAN_ROUNDS, order, COORDINATOR)


def propose_without_event(office: Office, **changes: Any) -> Uplift:
    """Put an uplift forward that rests on no event."""
    terms = office.perform(catalogue.DRAFT_UPLIFT, TriggerId(CHRISTCHURCH), COORDINATOR).terms
    return office.perform(catalogue.PROPOSE_UPLIFT, replace(terms, trigger_id="", **changes), COORDINATOR)
