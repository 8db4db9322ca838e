"""`vigil picture nowcast` and `vigil picture impact`: what comes in after a day, and what comes after an event."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date


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
    from vigil.picture.delay.as_csv import as_csv
    from vigil.picture.delay.read_reports import read_reports
    from vigil.picture.delay.say import say_late_news, say_warnings
    from vigil.picture.nowcast import NowcastControl, nowcast_each

    day = read_option_day("--as-of", as_of)
    series = read_reports(read_file(reports), "standard input" if str(reports) == "-" else reports.name)
    found = nowcast_each(series, as_of=day, control=NowcastControl(days=days, window_days=window_days))
    changed = [said for name, one in found.items() if (said := say_late_news(name, one))]
    for said in (*say_warnings(series, found, day), *changed):
        typer.echo(said, err=True)
    write_file(out, as_csv(found))


def impact(
    counts: Annotated[
        Path, typer.Argument(help="daily or monthly counts: date,series,count[,population]; - is standard input")
    ],
    event: Annotated[list[str], typer.Option(help='an event to measure, as "Woolwich=2013-05-22"; may be repeated')],
    out: Annotated[Path, typer.Option(help="where the impacts go, in JSON; - is standard output")],
    series: Annotated[str, typer.Option(help="one series by its name; all when left out")] = "",
    broken: Annotated[
        list[str] | None,
        typer.Option("--break", help="a day from which counts are recorded differently, as 2015-01-01; repeatable"),
    ] = None,
) -> None:
    """Measure what events set off: the excess on the day and over the weeks after it, and how fast it died away."""
    from vigil.cli.door import read_file, write_file
    from vigil.ground.errors import NotFound
    from vigil.picture.explained.compare import parse_reference
    from vigil.picture.impact import measure_impacts
    from vigil.picture.impacts.as_json import as_json
    from vigil.picture.impacts.read_timelines import read_timelines

    events = tuple(parse_reference(text, option="--event") for text in event)
    breaks = tuple(read_option_day("--break", text) for text in broken or ())
    source = "standard input" if str(counts) == "-" else counts.name
    read = read_timelines(read_file(counts), source)
    found = [one for one in read if series in {"", one.series}]
    if not found:
        raise NotFound("series", series, f"{source} has: {', '.join(one.series for one in read)}.")
    write_file(out, as_json(source, [measure_impacts(one, events, breaks=breaks) for one in found]))


def read_option_day(option: str, text: str) -> "date":
    """Read a day that an option gives.

    Raises
    ------
    Unreadable : it is none
    """
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.moment import parse_day

    try:
        return parse_day(text)
    except ValueError:
        raise Unreadable(Where(option), "is not a day; write it as 2017-06-06", text) from None
