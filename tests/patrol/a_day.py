"""A Friday for tests: a mosque under an uplift and a synagogue without, two units, and what stands behind them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tests.patrol.a_request import CENTRE, some_effort
from vigil.ground.point import Point
from vigil.patrol.draft import Draft, DraftTerms, draft_request
from vigil.patrol.keep import PlanAsked, plan_to_keep
from vigil.patrol.make import make_plan
from vigil.patrol.stored import StoredPlan
from vigil.patrol.weigh import Weights
from vigil.posture.level import ResponseLevel
from vigil.posture.place_level import PlaceLevel
from vigil.register.place import Community, Origin, Place
from vigil.register.unit import Travel, Unit, UnitKind
from vigil.register.worship.session import Attendance, Phase, Session, Sureness, Window

AT = datetime(2019, 3, 15, 8, tzinfo=UTC)
ORIGIN = Origin("made for a test")

MOSQUE = Place(
    id="mosque",
    name="مسجد النور Nūr Mosque",
    community=Community.MUSLIM,
    point=Point(lat=51.5, lon=-0.09),
    origin=ORIGIN,
    address="1 High Street",
    area="Camden",
    doors=("north door", "women's entrance"),
)
SHUL = Place(
    id="shul",
    name="בית הכנסת =Shul",
    community=Community.JEWISH,
    point=Point(lat=51.51, lon=-0.11),
    origin=ORIGIN,
    area="Barnet",
)


def at(hour, minute=0) -> datetime:
    """A moment of the day."""
    return datetime(2019, 3, 15, hour, minute, tzinfo=UTC)


def a_session(place_id, kind, starts, ends, **changes) -> Session:
    """A session with half an hour to come and twenty minutes to go."""
    windows = (
        Window(Phase.ARRIVING, starts.replace(minute=0), starts),
        Window(Phase.GATHERED, starts, ends),
        Window(Phase.LEAVING, ends, ends + timedelta(minutes=20)),
    )
    session = Session(
        id=f"{place_id}:{kind}",
        place_id=place_id,
        kind=kind,
        name=kind.capitalize(),
        on=date(2019, 3, 15),
        starts_at=starts,
        ends_at=ends,
        attendance=Attendance(300, 100, 600, "made up"),
        sureness=Sureness.STATED,
        basis="made up",
        windows=windows,
    )
    return replace(session, **changes)


def a_unit(unit_id="north", **changes) -> Unit:
    """An invented unit in a vehicle, 07:00 to 19:00."""
    unit = Unit(
        id=unit_id,
        name=f"{unit_id.capitalize()} 1",
        base=CENTRE,
        base_name="Town Hall",
        shift_from=time(7),
        shift_until=time(19),
        travel=Travel.VEHICLE,
        kind=UnitKind.UNARMED,
        time_zone="Europe/London",
        origin=ORIGIN,
        is_invented=True,
    )
    return replace(unit, **changes)


GATHERINGS = (
    (MOSQUE, (a_session("mosque", "jumuah", at(13, 15), at(13, 40)),)),
    (SHUL, (a_session("shul", "shabbat", at(17, 30), at(18, 30)),)),
)
UNITS = (a_unit(), a_unit("south", shift_from=time(10), shift_until=time(12), is_invented=False))


def level_at(place, _moment) -> PlaceLevel:
    """Heightened for the mosque by uplift 1, else normal."""
    if place is MOSQUE or place.id == "mosque":
        return PlaceLevel(
            place_id=place.id, level=ResponseLevel.HEIGHTENED, uplift_ids=(1,), why=("Heightened by uplift 1.",)
        )
    return PlaceLevel(place_id=place.id, level=ResponseLevel.NORMAL, uplift_ids=(), why=("Without an uplift: normal.",))


def some_terms(**changes) -> DraftTerms:
    """Terms of the Friday at eight."""
    terms = DraftTerms(on=date(2019, 3, 15), at=AT, max_visits_per_place=2, weights=Weights())
    return replace(terms, **changes)


def a_draft(gatherings=GATHERINGS, units=UNITS, **changes) -> Draft:
    """The request of the day with what is known."""
    return draft_request(gatherings, units, level_at, some_terms(**changes))


ASKED = PlanAsked(at=AT, by_id="amina", by_name="Amina Coordinator", area="", community="")


def a_stored_plan(draft=None) -> StoredPlan:
    """The plan of the day as it is kept; its numbers are 0."""
    draft = draft or a_draft()
    return plan_to_keep(make_plan(draft.request, some_effort()), draft, UNITS, ASKED)
