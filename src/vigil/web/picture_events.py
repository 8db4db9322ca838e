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
from vigil.picture.board.write_table import name_file
from vigil.picture.impact import Impact
from vigil.picture.impacts.say import say_impact, say_limits, say_side_by_side
from vigil.picture.monthly.picture import Picture
from vigil.picture.query import PictureQuery
from vigil.posture.query import MOST_SIDE_BY_SIDE, ImpactQuery, TriggerQuery
from vigil.posture.trigger import Trigger
from vigil.register.area import match_area
from vigil.web.files import attach
from vigil.web.page import DESK_ZONE, show
from vigil.web.picture import MOST_EVENTS, Seen, end_of, yesterday_of
from vigil.web.picture_view import concerns
from vigil.web.session import Asker, Signed
from vigil.web.wording import say_day

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
COMPARED_MONTHS: Final = ("in the event’s month", "by the end of the next month", "by the end of the month after that")
COLUMNS: Final = (
    *("as_of", "source", "flag", "area", "event", "on", "until", "days", "observed", "expected", "excess"),
    *("excess_low", "excess_high", "p_value", "half_life_days", "half_life_low", "half_life_high", "why_not"),
)

Series = tuple[str, str]
"""A source and one of its flags."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: a series as known at the end of a day, the events to choose from and those chosen.

    `left_out` is how many were asked for that cannot be chosen: they were not known on that day, or have nothing to do
    with the community that the series speaks of. `ticked` are those chosen and any beyond the most that stand side by
    side; `areas` are those of the source.
    """

    as_of: date
    series: tuple[Series, ...]
    name: SeriesName
    offered: tuple[Trigger, ...]
    chosen: tuple[Trigger, ...]
    left_out: int
    ticked: tuple[Trigger, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that published counts."""
        return tuple(dict.fromkeys(source for source, _flag in self.series))

    @property
    def flags(self) -> tuple[str, ...]:
        """What the source looked at counts."""
        return tuple(flag for source, flag in self.series if source == self.name.source)


Chosen = Annotated[list[str] | None, Query()]
"""The events chosen, each by its id."""


def read_compared(
    asker: Signed, wanted: Seen, source: str = "", flag: str = "", event: Chosen = None
) -> Compared | None:
    """Read what is to be compared; None when no published counts are known.

    Raises
    ------
    NotFound : there is no such series, or its source has no such area
    """
    as_of = wanted.as_of or local_day(asker.office.clock(), DESK_ZONE)
    readings = asker.ask(catalogue.GET_PICTURE, PictureQuery(at=end_of(as_of)))
    series = _series_known(readings)
    if not series:
        return None
    picked = _pick_series(series, source, flag)
    areas = sorted({area for one in readings.by_area if one.source == picked[0] for area in one.areas})
    area = match_area(wanted.area, areas) if wanted.area else ""
    name = SeriesName(source=picked[0], period=PeriodKind.MONTH, area=area, flag=picked[1])
    known = asker.ask(catalogue.LIST_TRIGGERS, TriggerQuery(at=end_of(as_of), limit=MOST_EVENTS))
    offered = tuple(one for one in known if concerns(one, community_of(name)) or one.id in REFERENCE)[:OFFERED]
    asked = tuple(dict.fromkeys(event or ()))
    left_out = len(set(asked) - {one.id for one in offered})
    ticked = _pick_events(offered, asked)
    return Compared(as_of, series, name, offered, ticked[-MOST_SIDE_BY_SIDE:], left_out, ticked, tuple(areas))


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
        columns=COMPARED_MONTHS,
        rows=[
            (one, [(each, say_limits(each)) for each in one.horizons], f"{said[:1].upper()}{said[1:]}")
            for one in impacts
            for said in [say_impact(one)]
        ],
        heading=_say_heading(impacts),
        not_measurable=next((one.not_measurable for one in impacts), ""),
        most=MOST_SIDE_BY_SIDE,
        newest=yesterday_of(asker),
    )


@routes.get("/picture/events.csv", name=catalogue.TAKE_IMPACTS.name)
def export_impacts(asker: Signed, compared: Asked, wanted: Seen) -> Response:
    """Give what some events set off as a table."""
    if compared is None:
        raise NotFound(
            "published count that was known at the end of", say_day(wanted.as_of) if wanted.as_of else "today"
        )
    impacts = _measure(asker, catalogue.TAKE_IMPACTS, compared)
    name = name_file("events", compared.name.flag, compared.name.area, compared.as_of.isoformat())
    return attach(write_impacts(compared, impacts).encode(), f"{name}.csv", "text/csv; charset=utf-8")


def write_impacts(compared: Compared, impacts: Sequence[Impact]) -> str:
    """Give impacts in CSV: one row for an event and a stretch of time; what is not defined is left empty."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in impacts:
        name, half = compared.name, one.half_life
        of = (compared.as_of, name.source, name.flag, name.area, one.event.name, one.event.on)
        died = (half.days, half.low, "" if half.is_open else half.high) if half else ("", "", "")
        for each in one.horizons:
            counts = (each.until_on, each.days, each.observed, each.expected, each.excess, each.low, each.high)
            writer.writerow((*of, *counts, each.p_value, *died, ""))
        if not one.horizons:
            writer.writerow((*of, *[""] * 11, one.why_not))
    return written.getvalue()


def _series_known(picture: Picture) -> tuple[Series, ...]:
    known = dict.fromkeys((one.source, one.flag) for one in picture.readings)
    # Flags that speak of a community come first: of them it is known whom an event was aimed at.
    return tuple(sorted(known, key=lambda one: (_community_of_flag(one) is None, one)))


def _community_of_flag(series: Series) -> object:
    """Give whom a flag speaks of, None when of nobody in particular."""
    return community_of(SeriesName(source=series[0], period=PeriodKind.MONTH, area="", flag=series[1]))


def _pick_series(series: Sequence[Series], source: str, flag: str) -> Series:
    """Pick what is asked for; a flag that the source asked for does not have is passed over."""
    of_source = [one for one in series if not source or one[0] == source]
    if not of_source or (flag and flag not in {one[1] for one in series}):
        raise NotFound("series of published counts", f"{flag}, {source}".strip(", "))
    for preferred in (flag, "islamophobic"):
        if meant := [one for one in of_source if one[1] == preferred]:
            return meant[0]
    return of_source[0]


def _pick_events(offered: Sequence[Trigger], wanted: Sequence[str]) -> tuple[Trigger, ...]:
    """Pick the events asked for that are offered; where there are none, those that are compared until one chooses."""
    by_id = {one.id: one for one in offered}
    ids = [one for one in wanted if one in by_id] or [one for one in REFERENCE if one in by_id]
    chosen = {by_id[one] for one in ids} or set(offered[:NEWEST_OFFERED])
    return tuple(sorted(chosen, key=lambda one: (one.on, one.id)))


def _say_heading(impacts: Sequence[Impact]) -> str:
    """Give what a page opens with: the events side by side, the only one that can be told, or that none can."""
    told = [one for one in impacts if one.horizons]
    if not told:
        return "Too little was known on that day to tell what these events set off."
    said = say_impact(told[0]) if len(told) == 1 else say_side_by_side(impacts)
    return f"{said[:1].upper()}{said[1:]}"


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
