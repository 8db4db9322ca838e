"""`vigil picture`: what the reports mean."""

from pathlib import Path
from typing import Annotated

import typer

from vigil.cli.picture_after import impact, nowcast, read_option_day

app = typer.Typer(help="What the reports mean: counts, what was expected, whose rise it is.", no_args_is_help=True)
app.command("nowcast")(nowcast)
app.command("impact")(impact)


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
    from vigil.picture.explained.as_json import as_json
    from vigil.picture.explained.compare import parse_reference
    from vigil.picture.explained.explain import DayQuestion
    from vigil.picture.explained.explain import explain as explain_day
    from vigil.picture.explained.read_days import read_days

    day = read_option_day("--on", on)
    asked = DayQuestion(day, total, tuple(parse_reference(text) for text in reference or ()))
    source = "standard input" if str(counts) == "-" else counts.name
    write_file(out, as_json(explain_day(read_days(read_file(counts), source), asked)))


@app.command("scan")
def scan(  # noqa: PLR0913, PLR0917 - each is an option of the command
    cases: Annotated[Path, typer.Option(help="cases: place,date,count[,covariate…]; without dates if purely spatial")],
    places: Annotated[Path, typer.Option(help="where places are: place,lat,lon or place,x,y")],
    model: Annotated[str, typer.Option(help="poisson, permutation or bernoulli")],
    kind: Annotated[str, typer.Option(help="spatial, prospective (clusters that go on) or retrospective (any)")],
    out: Annotated[Path, typer.Option(help="where the clusters go, in JSON; - is standard output")],
    population: Annotated[
        Path | None, typer.Option(help="people at risk: place,date,population[,covariate…]; for poisson")
    ] = None,
    controls: Annotated[Path | None, typer.Option(help="controls: place,count; for bernoulli")] = None,
    max_share: Annotated[float, typer.Option(help="the largest share of expected cases in a cluster, up to 0.5")] = 0.5,
    max_radius_m: Annotated[
        float | None, typer.Option(help="the largest radius, in metres (with x,y: in their unit)")
    ] = None,
    nearest: Annotated[int | None, typer.Option(min=1, help="the most places in a cluster")] = None,
    max_days: Annotated[
        int | None, typer.Option(min=1, help="the longest cluster; half of the study period when left out")
    ] = None,
    time_step: Annotated[str, typer.Option(help="how long a period is: day, month or year")] = "day",
    begins: Annotated[str, typer.Option("--from", help="where the study begins; the first case when left out")] = "",
    ends: Annotated[str, typer.Option("--to", help="where the study ends; the last case when left out")] = "",
    replications: Annotated[int, typer.Option(min=0, max=999_999, help="how often chance is tried")] = 999,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="the same seed makes the same answer")] = 1,
    stop_after: Annotated[
        int, typer.Option(min=0, help="end once chance has reached the best cluster so often; 0 is never")
    ] = 0,
    threads: Annotated[int, typer.Option(min=1, max=256, help="threads to use; the answer does not change")] = 1,
) -> None:
    """Find clusters in place and time, and say how seldom chance alone makes them."""
    from vigil.cli.door import progress_bar, read_file, refuse_unwritable, write_file
    from vigil.desk import clock
    from vigil.picture.cluster.read_scan import read_scan
    from vigil.picture.cluster.scan_request import InputFile, ScanFiles, ScanOptions, parse_request
    from vigil.picture.cluster.warm_up import warm_up
    from vigil.picture.cluster.write_scan import write_scan
    from vigil.picture.scan import scan as find_clusters

    refuse_unwritable(out)

    def read(path: Path) -> InputFile:
        return InputFile(content=read_file(path), source="standard input" if str(path) == "-" else path.name)

    options = ScanOptions(
        model=model,
        kind=kind,
        time_step=time_step,
        begins=begins,
        ends=ends,
        max_days=max_days,
        max_share=max_share,
        max_radius_m=max_radius_m,
        nearest=nearest,
    )
    files = ScanFiles(
        cases=read(cases),
        places=read(places),
        population=None if population is None else read(population),
        controls=None if controls is None else read(controls),
    )
    asked = read_scan(files, parse_request(options))
    warm_up(asked.question)
    began_s = clock.process_cpu_s()
    with progress_bar() as progress:

        def hear(done: int) -> None:
            progress(done / max(1, replications), f"{done:,} of {replications:,} replications")

        found = find_clusters(
            asked.question,
            replications=replications,
            seed=seed,
            threads=threads,
            stop_after=stop_after or None,
            heard=hear,
        )
    write_file(out, write_scan(asked, found, cpu_s=clock.process_cpu_s() - began_s))


@app.command("surge")
def surge(  # noqa: PLR0913, PLR0917 - each is an option of the command
    counts: Annotated[Path, typer.Argument(help="counts: date,series,count[,population]; - is standard input")],
    method: Annotated[str, typer.Option(help="farrington, ears-c1, ears-c2, ears-c3, nb-cusum or daily")],
    out: Annotated[Path, typer.Option(help="where the verdicts go, in CSV; - is standard output")],
    control: Annotated[
        Path | None, typer.Option(help="settings, in JSON, by the names of R's package surveillance")
    ] = None,
    compat: Annotated[str, typer.Option(help="R: give R's figures, with all that is peculiar to them")] = "none",
    breaks: Annotated[
        Path | None, typer.Option(help="days from which a series is recorded differently: date,series,why")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, max=256, help="threads to use; the figures do not change")] = 1,
) -> None:
    """Judge counts, period by period: what was expected, from which count on it is an alarm, and how likely that is.

    farrington looks at the same time of earlier years: for weeks, months or days with more than b years (five,
    if the settings do not say otherwise; three do well).
    daily and nb-cusum model days, with a year or more. ears-c1, ears-c2 and ears-c3 look at the last few periods alone:
    for series with under a year of history; they are noisy, expect many false alarms.
    """
    from vigil.cli.door import progress_bar, read_file, refuse_unwritable, write_file
    from vigil.picture.ears import NOISY
    from vigil.picture.judge_counts import EARS, SurgeQuestion, judge_counts, name_compat, name_method
    from vigil.picture.series.read_breaks import read_breaks
    from vigil.picture.series.read_control import read_settings
    from vigil.picture.series.read_counts import read_counts
    from vigil.picture.series.write_detection import write_detection

    refuse_unwritable(out)
    chosen, whose = name_method(method), name_compat(compat)
    settings = {} if control is None else read_settings(read_file(control), control.name)
    with progress_bar() as hear:
        hear(0.0, "reading")
        table = read_counts(read_file(counts), "standard input" if str(counts) == "-" else counts.name)
        asked = SurgeQuestion(
            method=chosen,
            settings=settings,
            settings_source="--control" if control is None else control.name,
            compat=whose,
            breaks=() if breaks is None else read_breaks(read_file(breaks), breaks.name, series=table.names),
            threads=threads,
        )
        many = len(table.names)
        hear(0.1, f"judging {many} series")
        found = judge_counts(table, asked, heard=lambda done: hear(0.1 + 0.8 * done / many, f"{done} of {many} series"))
        hear(0.9, "writing")
        written = write_detection(table, found)
        hear(1.0, "done")
    if chosen in EARS:
        typer.echo(f"{chosen}: {NOISY}", err=True)
    write_file(out, written)


@app.command("spread")
def spread(  # noqa: PLR0913, PLR0917 - each is an option of the command
    events: Annotated[Path, typer.Argument(help="events: time,series[,weight]; - is standard input")],
    out: Annotated[Path, typer.Option(help="where what was found goes, in JSON; - is standard output")],
    triggers: Annotated[
        Path | None, typer.Option(help="what may have set something off: time,name; surges are found without it too")
    ] = None,
    total: Annotated[list[str] | None, typer.Option(help="a series that contains others; may be repeated")] = None,
    until: Annotated[str, typer.Option(help="the last day that was counted; that of the last event if left out")] = "",
    weeks: Annotated[int, typer.Option(min=0, max=1040, help="repeat the forecasts of so many past weeks")] = 13,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="the seed: the same one draws the same paths")] = 1,
) -> None:
    """Say what one incident sets off, what triggers did, and how many are to be expected in 7 and 14 days."""
    from vigil.cli.door import progress_bar, read_file, refuse_unwritable, write_file
    from vigil.picture.contagion.as_json import as_json
    from vigil.picture.contagion.read_events import read_events, read_trigger_file
    from vigil.picture.contagion.read_time import read_until
    from vigil.picture.contagion.study import SpreadQuestion, study_spread

    refuse_unwritable(out)
    with progress_bar() as hear:
        source = "standard input" if str(events) == "-" else events.name
        file = read_events(read_file(events), source, until=read_until(until))
        given = () if triggers is None else read_trigger_file(read_file(triggers), triggers.name, file.kind)
        asked = SpreadQuestion(events=file.events, triggers=given, wholes=tuple(total or ()), weeks=weeks, seed=seed)
        written = as_json(study_spread(asked, hear))
    write_file(out, written)


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
