"""Places: search, one place with its day, and the files they come from."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, File, Query, UploadFile
from fastapi.responses import HTMLResponse

from vigil import catalogue
from vigil.ground.moment import local_day, zone_named
from vigil.patrol.query import PlanId, PlanQuery
from vigil.patrol.scope import Scope, choose_plan
from vigil.patrol.stored import PlanHead, StoredPlan, StoredRound, StoredVisit
from vigil.posture.query import PlaceLevelQuery
from vigil.register.area import AreaKind, AreaQuery
from vigil.register.place import Community
from vigil.register.query import DayQuery, PlaceId, PlaceQuery
from vigil.register.read_places import PlaceFile
from vigil.web import intake
from vigil.web.page import show
from vigil.web.security import LARGEST_UPLOAD_BYTES
from vigil.web.session import Asker, Sender, Signed

routes: Final = APIRouter()

A_PAGE: Final = 50
_LAST_PAGE: Final = 10_000
_PLANS_OF_A_DAY: Final = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """The plan that stands for what is asked, and the newer ones that cover a part of it only."""

    plan: StoredPlan
    newer: tuple[PlanHead, ...]


@routes.get("/places", name=catalogue.LIST_PLACES.name)
def list_places(
    asker: Signed,
    words: str = "",
    area: str = "",
    community: str = "",
    page: Annotated[int, Query(ge=1, le=_LAST_PAGE)] = 1,
) -> HTMLResponse:
    """Give a page of the places found."""
    wanted = Community(community) if community in set(Community) else None
    query = PlaceQuery(words=words, area=area, community=wanted, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    return show(
        asker,
        "register/places.html",
        query=query,
        page=page,
        found=asker.ask(catalogue.LIST_PLACES, query),
        areas=area_names(asker),
        communities=tuple(Community),
        a_page=A_PAGE,
    )


@routes.get("/places/import", name=catalogue.IMPORT_PLACES.name)
def ask_for_places(asker: Signed) -> HTMLResponse:
    """Give the page that takes a file of places."""
    asker.insist(catalogue.IMPORT_PLACES)
    return show(asker, "register/import.html")


@routes.post("/places/import", name=catalogue.IMPORT_PLACES.name, max_body_size=LARGEST_UPLOAD_BYTES)
def import_places(asker: Sender, file: Annotated[UploadFile, File()], anywhere: str = "") -> HTMLResponse:
    """Take places from a file and say what came of it."""
    name = intake.name_of(file)
    report = asker.ask(catalogue.IMPORT_PLACES, PlaceFile(name, file.file.read(), anywhere=bool(anywhere)))
    return intake.show_report(asker, report, name=name, thing="place", back="/places")


# Ids hold slashes: osm:node/123.
@routes.get("/places/{place_id:path}", name=catalogue.GET_PLACE.name)
def get_place(asker: Signed, place_id: str) -> HTMLResponse:
    """Give one place: what it is, its day, its level and why, and who is planned to stand there."""
    place = asker.ask(catalogue.GET_PLACE, PlaceId(place_id))
    zone = zone_named(place.time_zone)
    at = asker.office.clock()
    on = local_day(at, zone)
    day = asker.ask(catalogue.LIST_DAY, DayQuery(on=on, place_id=place_id))
    sessions = [session for gathering in day.gatherings for session in gathering.sessions]
    (level,) = asker.ask(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery(place_id=place_id))
    # A plan of another area or community says nothing about who stands here.
    standing = find_plan(asker, on, Scope((place.area, place.police_force), community=place.community.value))
    return show(
        asker,
        "register/place.html",
        place=place,
        zone=zone,
        on=on,
        sessions=sessions,
        coming=next((session for session in sessions if session.starts_at > at), None),
        level=level,
        plan=standing.plan if standing else None,
        visits=list_visits(standing.plan, place_id) if standing else (),
        may_see_plans=asker.may(catalogue.LIST_PLANS),
    )


def list_visits(plan: StoredPlan, place_id: str) -> tuple[tuple[StoredRound, StoredVisit], ...]:
    """Give the visits planned to one place, in the order in which they begin, each with the round it is part of."""
    visits = ((walk, visit) for walk in plan.rounds for visit in walk.visits if visit.place_id == place_id)
    return tuple(sorted(visits, key=lambda pair: (pair[1].arrive_at, pair[0].unit_name)))


def find_plan(asker: Asker, on: date, scope: Scope) -> Standing | None:
    """Give the plan of a day that speaks for what is asked, if there is one that this person may see."""
    if not asker.may(catalogue.LIST_PLANS):
        return None
    heads = asker.ask(catalogue.LIST_PLANS, PlanQuery(on=on, limit=_PLANS_OF_A_DAY))
    choice = choose_plan(heads, scope)
    return Standing(asker.ask(catalogue.GET_PLAN, PlanId(choice.head.id)), choice.newer) if choice else None


def area_names(asker: Asker) -> tuple[str, ...]:
    """Give the names of the areas that places are sorted into: districts, or police forces where there are none."""
    areas = asker.ask(catalogue.LIST_AREAS, AreaQuery())
    districts = sorted(area.name for area in areas if area.kind is AreaKind.DISTRICT)
    return tuple(districts or sorted(area.name for area in areas))
