"""`vigil patrol check`: what is wrong with a plan, found without the planner."""

from pathlib import Path
from typing import Annotated

import typer


def check(
    request: Annotated[Path, typer.Argument(help="the request the plan was made for", metavar="REQUEST.json")],
    plan: Annotated[Path, typer.Argument(help="the plan; - is standard input", metavar="PLAN.json")],
) -> None:
    """Check a plan against its request, sharing nothing with the planner: every fault is a line, and any ends with 1.

    Rounds, coverage, figures, fairness, the draw and its commitment are worked out anew from the two files alone.
    """
    from vigil.cli.door import read_file
    from vigil.patrol.inspect.faults import inspect_plan

    found = inspect_plan(read_file(request), read_file(plan), str(request), str(plan))
    for fault in found.faults:
        typer.echo(f"{plan}: {fault}")
    if found.faults:
        raise typer.Exit(1)
    typer.echo(f"{plan} keeps all that {request} asks: {found.summary}.")
