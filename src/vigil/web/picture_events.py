"""What earlier events set off in published counts, side by side, by what was known on a day; and as a table."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, Response

from vigil import catalogue
from vigil.desk.action import Action
from vigil.ground.errors import NotFound
from vigil.ground.moment import local_day
from vigil.picture.board.alarm import community_of
from vigil.picture.board.board import PeriodKind, SeriesName
from vigil.picture.impact import Impact
from vigil.picture.impacts.say import say_impact, say_side_by_side
from vigil.picture.query import PictureQuery
from vigil.posture.query import MOST_SIDE_BY_SIDE, ImpactQuery, TriggerQuery
from vigil.posture.trigger import Trigger
from vigil.web.files import attach
from vigil.web.page import DESK_ZONE, show
from vigil.web.picture import MOST_EVENTS, Picked, end_of
from vigil.web.picture_view import concerns
from vigil.web.session import Asker, Signed

routes: Final = APIRouter()

REFERENCE: Final = (
    "2013-05-22-murder-of-lee-rigby",
    "2015-11-13-paris-attacks",
    "2017-06-03-london-bridge-and-borough-market-attack",
    "2019-03-15-christchurch-mosque-shootings",
)
"""What is compared until somebody chooses: events of the table that comes with Vigil, after which much is known."""

NEWEST_OFFERED: Final = 4
OFFERED: Final = 60
COLUMNS: Final = (
    *("as_of", "source", "flag", "area", "event", "on", "until", "days", "observed", "expected", "excess"),
    *("excess_low", "excess_high", "p_value", "half_life_days", "half_life_low", "half_life_high", "why_not"),
)

Series = tuple[str, str]
"""A source and one of its flags."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: a series as known at the end of a day, the events to choose from, and those that were chosen."""

    as_of: date
    series: tuple[Series, ...]
    name: SeriesName
    offered: tuple[Trigger, ...]
    chosen: tuple[Trigger, ...]


Chosen = Annotated[list[str] | None, Query()]
"""The events chosen, each by its id."""


def read_compared(
    asker: Signed, wanted: Picked, source: str = "", flag: str = "", event: Chosen = None
) -> Compared | None:
    """Read what is to be compared; None when no published counts are known."""
    as_of = wanted.as_of or local_day(asker.office.clock(), DESK_ZONE)
    series = _series_known(asker, as_of)
    if not series:
        return None
    picked = _pick_series(series, source, flag)
    name = SeriesName(source=picked[0], period=PeriodKind.MONTH, area=wanted.area, flag=picked[1])
    known = asker.ask(catalogue.LIST_TRIGGERS, TriggerQuery(at=end_of(as_of), limit=MOST_EVENTS))
    offered = tuple(one for one in known if concerns(one, community_of(name)) or one.id in REFERENCE)[:OFFERED]
    return Compared(as_of, series, name, offered, _pick_events(offered, event))


Asked = Annotated[Compared | None, Depends(read_compared)]
"""The parameter of a page that compares events."""


@routes.get("/picture/events", name=catalogue.MEASURE_IMPACTS.name)
def show_impacts(asker: Signed, compared: Asked) -> HTMLResponse:
    """Give what some events set off in one series, side by side."""
    impacts = _measure(asker, catalogue.MEASURE_IMPACTS, compared) if compared else ()
    return show(
        asker,
        "picture/events.html",
        compared=compared,
        community=community_of(compared.name) if compared else None,
        impacts=[(one, say_impact(one)) for one in impacts],
        summary=say_side_by_side(impacts) if impacts else "",
        most=MOST_SIDE_BY_SIDE,
    )


@routes.get("/picture/events.csv", name=catalogue.TAKE_IMPACTS.name)
def export_impacts(asker: Signed, compared: Asked) -> Response:
    """Give what some events set off as a table."""
    if compared is None:
        raise NotFound("published count known on", "that day")
    impacts = _measure(asker, catalogue.TAKE_IMPACTS, compared)
    name = f"events-{compared.name.flag}-{compared.as_of.isoformat()}.csv"
    return attach(write_impacts(compared, impacts).encode(), name, "text/csv; charset=utf-8")


def write_impacts(compared: Compared, impacts: Sequence[Impact]) -> str:
    """Give impacts in CSV: one row for an event and a stretch of time; what is not defined is left empty."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in impacts:
        name, half = compared.name, one.half_life
        of = (compared.as_of, name.source, name.flag, name.area, one.event.name, one.event.on)
        died = (half.days, half.low, half.high) if half else ("", "", "")
        for each in one.horizons:
            counts = (each.until_on, each.days, each.observed, each.expected, each.excess, each.low, each.high)
            writer.writerow((*of, *counts, each.p_value, *died, ""))
        if not one.horizons:
            writer.writerow((*of, *[""] * 11, one.why_not))
    return written.getvalue()


def _series_known(asker: Asker, as_of: date) -> tuple[Series, ...]:
    picture = asker.ask(catalogue.GET_PICTURE, PictureQuery(at=end_of(as_of)))
    known = dict.fromkeys((one.source, one.flag) for one in picture.readings)
    # Flags that speak of a community come first: of them it is known whom an event was aimed at.
    return tuple(sorted(known, key=lambda one: (community_of_flag(one) is None, one)))


def community_of_flag(series: Series) -> object:
    """Give whom a flag speaks of, None when of nobody in particular."""
    return community_of(SeriesName(source=series[0], period=PeriodKind.MONTH, area="", flag=series[1]))


def _pick_series(series: Sequence[Series], source: str, flag: str) -> Series:
    meant = [one for one in series if one[0] == (source or one[0]) and one[1] == (flag or one[1])]
    if not meant:
        raise NotFound("series of published counts", f"{flag}, {source}".strip(", "))
    preferred = [one for one in meant if one[1] == "islamophobic"]
    return (preferred or meant)[0]


def _pick_events(offered: Sequence[Trigger], wanted: Sequence[str] | None) -> tuple[Trigger, ...]:
    ids = wanted or [one.id for one in offered if one.id in REFERENCE] or [one.id for one in offered[:NEWEST_OFFERED]]
    by_id = {one.id: one for one in offered}
    missing = [one for one in ids if one not in by_id]
    if missing:
        raise NotFound("event known on that day", missing[0])
    return tuple(sorted({by_id[one] for one in ids}, key=lambda one: one.on))


def _measure(asker: Asker, action: Action[ImpactQuery, tuple[Impact, ...]], compared: Compared) -> tuple[Impact, ...]:
    name = compared.name
    return asker.ask(
        action,
        ImpactQuery(
            source=name.source,
            flag=name.flag,
            area=name.area,
            trigger_ids=tuple(one.id for one in compared.chosen),
            at=end_of(compared.as_of),
        ),
    )
