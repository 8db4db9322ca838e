"""`vigil patrol roads` and `use-times`: a request with road times, from a map extract or from a file of minutes."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from vigil.cli.door import progress_bar, read_file, refuse_unwritable, write_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vigil.patrol.request import Request, TravelMatrix

EXTRACT: Final = typer.Argument(help="an OpenStreetMap extract of the area", metavar="EXTRACT.osm.pbf")
REQUEST: Final = typer.Argument(help="a request in JSON; - is standard input", metavar="REQUEST.json")
TIMES: Final = typer.Argument(help="a line for each way: from,to,minutes", metavar="TIMES.csv")
OUT: Final = typer.Option(None, help="the request with road times; - is standard output")
WITH_TIMES: Final = typer.Option(..., "--out", help="the request with these times; - is standard output")
MATRIX: Final = typer.Option(None, help="the minutes alone, as from,to,minutes; - is standard output")
TILES: Final = typer.Option(None, help="a folder to keep the road map in; the next time it is taken from there")
NEAR: Final = typer.Option(500.0, min=1, max=35_000, help="a place further than so many metres from a road has none")
HANDOVER: Final = typer.Option(None, min=0, max=1440, help="minutes every way takes besides; else as in the request")
NAMES_SHOWN: Final = 20


def roads(  # noqa: PLR0913, PLR0917 - each is an option of the command
    extract: Path = EXTRACT,
    request: Path = REQUEST,
    out: Path | None = OUT,
    matrix: Path | None = MATRIX,
    tiles: Path | None = TILES,
    near_m: float = NEAR,
    handover_minutes: float | None = HANDOVER,
) -> None:
    """Work out the minutes by road between all places and bases of a request, from a map extract.

    Needs the extra vigil-desk[roads]. Units with a speed of their own go where walkers may go, at that speed.
    """
    from vigil.ground.errors import Unreadable, Where
    from vigil.patrol.read_request import parse_request
    from vigil.patrol.roads.write_times import write_times
    from vigil.patrol.write_request import write_request

    if out is None and matrix is None:
        raise Unreadable(Where("--out"), "say where to: --out for the request, --matrix for the minutes alone")
    for path in (out, matrix):
        if path is not None:
            refuse_unwritable(path)
    asked = parse_request(read_file(request), str(request))
    with ExitStack() as stack:
        folder = tiles or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vigil-roads-")))
        made = _measure(asked, extract, folder, near_m=near_m, handover_minutes=handover_minutes)
    if matrix is not None:
        write_file(matrix, write_times(made.points, made.minutes))
    if out is not None:
        write_file(out, write_request(_with(asked, made)))


def use_times(
    times: Path = TIMES,
    request: Path = REQUEST,
    out: Path = WITH_TIMES,
) -> None:
    """Take the minutes between places and bases from a file, whoever worked them out."""
    from dataclasses import replace

    from vigil.patrol.read_request import parse_request
    from vigil.patrol.roads.read_times import parse_times
    from vigil.patrol.roads.stations import find_stations
    from vigil.patrol.write_request import write_request

    asked = parse_request(read_file(request), str(request))
    names = tuple(station.id for station in find_stations(asked))
    made = replace(parse_times(read_file(times), str(times), names), factors=asked.travel.factors)
    write_file(out, write_request(_with(asked, made)))


def _measure(
    asked: "Request", extract: Path, folder: Path, *, near_m: float, handover_minutes: float | None
) -> "TravelMatrix":
    """Measure all ways, and tell which points have none."""
    from vigil.cli.road_map import open_road_map
    from vigil.ground.errors import Unreadable, Where
    from vigil.patrol.request import SlowerMatrix, TravelMatrix, TravelRule
    from vigil.patrol.roads.stations import find_stations
    from vigil.patrol.roads.straight import compare_with_straight
    from vigil.patrol.roads.table import cut_off, whole_minutes

    rule = asked.travel if isinstance(asked.travel, TravelRule) else TravelRule()
    handover = rule.handover_minutes if handover_minutes is None else handover_minutes
    stations = find_stations(asked)
    names = tuple(station.id for station in stations)
    folder.mkdir(parents=True, exist_ok=True)
    with progress_bar() as tell:
        tell(0.0, f"making a road map of {extract.name}")
        road_map = open_road_map(extract, folder, near_m)
        far = [station.id for station in stations if not road_map.is_near(station.point, None)]
        if len(far) == len(stations):
            raise Unreadable(Where(str(extract)), f"has no road within {near_m:g} m of any place or base")
        seconds = road_map.seconds(stations, None, tell)
        speeds = sorted({unit.speed_kmh for unit in asked.units if unit.speed_kmh is not None})
        slower = tuple(
            SlowerMatrix(speed, whole_minutes(road_map.seconds(stations, speed, tell), handover)) for speed in speeds
        )
    minutes = whole_minutes(seconds, handover)
    _tell_names(f"No road within {near_m:g} m of", far)
    _tell_names("No way by road to or from most of the rest for", [n for n in cut_off(seconds, names) if n not in far])
    typer.echo(compare_with_straight(stations, minutes, rule).says, err=True)
    return TravelMatrix(names, minutes, slower, asked.travel.factors)


def _tell_names(what: str, names: "Sequence[str]") -> None:
    if names:
        more = f", and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
        typer.echo(
            f"{what}: {', '.join(names[:NAMES_SHOWN])}{more}. No unit can be sent there by these times.", err=True
        )


def _with(asked: "Request", made: "TravelMatrix") -> "Request":
    from dataclasses import replace

    return replace(asked, travel=made)
