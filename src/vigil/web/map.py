"""The map: places by community and level, areas, the rounds of a plan; drawn here too, for print and without WebGL."""

from collections import Counter
from gzip import compress
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from vigil import catalogue
from vigil.ground.moment import local_day
from vigil.patrol.query import PlanId
from vigil.patrol.scope import EVERYWHERE
from vigil.patrol.stored import StoredPlan, StoredRound
from vigil.posture.level import ResponseLevel
from vigil.posture.query import PlaceLevelQuery
from vigil.register.area import Area, AreaKind, AreaQuery
from vigil.register.place import Community, Place
from vigil.register.query import PlaceQuery
from vigil.web import geojson
from vigil.web.marks import SHAPE_NAMES
from vigil.web.opening import say_scope
from vigil.web.page import DESK_ZONE, show
from vigil.web.places import find_plan
from vigil.web.session import Asker, Signed
from vigil.web.sketch import Dot, Scene, draw_map

routes: Final = APIRouter()

ALL: Final = 100_000
GEOJSON: Final = "application/geo+json"

PlanNumber = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
"""Which plan's rounds are shown; the day's when none is named, a whole one before a partial one."""


@routes.get("/map", name=catalogue.LIST_PLACE_LEVELS.name)
def show_map(asker: Signed, plan: PlanNumber = None) -> HTMLResponse:
    """Give the page of the map, with the table that says the same."""
    places, levels = _places(asker), _levels(asker)
    shown = _plan(asker, plan)
    dots = [Dot(place.point, place.community, levels.get(place.id, ResponseLevel.NORMAL)) for place in places]
    ways = [way.points for way in _ways(shown)]
    label = f"{len(places):,} places of worship by community and level"
    scene = Scene(outlines=[area.outline for area in areas_shown(asker)], dots=dots, ways=ways, label=label)
    return show(
        asker,
        "map/map.html",
        drawn=draw_map(scene),
        total=len(places),
        raised=sum(level is not ResponseLevel.NORMAL for level in levels.values()),
        area_names=sorted({place.area for place in places}),
        by_community=Counter(place.community for place in places),
        in_area=Counter((place.area, place.community) for place in places),
        raised_in=Counter(place.area for place in places if levels.get(place.id) not in (None, ResponseLevel.NORMAL)),
        communities=tuple(Community),
        shapes=SHAPE_NAMES,
        levels=tuple(ResponseLevel),
        plan=shown,
        plan_of=say_scope(shown.head) if shown else "",
    )


@routes.get("/map/places.json", name=catalogue.LIST_PLACES.name)
def give_places(request: Request, asker: Signed) -> Response:
    """Give every place for the map to draw."""
    return give_packed(request, geojson.write_places(_places(asker), _levels(asker)))


@routes.get("/map/areas.json", name=catalogue.LIST_AREAS.name)
def give_areas(request: Request, asker: Signed) -> Response:
    """Give the outlines for the map to draw."""
    return give_packed(request, geojson.write_areas(areas_shown(asker)))


@routes.get("/map/rounds.json", name=catalogue.GET_PLAN.name)
def give_rounds(request: Request, asker: Signed, plan: Annotated[int, Query(ge=1, le=2**31 - 1)]) -> Response:
    """Give the rounds of a plan for the map to draw."""
    return give_packed(request, geojson.write_ways(_ways(asker.ask(catalogue.GET_PLAN, PlanId(plan)))))


def way_of(walk: StoredRound) -> geojson.Way:
    """Give a round as a line: from its base by its visits and home."""
    return geojson.Way(walk.unit_name, (walk.base, *(visit.point for visit in walk.visits), walk.base))


def _places(asker: Asker) -> tuple[Place, ...]:
    return tuple(found.place for found in asker.ask(catalogue.LIST_PLACES, PlaceQuery(limit=ALL)).places)


def _levels(asker: Asker) -> dict[str, ResponseLevel]:
    return {one.place_id: one.level for one in asker.ask(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery())}


def areas_shown(asker: Asker) -> tuple[Area, ...]:
    """Give the areas whose outlines a map shows: districts, or whatever else there is."""
    areas = asker.ask(catalogue.LIST_AREAS, AreaQuery())
    return tuple(area for area in areas if area.kind is AreaKind.DISTRICT) or areas


def _plan(asker: Asker, number: int | None) -> StoredPlan | None:
    if number is not None:
        return asker.ask(catalogue.GET_PLAN, PlanId(number))
    standing = find_plan(asker, local_day(asker.office.clock(), DESK_ZONE), EVERYWHERE)
    return standing.plan if standing else None


def _ways(plan: StoredPlan | None) -> list[geojson.Way]:
    return [way_of(walk) for walk in plan.rounds if walk.visits] if plan else []


def give_packed(request: Request, content: bytes, *, media_type: str = GEOJSON) -> Response:
    """Give what a map or a plot is drawn from, packed where the browser can unpack it."""
    # Packed here and not for every page: these answers hold nothing of the form tokens that packing could betray.
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(content, media_type=media_type)
    packed = compress(content, compresslevel=5, mtime=0)
    return Response(packed, media_type=media_type, headers={"content-encoding": "gzip", "vary": "accept-encoding"})
