"""`vigil reports`: what happened, one by one and as others have counted it."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vigil.cli.door import open_office, progress_bar, read_file, write_file

if TYPE_CHECKING:
    from vigil.register.import_report import ImportReport

app = typer.Typer(help="What happened, one by one and as others have counted it.", no_args_is_help=True)

FILE = typer.Argument(help="the CSV file to read", metavar="FILE")
REJECTED = typer.Option(None, help="write the rejected rows to this CSV file: line, field, value, reason")


@app.command("import-incidents")
def import_incidents(
    file: Path = FILE,
    rejected: Path | None = REJECTED,
    time_zone: str = typer.Option("Europe/London", help="by whose clocks a moment falls on a day"),
) -> None:
    """Take incidents from a CSV file: when, where, community, kind, source; a second time changes nothing."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.reports.read_incidents import IncidentFile

    asked = IncidentFile(file.name, read_file(file), time_zone)
    with progress_bar() as progress:
        report = open_office().perform(catalogue.IMPORT_INCIDENTS, asked, KEEPER, progress=progress)
    _say_report("incident", report, rejected)


@app.command("import-counts")
def import_counts(
    file: Path = FILE,
    source: str = typer.Option(..., help="who published the counts, such as Metropolitan Police"),
    rejected: Path | None = REJECTED,
    delay_days: int | None = typer.Option(
        None, help="how many days after a month's end the publisher gives it out, where that is known"
    ),
    time_zone: str = typer.Option("Europe/London", help="by whose clocks a month ends"),
) -> None:
    """Take published counts from a CSV file: area, month, flag, count; a second time changes nothing."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.reports.read_counts import CountFile

    asked = CountFile(file.name, read_file(file), source, time_zone, delay_days)
    with progress_bar() as progress:
        report = open_office().perform(catalogue.IMPORT_COUNTS, asked, KEEPER, progress=progress)
    _say_report("count", report, rejected)


def _say_report(thing: str, report: "ImportReport", rejected: Path | None) -> None:
    from vigil.register.import_report import write_rejected

    typer.echo(
        f"{report.read:,} {thing}{'' if report.read == 1 else 's'} read: "
        f"{report.added:,} added, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged, {len(report.rejected):,} rejected."
    )
    for remark in report.remarks:
        typer.echo(remark)
    if rejected is not None:
        write_file(rejected, write_rejected(report.rejected))
    elif report.rejected:
        first = report.rejected[0]
        where = f"line {first.line}{f', field {first.field}' if first.field else ''}"
        typer.echo(f"The first rejected: {where}: {first.reason}. Write all of them with --rejected FILE.")
