"""`vigil picture update`, `board`, `boards`, `export`, `breaks`: the picture as the desk keeps it, day by day."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vigil.cli.desk import EXECUTOR
from vigil.cli.door import open_office, progress_bar, read_file, write_file
from vigil.cli.picture import app
from vigil.ground.errors import Unreadable, Where

__all__ = ["app"]

if TYPE_CHECKING:
    from datetime import date

    from vigil.picture.board.board import Board

AS_OF = typer.Option("", "--as-of", help="with what was known on this day, such as 2019-03-14")
AREA = typer.Option("", help="one area by its name; all together when left out")
PART = typer.Argument(help="series, clusters or forecasts")
OUT = typer.Option(..., help="where the table goes, in CSV; - is standard output")
FILE = typer.Argument(help="a CSV file: source,area,flag,date,why; - is standard input")
REJECTED = typer.Option(None, help="write the rejected rows to this CSV file: line, field, value, reason")


@app.command("update")
def update(
    as_of: str = AS_OF,
    seed: int = typer.Option(1, min=0, help="decides the dice of the replications: the same seed, the same board"),
    executor: str = EXECUTOR,
) -> None:
    """Make the board of a day, of yesterday when none is given; the worker does it every night by itself."""
    from dataclasses import replace

    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.picture.query import UpdateOrder
    from vigil.work.executors import open_executor

    order = UpdateOrder(_day(as_of), seed)
    with open_executor(executor) as heavy, progress_bar() as progress:
        office = replace(open_office(), executor=heavy)
        board = office.perform(catalogue.UPDATE_PICTURE, order, KEEPER, progress=progress)
    _say(board)


@app.command("board")
def board(as_of: str = AS_OF, area: str = AREA) -> None:
    """Show the board of a day, of the newest there is when none is given: alarms, clusters, what is to come."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.ground.errors import NotFound
    from vigil.picture.query import BoardQuery

    found = open_office().perform(catalogue.GET_BOARD, BoardQuery(_day(as_of), area), KEEPER)
    if found is None:
        raise NotFound("board", as_of or "newest", "`vigil picture update` makes one.")
    _say(found)


@app.command("boards")
def boards(limit: int = typer.Option(20, min=1, max=1000, help="how many")) -> None:
    """List the boards there are, the newest day first."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.picture.query import BoardsQuery

    for head in open_office().perform(catalogue.LIST_BOARDS, BoardsQuery(limit), KEEPER):
        typer.echo(
            f"{head.as_of}  made {head.made_at:%Y-%m-%d %H:%M} UTC  alarms {head.alarms}  clusters {head.clusters}"
        )


@app.command("export")
def export(
    part: str = PART,
    out: Path = OUT,
    as_of: str = AS_OF,
    area: str = AREA,
) -> None:
    """Take a part of a board away as a table."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.picture.query import BoardExport, BoardPart

    if part not in set(BoardPart):
        raise Unreadable(Where("PART"), f"is not one of {', '.join(BoardPart)}", part)
    order = BoardExport(part=BoardPart(part), as_of=_day(as_of), area=area)
    write_file(out, open_office().perform(catalogue.EXPORT_BOARD, order, KEEPER).content)


@app.command("import-breaks")
def import_breaks(
    file: Path = FILE,
    rejected: Path | None = REJECTED,
) -> None:
    """Take days from which series are recorded differently; a second time changes nothing."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.picture.query import BreakFile
    from vigil.register.import_report import write_rejected

    report = open_office().perform(catalogue.IMPORT_BREAKS, BreakFile(file.name, read_file(file)), KEEPER)
    typer.echo(
        f"{report.read:,} breaks read: {report.added:,} added, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged, {len(report.rejected):,} rejected."
    )
    for row in report.rejected[:3]:
        typer.echo(f"  line {row.line}, {row.field}: {row.reason} (found “{row.value}”)")
    if rejected is not None:
        write_file(rejected, write_rejected(report.rejected))


@app.command("breaks")
def breaks() -> None:
    """List the days from which series are recorded differently, the oldest first."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.picture.query import BreaksQuery

    for one in open_office().perform(catalogue.LIST_BREAKS, BreaksQuery(), KEEPER):
        of = ", ".join(word for word in (one.source, one.area, one.flag) if word) or "everything"
        typer.echo(f"{one.on}  {of}: {one.why}")


def _say(board: "Board") -> None:
    typer.echo(f"As known on {board.as_of}: {len(board.series):,} series, made {board.made_at:%Y-%m-%d %H:%M} UTC")
    alarms = [one for one in board.series if one.alarm_id]
    for one in alarms:
        typer.echo(f"ALARM {one.alarm_id}: {one.sentence}")
    if not alarms:
        typer.echo("No series is alarming.")
    for cluster in board.clusters:
        typer.echo(f"CLUSTER {cluster.id}: {cluster.sentence}")
    for to_come in board.forecasts:
        if not to_come.name.area:
            typer.echo(
                f"Next {to_come.days} days, {to_come.name.flag}: {to_come.expected:.1f} expected, {to_come.usual:.1f} "
                f"usual, 9 in 10 between {to_come.low:.0f} and {to_come.high:.0f}. {to_come.record}"
            )
    for note in board.notes:
        typer.echo(note)


def _day(text: str) -> "date | None":
    from vigil.ground.moment import parse_day

    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError:
        raise Unreadable(Where("--as-of"), "is not a day; write it as 2019-03-14", text) from None
