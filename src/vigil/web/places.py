"""Places: search, one place with its day, and the files they come from."""

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, File, Query, UploadFile
from fastapi.responses import HTMLResponse

from vigil import catalogue
from vigil.ground.moment import local_day, zone_named
from vigil.patrol.query import PlanId, PlanQuery
from vigil.patrol.stored import StoredPlan
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
    plan = latest_plan(asker, on)
    return show(
        asker,
        "register/place.html",
        place=place,
        zone=zone,
        on=on,
        sessions=sessions,
        coming=next((session for session in sessions if session.starts_at > at), None),
        level=level,
        plan=plan,
        visits=[(walk, v) for walk in plan.rounds for v in walk.visits if v.place_id == place_id] if plan else [],
    )


def latest_plan(asker: Asker, on: date) -> StoredPlan | None:
    """Give the newest plan of a day, if there is one that this person may see."""
    if not asker.may(catalogue.LIST_PLANS):
        return None
    heads = asker.ask(catalogue.LIST_PLANS, PlanQuery(on=on, limit=1))
    return asker.ask(catalogue.GET_PLAN, PlanId(heads[0].id)) if heads else None


def area_names(asker: Asker) -> tuple[str, ...]:
    """Give the names of the areas that places are sorted into: districts, or police forces where there are none."""
    areas = asker.ask(catalogue.LIST_AREAS, AreaQuery())
    districts = sorted(area.name for area in areas if area.kind is AreaKind.DISTRICT)
    return tuple(districts or sorted(area.name for area in areas))
