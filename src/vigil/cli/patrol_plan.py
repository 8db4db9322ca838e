"""`vigil patrol plan`: from a request file to a plan file, without a desk."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from vigil.cli.door import progress_bar, read_file, write_file

if TYPE_CHECKING:
    from vigil.patrol.mixture import Mixture
    from vigil.patrol.plan import Plan

REQUEST: Final = typer.Argument(help="a request in JSON; - is standard input", metavar="REQUEST.json")
OUT: Final = typer.Option(..., help="the file to write; - is standard output")
SECONDS: Final = typer.Option(90.0, min=1, max=3600, help="how many seconds of processor time to search")
ITERATIONS: Final = typer.Option(None, min=1, help="for a single plan: search so many iterations instead")
EXECUTOR: Final = typer.Option(
    "here",
    help="for a game of many units: where its cells are worked out: in this process (here), on the cores of this "
    "machine (processes), or on a Dask cluster, such as dask://127.0.0.1:8786; the plan does not depend on it",
)
KINDS: Final = ("game", "single")


def plan(  # noqa: PLR0913, PLR0917 - each is an option of the command
    request: Path = REQUEST,
    out: Path = OUT,
    seconds: float = SECONDS,
    iterations: int | None = ITERATIONS,
    seed: int = typer.Option(1, min=0, max=2**63 - 1, help="the seed: the same one makes the same choices"),
    threads: int = typer.Option(1, min=1, max=64, help="threads for a game; the plan does not depend on them"),
    gap: float = typer.Option(
        0.01, min=0, max=1, help="for a game: stop when the best there is lies within this share"
    ),
    executor: str = EXECUTOR,
    kind: str = typer.Option("game", help="game: drawn by chance from the best mixture of plans; single: one plan"),
) -> None:
    """Make a plan from a request file, without a desk: who visits which window when, and what is left uncovered."""
    from vigil.desk import clock
    from vigil.patrol.game.effort import GameEffort
    from vigil.patrol.game.solve import solve_game
    from vigil.patrol.make import make_plan
    from vigil.patrol.read_request import parse_request
    from vigil.patrol.route import Effort
    from vigil.patrol.write_mixture import write_mixture
    from vigil.patrol.write_plan import write_plan
    from vigil.work.executors import open_executor

    check_kind(kind, iterations=iterations)
    asked = parse_request(read_file(request), str(request))
    with open_executor(executor) as heavy, progress_bar() as tell:
        spent_s = clock.cpu_s
        if kind == "game":
            effort = GameEffort(
                seed=seed, seconds=seconds, gap=gap, threads=threads, spent_s=spent_s, tell=tell, executor=heavy
            )
            mixture = solve_game(asked, effort)
            text, says = write_mixture(mixture), _mixture_in_words(mixture)
        else:
            search = None if iterations else seconds
            single = make_plan(
                asked, Effort(seed=seed, seconds=search, iterations=iterations, spent_s=spent_s, tell=tell)
            )
            text, says = write_plan(single), _plan_in_words(single)
    write_file(out, text)
    typer.echo(says, err=True)


def check_kind(kind: str, *, iterations: int | None = None, max_visits: int | None = None) -> None:
    """Refuse a kind of plan that there is not, and for a game what only a single plan looks at.

    Raises
    ------
    Unreadable : one of them
    """
    from vigil.ground.errors import Unreadable, Where

    if kind not in KINDS:
        raise Unreadable(Where("--kind"), f"must be one of {', '.join(KINDS)}", kind)
    if iterations is not None and kind == "game":
        why = "is for a single plan; a game counts its seconds as work"
        raise Unreadable(Where("--iterations"), why, str(iterations))
    if max_visits is not None and kind == "game":
        why = "is for a single plan; a game visits a place as often as that protects most"
        raise Unreadable(Where("--max-visits"), why, str(max_visits))


def _mixture_in_words(mixture: "Mixture") -> str:
    measures = mixture.measures
    return (
        f"{len(mixture.plans)} plans, of which number {mixture.drawn} is drawn. An attacker who knows them all is left "
        f"{measures.value:.4g} of {measures.max_value:.4g}, and no mixture leaves less than {mixture.gap:.2%} below "
        f"that. {len(mixture.uncovered)} of {len(mixture.request.windows)} windows are in none of the plans; "
        f"{measures.mean_coverage:.0%} of all value is covered."
    )


def _plan_in_words(single: "Plan") -> str:
    sent = sum(1 for walk in single.rounds if walk.stops)
    return (
        f"{single.visits} visits by {sent} of {len(single.rounds)} units; "
        f"{len(single.uncovered)} of {len(single.request.windows)} windows are left uncovered; "
        f"{single.measures.mean_coverage:.0%} of all value is covered."
    )
