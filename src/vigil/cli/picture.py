"""`vigil picture`: what the reports mean."""

from pathlib import Path

import typer

app = typer.Typer(help="What the reports mean: counts, what was expected, whose rise it is.", no_args_is_help=True)


@app.command("explain")
def explain(
    counts: Path = typer.Argument(help="daily counts: date,series,count[,population]; - is standard input"),
    on: str = typer.Option(..., "--on", help="the day to explain, as 2017-06-06"),
    total: str = typer.Option("", help="the series of which all others are parts"),
    reference: list[str] = typer.Option([], help='an earlier event to measure the day by, as "Woolwich=2013-05-22"'),
    out: Path = typer.Option(..., help="where the explanation goes, in JSON; - is standard output"),
) -> None:
    """Explain one day of daily counts: against the year so far, whose rise it is, since when it was not so high."""
    from vigil.cli.door import read_file, write_file
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.moment import parse_day
    from vigil.picture.as_json import as_json
    from vigil.picture.compare import parse_reference
    from vigil.picture.explain import DayQuestion
    from vigil.picture.explain import explain as explain_day
    from vigil.picture.read_days import read_days

    try:
        day = parse_day(on)
    except ValueError:
        raise Unreadable(Where("--on"), "is not a day; write it as 2017-06-06", on) from None
    asked = DayQuestion(day, total, tuple(parse_reference(text) for text in reference))
    source = "standard input" if str(counts) == "-" else counts.name
    write_file(out, as_json(explain_day(read_days(read_file(counts), source), asked)))
