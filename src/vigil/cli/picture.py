"""`vigil picture`: what the reports mean."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="What the reports mean: counts, what was expected, whose rise it is.", no_args_is_help=True)


@app.command("explain")
def explain(
    counts: Annotated[Path, typer.Argument(help="daily counts: date,series,count[,population]; - is standard input")],
    on: Annotated[str, typer.Option("--on", help="the day to explain, as 2017-06-06")],
    out: Annotated[Path, typer.Option(help="where the explanation goes, in JSON; - is standard output")],
    total: Annotated[str, typer.Option(help="the series of which all others are parts")] = "",
    reference: Annotated[
        list[str] | None,
        typer.Option(help='an earlier event to measure the day by, as "Woolwich=2013-05-22"; may be repeated'),
    ] = None,
) -> None:
    """Explain one day of daily counts: against the year so far, whose rise it is, since when it was not so high."""
    from vigil.cli.door import read_file, write_file
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.moment import parse_day
    from vigil.picture.explained.as_json import as_json
    from vigil.picture.explained.compare import parse_reference
    from vigil.picture.explained.explain import DayQuestion
    from vigil.picture.explained.explain import explain as explain_day
    from vigil.picture.explained.read_days import read_days

    try:
        day = parse_day(on)
    except ValueError:
        raise Unreadable(Where("--on"), "is not a day; write it as 2017-06-06", on) from None
    asked = DayQuestion(day, total, tuple(parse_reference(text) for text in reference or ()))
    source = "standard input" if str(counts) == "-" else counts.name
    write_file(out, as_json(explain_day(read_days(read_file(counts), source), asked)))


@app.command("nowcast")
def nowcast(
    reports: Annotated[
        Path, typer.Argument(help="reports: happened_on,reported_on[,series][,count]; - is standard input")
    ],
    as_of: Annotated[str, typer.Option(help="the day at whose end the reports known are counted, as 2023-10-09")],
    out: Annotated[Path, typer.Option(help="where the counts go, in CSV; - is standard output")],
    days: Annotated[int, typer.Option(min=1, max=366, help="how many days up to that day")] = 28,
    window_days: Annotated[int, typer.Option(min=28, max=3660, help="from how many days the delays are learnt")] = 365,
) -> None:
    """Give the counts of the latest days as they will be once late reports are in, with 90 % intervals."""
    from vigil.cli.door import read_file, write_file
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.moment import parse_day
    from vigil.picture.delay.as_csv import as_csv
    from vigil.picture.delay.read_reports import read_reports
    from vigil.picture.delay.say import say_warnings
    from vigil.picture.nowcast import NowcastControl, nowcast_each

    try:
        day = parse_day(as_of)
    except ValueError:
        raise Unreadable(Where("--as-of"), "is not a day; write it as 2023-10-09", as_of) from None
    series = read_reports(read_file(reports), "standard input" if str(reports) == "-" else reports.name)
    found = nowcast_each(series, as_of=day, control=NowcastControl(days=days, window_days=window_days))
    for warning in say_warnings(series, found, day):
        typer.echo(warning, err=True)
    write_file(out, as_csv(found))


@app.command("show")
def show(
    area: Annotated[str, typer.Option(help="one area by its name; all together when left out")] = "",
    at: Annotated[str, typer.Option(help="as known at this moment, such as 2019-03-15T08:00+00:00")] = "",
) -> None:
    """Show what was known at a moment: the latest months, against what was expected, and whose rise it is."""
    from vigil import catalogue
    from vigil.cli.door import open_office
    from vigil.desk.actor import KEEPER
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.moment import parse_moment
    from vigil.picture.query import PictureQuery

    try:
        moment = parse_moment(at) if at else None
    except ValueError as problem:
        raise Unreadable(Where("--at"), str(problem), at) from None
    picture = open_office().perform(catalogue.GET_PICTURE, PictureQuery(area, moment), KEEPER)
    typer.echo(f"As known at {picture.at:%Y-%m-%d %H:%M} UTC, {picture.area or 'all areas'}")
    for line in (picture.headline, *(flag.sentence for flag in picture.flags), *picture.basis):
        typer.echo(line)
