"""`vigil register`: the places we guard, who can be sent, and who gathers when."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vigil.cli.day import counted
from vigil.cli.door import open_office, progress_bar, read_file, write_file

if TYPE_CHECKING:
    from vigil.ground.point import Point
    from vigil.register.import_report import ImportReport
    from vigil.register.place import Community

app = typer.Typer(help="The places we guard, who can be sent, and who gathers when.", no_args_is_help=True)

FILE = typer.Argument(help="the file to read", metavar="FILE")
REJECTED = typer.Option(None, help="write the rejected rows to this CSV file: line, field, value, reason")
COMMUNITY = typer.Option("", help="muslim, jewish, christian, sikh, hindu, buddhist or other")
WORDS = typer.Argument(None, help="beginnings of words of a name or alias, in any case and accents")
AREA = typer.Option("", help="a borough, district or police force, by its name")

TWINS_SHOWN = 5


@app.command("import-places")
def import_places(
    file: Path = FILE,
    rejected: Path | None = REJECTED,
    time_zone: str = typer.Option("Europe/London", help="time zone of the places that name none"),
    *,
    anywhere: bool = typer.Option(False, "--anywhere", help="let in places outside every area this desk holds"),
) -> None:
    """Take places from a CSV, GeoJSON or OpenStreetMap (.osm.pbf) file; a second time changes nothing."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.read_places import PlaceFile

    asked = PlaceFile(file.name, read_file(file), anywhere=anywhere, time_zone=time_zone)
    with progress_bar() as progress:
        report = open_office().perform(catalogue.IMPORT_PLACES, asked, KEEPER, progress=progress)
    _say_report("place", report, rejected)


@app.command("import-units")
def import_units(
    file: Path = FILE,
    rejected: Path | None = REJECTED,
    *,
    anywhere: bool = typer.Option(False, "--anywhere", help="let in bases outside every area this desk holds"),
) -> None:
    """Take units from a CSV file: who can be sent, from where, in which hours."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.read_units import UnitFile

    asked = UnitFile(file.name, read_file(file), anywhere=anywhere)
    report = open_office().perform(catalogue.IMPORT_UNITS, asked, KEEPER)
    _say_report("unit", report, rejected)


@app.command("import-areas")
def import_areas(
    file: Path = FILE,
    kind: str = typer.Option("district", help="district (a borough or municipality) or police force"),
    id_field: str = typer.Option(..., help="the property that holds an area's id, such as lad13cd"),
    name_field: str = typer.Option(..., help="the property that holds its name, such as lad13nm"),
    rejected: Path | None = REJECTED,
) -> None:
    """Take outlines of areas from a GeoJSON file, and see which places lie in them."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.ground.errors import Unreadable, Where
    from vigil.register.area import AreaFile, AreaKind

    if kind not in set(AreaKind):
        raise Unreadable(Where("--kind"), f"is not one of {', '.join(AreaKind)}", kind)
    asked = AreaFile(file.name, read_file(file), AreaKind(kind), id_field, name_field)
    _say_report("area", open_office().perform(catalogue.IMPORT_AREAS, asked, KEEPER), rejected)


@app.command("import-times")
def import_times(file: Path = FILE, rejected: Path | None = REJECTED) -> None:
    """Take places' own times of worship from a CSV file, in the stead of all that those places had."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.query import TimesFile

    report = open_office().perform(catalogue.IMPORT_TIMES, TimesFile(file.name, read_file(file)), KEEPER)
    _say_report("time", report, rejected)


@app.command("search")
def search(
    words: list[str] | None = WORDS,
    area: str = AREA,
    community: str = COMMUNITY,
    near: str = typer.Option("", help="around a point, nearest first: LAT,LON"),
    within_m: float = typer.Option(0.0, min=0.0, help="at most so many metres from the point"),
) -> None:
    """Find places by name, area, community and distance."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.query import PlaceQuery

    query = PlaceQuery(
        words=" ".join(words or ()),
        area=area,
        community=_community(community),
        near=_point(near),
        within_m=within_m or None,
    )
    page = open_office().perform(catalogue.LIST_PLACES, query, KEEPER)
    for found in page.places:
        away = "" if found.distance_m is None else f"{found.distance_m:,.0f} m  "
        place = found.place
        typer.echo(f"{away}{place.name} ({place.community}), {place.area or 'no area'}  {place.id}")
    shown = f", the first {len(page.places)} shown" if len(page.places) < page.total else ""
    typer.echo(
        f"{counted(page.total, 'place')} found{shown}. A place that is not in the register is not found.", err=True
    )


@app.command("place")
def show_place(place_id: str = typer.Argument(help="the place's id, such as osm:node/123", metavar="ID")) -> None:
    """Show all that the register holds of one place."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.query import PlaceId

    place = open_office().perform(catalogue.GET_PLACE, PlaceId(place_id), KEEPER)
    people = "unknown" if place.capacity.people is None else f"{place.capacity.people:,} ({place.capacity.source})"
    for name, value in (
        ("Name", place.name),
        ("Also", "; ".join(place.aliases)),
        ("Community", ", ".join(part for part in (place.community, place.denomination) if part)),
        ("Used for", place.use),
        ("Address", place.address),
        ("Area", place.area),
        ("Police force", place.police_force),
        ("Position", f"{place.point.lat:.6f}, {place.point.lon:.6f}"),
        ("Capacity", people),
        ("Doors", "; ".join(place.doors)),
        ("Time zone", place.time_zone),
        ("Notes", place.notes),
        ("From", f"{place.origin.source} {place.origin.reference}"),
    ):
        if value:
            typer.echo(f"{name:13} {value}")


@app.command("count")
def count() -> None:
    """Count the places by community and by area."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.query import RegisterQuery

    held = open_office().perform(catalogue.COUNT_REGISTER, RegisterQuery(), KEEPER)
    for tally in (*held.by_community, *held.by_area):
        typer.echo(f"{tally.places:7,} {tally.name or 'in no area'}")
    typer.echo(
        f"{counted(held.places, 'place')}, {held.not_for_worship:,} of them schools, burial grounds and shops; "
        f"{counted(held.twins, 'pair')} may be twins. {counted(held.areas, 'area')}, {counted(held.units, 'unit')}, "
        f"{counted(held.own_times, 'own time')}."
    )
    typer.echo("What the map lacks is not counted: an area without a mosque here may have many.", err=True)


@app.command("areas")
def areas() -> None:
    """List the areas whose outlines the desk holds."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.area import AreaQuery

    for area in open_office().perform(catalogue.LIST_AREAS, AreaQuery(), KEEPER):
        typer.echo(f"{area.id:12} {area.kind:13} {area.name}")


@app.command("today")
def today(
    at: str = typer.Option("", help="a day, 2019-03-15, or a moment of it with its offset; now when not given"),
    area: str = AREA,
    community: str = COMMUNITY,
    *,
    as_json: bool = typer.Option(False, "--json", help="as JSON, with windows and attendance"),
) -> None:
    """List who gathers where and when on a day, the earliest first, in the local time of each place."""
    from vigil import catalogue
    from vigil.cli.day import day_meant, write_day, write_day_json
    from vigil.desk.actor import KEEPER
    from vigil.register.query import DayQuery

    office = open_office()
    query = DayQuery(day_meant(at, now=office.clock()), area=area, community=_community(community))
    day = office.perform(catalogue.LIST_DAY, query, KEEPER)
    typer.echo(write_day_json(day) if as_json else write_day(day), nl=False)


def _say_report(what: str, report: "ImportReport", rejected: Path | None) -> None:
    from vigil.register.import_report import write_rejected

    typer.echo(
        f"{counted(report.read, what)} read: {report.added:,} added, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged, {len(report.rejected):,} rejected."
    )
    for remark in report.remarks:
        typer.echo(remark)
    if report.twins:
        pairs = counted(len(report.twins), "pair")
        beside = sum(twin.is_node_beside_area for twin in report.twins)
        outlined = f", {beside:,} of them a node beside an area on OpenStreetMap" if beside else ""
        typer.echo(f"{pairs} within 40 m of each other{outlined}: perhaps one place entered twice. Both are kept:")
        for twin in report.twins[:TWINS_SHOWN]:
            typer.echo(f"  {twin.a} and {twin.b}, {twin.distance_m:.0f} m{', same name' * twin.same_name}")
    if rejected is not None:
        write_file(rejected, write_rejected(report.rejected))
    elif report.rejected:
        first = report.rejected[0]
        where = f"line {first.line}{f', {first.field}' if first.field else ''}"
        typer.echo(f"The first rejected: {where}: {first.reason}. Write all of them to a file with --rejected.")


def _community(word: str) -> "Community | None":
    from vigil.ground.errors import Unreadable, Where
    from vigil.register.place import Community

    if not word:
        return None
    if word.casefold() not in set(Community):
        raise Unreadable(Where("--community"), f"is not one of {', '.join(Community)}", word)
    return Community(word.casefold())


def _point(text: str) -> "Point | None":
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.point import Point
    from vigil.register.read_field import parse_number

    if not text:
        return None
    lat, _, lon = text.partition(",")
    try:
        return Point(lat=parse_number(lat.strip()), lon=parse_number(lon.strip()))
    except ValueError as problem:
        raise Unreadable(Where("--near"), "is not a point such as 51.5170,-0.0655", text) from problem
