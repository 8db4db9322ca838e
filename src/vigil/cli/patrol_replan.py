"""`vigil patrol replan`: new rounds for the rest of a day, when a unit drops out or what is asked has changed."""

from pathlib import Path
from typing import Annotated, Final

import typer

CALM_HELP: Final = (
    "a round that could stay changes only for so many visits more, as visits go today, and only for what was lost or "
    "is new; 0 takes whatever is better"
)


def replan(  # noqa: PLR0913, PLR0917 - each is an option of the command
    plan: Annotated[Path, typer.Argument(help="the plan of the day; - is standard input", metavar="PLAN.json")],
    request: Annotated[Path, typer.Argument(help="what is asked of the whole day now", metavar="REQUEST.json")],
    at: Annotated[str, typer.Option(help="from when on: local HH:MM, or a moment with an offset", metavar="MOMENT")],
    out: Annotated[Path, typer.Option(help="the file to write; - is standard output")],
    without: Annotated[
        list[str] | None, typer.Option(help="a unit that drops out, by its id; may be given again", metavar="UNIT")
    ] = None,
    work: Annotated[int, typer.Option(min=0, help="how much to search, in steps; 0 is the quickest")] = 20_000,
    calm: Annotated[float, typer.Option(min=0, max=100, help=CALM_HELP)] = 0.5,
) -> None:
    """Repair the drawn rounds of a day from where everybody is: what was done stays, and who drops out does no more.

    Visits are taken to be made as planned up to that moment; who is driving to a door by then goes there. Windows that
    REQUEST no longer has are closed, those that PLAN did not know are new. Other rounds stay as they were told, save
    for a visit that was lost, that is new or that is worth more now. What changes is said, a line each.
    """
    from vigil.cli.door import read_file, write_file
    from vigil.desk import clock
    from vigil.ground.errors import Unreadable, Where
    from vigil.patrol.read_request import parse_request
    from vigil.patrol.repair.read_today import read_today
    from vigil.patrol.repair.repair import RepairRule, repair_rounds
    from vigil.patrol.repair.write_repair import write_repair

    asked = parse_request(read_file(request), str(request))
    today = read_today(read_file(plan), str(plan), asked.day)
    known = {unit.id for unit in asked.units} | {walk.unit_id for walk in today.rounds}
    for unit in without or ():
        if unit not in known:
            raise Unreadable(Where("--without"), "is no unit of this plan", unit)
    try:
        at_minute = asked.day.read(at)
    except ValueError as problem:
        raise Unreadable(Where("--at"), str(problem), at) from problem
    rule = RepairRule(
        at_minute=at_minute,
        out=frozenset(without or ()),
        new=today.find_new(asked),
        joined=today.find_joined(asked),
        prices=today.prices,
        calm=calm,
        seed=today.seed,
        work=work,
    )
    began_s = clock.cpu_s()
    repaired = repair_rounds(asked, today.rounds, rule)
    write_file(out, write_repair(asked, repaired, rule, clock.cpu_s() - began_s))
    for change in repaired.difference.changes:
        typer.echo(change.says, err=True)
    if not repaired.difference.changes:
        typer.echo("Nothing changes.", err=True)
