"""Putting a page together: its template, the words for numbers and moments, and the bar above every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import jinja2
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from vigil import catalogue
from vigil.desk.actor import VISITOR, Role
from vigil.ground.moment import zone_named
from vigil.patrol.words import area_beside
from vigil.posture.query import ThreatQuery
from vigil.posture.threat import ThreatNow
from vigil.register.language import name_of_language
from vigil.reports.flag import words_of_flag
from vigil.web import marks, picture_words, wording
from vigil.web.session import Asker

STATIC: Final = Path(__file__).parent / "static"
TEMPLATES: Final = Path(__file__).parent / "templates"

DESK_ZONE: Final = zone_named("Europe/London")
"""By whose clocks the desk speaks; what happens at a place is said by the place's own."""


@dataclass(frozen=True, slots=True)
class Door:
    """A page in the rail: its path and title, who may open it, and what else is found behind it."""

    path: str
    title: str
    roles: Role
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Say whether an address belongs to it."""
        behind = (self.path, *self.also) if self.path != "/" else ()
        return path == self.path or any(f"{path}/".startswith(f"{one}/") for one in behind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What stands above every page: for where, as known when, whether in a replay, and the national threat level."""

    area: str
    at: datetime
    is_replay: bool
    threat: ThreatNow | None


RAIL: Final = (
    Door("/", "Today", catalogue.LIST_DAY.roles),
    Door("/picture", "Picture", catalogue.GET_BOARD.roles),
    Door("/map", "Map", catalogue.LIST_PLACE_LEVELS.roles),
    Door("/places", "Places", catalogue.LIST_PLACES.roles),
    Door("/uplifts", "Uplifts", catalogue.LIST_UPLIFTS.roles),
    Door("/plans", "Plan", catalogue.LIST_PLANS.roles, also=("/units", "/rota", "/visits")),
    Door("/reports", "Reports in", catalogue.LIST_INCIDENTS.roles),
    Door("/audit", "Audit", catalogue.LIST_AUDIT.roles),
)


def show(asker: Asker, template: str, /, **values: object) -> HTMLResponse:
    """Give a page of somebody who is signed in, with its rail and bar."""
    bar = Bar(
        area=asker.office.settings.area,
        at=asker.office.clock(),
        is_replay=asker.office.settings.replay_at is not None,
        threat=asker.ask(catalogue.GET_THREAT_LEVEL, ThreatQuery()),
    )
    return HTMLResponse(render(template, asker, bar=bar, **values))


def render(template: str, asker: Asker | None, /, **values: object) -> str:
    """Give a filled-in template; without an asker, or for a visitor, it has no rail."""
    known = asker if asker and asker.actor is not VISITOR else None
    rail = [door for door in RAIL if known and known.actor.role in door.roles]
    return _environment.get_template(template).render({"asker": known, "rail": rail, "bar": None, **values})


def _make_environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(_FILTERS)
    made.tests.update(coming_in=picture_words.is_coming_in)
    made.globals.update(sprite=Markup(marks.sprite()))  # noqa: S704 - drawn by us, from constants
    return made


_FILTERS: Final[Mapping[str, object]] = {
    "chance": picture_words.say_chance,
    "beside": area_beside,
    "counted": picture_words.say_counted,
    "count": wording.say_count,
    "day": wording.say_day,
    "figure": picture_words.say_figure,
    "flag": words_of_flag,
    "language": name_of_language,
    "listed": wording.say_list,
    "moment": lambda at, zone=DESK_ZONE: wording.say_moment(at, zone),
    "month": wording.say_month,
    "near_number": picture_words.say_near_number,
    "period": picture_words.say_period,
    "heading": picture_words.say_heading,
    "series": picture_words.say_series,
    "near": lambda at, seen_at: wording.say_near(at, seen_at, DESK_ZONE),
    "number": wording.say_number,
    "time": lambda at, zone=DESK_ZONE: wording.say_time(at, zone),
    "verdict": picture_words.say_verdict,
}

_environment: Final = _make_environment()
