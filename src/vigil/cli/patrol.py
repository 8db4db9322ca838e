"""`vigil patrol`: plan rounds, with or without a desk, take plans away as files, ask why."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from vigil.cli.door import open_office, progress_bar, read_file, write_file
from vigil.cli.patrol_check import check
from vigil.cli.patrol_replan import replan
from vigil.cli.patrol_verify import verify
from vigil.cli.roads import roads, use_times

if TYPE_CHECKING:
    from vigil.patrol.query import PlanOrder
    from vigil.patrol.stored import StoredPlan

app = typer.Typer(help="Where we go: plans, their rounds and visits.", no_args_is_help=True)
app.command("check")(check)
app.command("replan")(replan)
app.command("roads")(roads)
app.command("use-times")(use_times)
app.command("verify")(verify)

REQUEST: Final = typer.Argument(help="a request in JSON; - is standard input", metavar="REQUEST.json")
OUT: Final = typer.Option(..., help="the file to write; - is standard output")
SECONDS: Final = typer.Option(90.0, min=1, max=3600, help="how many seconds of processor time to search")
ITERATIONS: Final = typer.Option(None, min=1, help="search so many iterations instead: the same plan every time")
DAY: Final = typer.Option(..., "--on", help="the day to plan, such as 2019-03-15")
MOST_VISITS: Final = typer.Option(3, min=1, max=100, help="at most so many visits to one place")
AREA: Final = typer.Option("", help="only places in this area")
COMMUNITY: Final = typer.Option("", help="only places of this community, such as muslim")
UNCOVERED_SHOWN: Final = 10


@app.command("plan")
def plan(  # noqa: PLR0913, PLR0917 - each is an option of the command
    request: Path = REQUEST,
    out: Path = OUT,
    seconds: float = SECONDS,
    iterations: int | None = ITERATIONS,
    seed: int = typer.Option(1, min=0, max=2**63 - 1, help="the seed: the same one makes the same choices"),
    threads: int = typer.Option(1, min=1, help="threads to use; a single plan uses one"),
    gap: float = typer.Option(0.01, min=0, help="for mixtures of plans, still to come; a single plan has no gap"),
    kind: str = typer.Option("single", help="single: one plan that covers the most value"),
) -> None:
    """Make one plan from a request file, without a desk: who visits which window, and what is left uncovered."""
    from vigil.desk import clock
    from vigil.ground.errors import Unreadable, Where
    from vigil.patrol.make import make_plan
    from vigil.patrol.read_request import parse_request
    from vigil.patrol.route import Effort
    from vigil.patrol.write_plan import write_plan

    del threads, gap  # a single plan is searched by one, and comes without a bound
    if kind != "single":
        raise Unreadable(Where("--kind"), "must be “single”; this Vigil makes no other kind of plan", kind)
    asked = parse_request(read_file(request), str(request))
    with progress_bar() as progress:
        effort = Effort(
            seed=seed,
            seconds=None if iterations else seconds,
            iterations=iterations,
            spent_s=clock.cpu_s,
            tell=progress,
        )
        made = make_plan(asked, effort)
    write_file(out, write_plan(made))
    sent = sum(1 for walk in made.rounds if walk.stops)
    typer.echo(
        f"{made.visits} visits by {sent} of {len(made.rounds)} units; "
        f"{len(made.uncovered)} of {len(asked.windows)} windows are left uncovered; "
        f"{made.measures.mean_coverage:.0%} of all value is covered.",
        err=True,
    )


@app.command("draft-request")
def draft_request(
    on: str = DAY, out: Path = OUT, max_visits: int = MOST_VISITS, area: str = AREA, community: str = COMMUNITY
) -> None:
    """Write what a plan of a day would be asked for, from who gathers when, the levels and the units."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.write_request import write_request

    order = _order(on, max_visits, area, community)
    write_file(out, write_request(open_office().perform(catalogue.DRAFT_REQUEST, order, KEEPER)))


@app.command("plan-rounds")
def plan_rounds(  # noqa: PLR0913, PLR0917 - each is an option of the command
    on: str = DAY,
    seconds: float = SECONDS,
    iterations: int | None = ITERATIONS,
    seed: int | None = typer.Option(None, min=0, max=2**63 - 1, help="the seed; drawn when it is not given"),
    max_visits: int = MOST_VISITS,
    area: str = AREA,
    community: str = COMMUNITY,
) -> None:
    """Plan a day from what the desk knows, and keep the plan."""
    from dataclasses import replace

    from vigil import catalogue
    from vigil.desk.actor import KEEPER

    order = replace(_order(on, max_visits, area, community), seconds=seconds, iterations=iterations, seed=seed)
    with progress_bar() as progress:
        made = open_office().perform(catalogue.PLAN_ROUNDS, order, KEEPER, progress=progress)
    _say(made)


@app.command("list")
def list_plans(limit: int = typer.Option(20, min=1, max=1000, help="how many plans")) -> None:
    """List the plans, newest first."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.query import PlanQuery

    for head in open_office().perform(catalogue.LIST_PLANS, PlanQuery(limit=limit), KEEPER):
        typer.echo(
            f"{head.id:5}  {head.on}  made {head.made_at:%Y-%m-%d %H:%M} UTC by {head.made_by_name}: "
            f"{head.visits} visits by {head.units_sent} of {head.units} units, {head.uncovered} windows uncovered"
        )


@app.command("show")
def show(plan_id: int = typer.Argument(help="the plan's number", metavar="PLAN")) -> None:
    """Show a plan: rounds by unit, and what is left uncovered."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.query import PlanId

    _say(open_office().perform(catalogue.GET_PLAN, PlanId(plan_id), KEEPER))


@app.command("export")
def export(
    plan_id: int = typer.Argument(help="the plan's number", metavar="PLAN"),
    file_format: str = typer.Option(..., "--format", help="csv, geojson, ics, pdf, json (the plan) or request"),
    out: Path = OUT,
    unit: str = typer.Option("", help="only this unit, by its id (csv, geojson, ics, pdf)"),
) -> None:
    """Take a plan away as a file; the audit keeps that you did."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.ground.errors import Unreadable, Where
    from vigil.patrol.query import ExportOrder, PlanFormat

    if file_format not in set(PlanFormat):
        raise Unreadable(Where("--format"), f"must be one of {', '.join(PlanFormat)}", file_format)
    order = ExportOrder(plan_id=plan_id, format=PlanFormat(file_format), unit_id=unit)
    write_file(out, open_office().perform(catalogue.EXPORT_PLAN, order, KEEPER).content)


@app.command("why")
def why(visit_id: int = typer.Argument(help="the visit's number", metavar="VISIT")) -> None:
    """Say why a unit stands at a door: back to the uplift, its figures and its trigger."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.query import VisitId

    for sentence in open_office().perform(catalogue.EXPLAIN_VISIT, VisitId(visit_id), KEEPER).sentences:
        typer.echo(sentence)


def _order(on: str, max_visits: int, area: str, community: str) -> "PlanOrder":
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.moment import parse_day
    from vigil.patrol.query import PlanOrder
    from vigil.register.place import Community

    try:
        day = parse_day(on)
    except ValueError as problem:
        raise Unreadable(Where("--on"), "is not a day; write it as 2019-03-15", on) from problem
    if community and community not in set(Community):
        raise Unreadable(Where("--community"), f"must be one of {', '.join(Community)}", community)
    return PlanOrder(
        on=day, max_visits_per_place=max_visits, area=area, community=Community(community) if community else None
    )


def _say(plan: "StoredPlan") -> None:
    from vigil.patrol.stored import INVENTED
    from vigil.patrol.words import clock_of, day_in_words

    head = plan.head
    typer.echo(
        f"Plan {head.id} for {day_in_words(head.on)}: {head.visits} visits by {head.units_sent} of {head.units} units. "
        f"{head.covered_value:.0%} of all value lies in windows with a visit; {head.uncovered} windows have none."
    )
    for walk in plan.rounds:
        notice = f"  {INVENTED}" if walk.is_invented else ""
        typer.echo(f"\n{walk.unit_name} ({walk.kind}), from {walk.base_name}{notice}")
        for visit in walk.visits:
            typer.echo(
                f"  {clock_of(visit.arrive_at, head.time_zone)}–{clock_of(visit.depart_at, head.time_zone)}  "
                f"{visit.place_name}, {visit.area}: {visit.session_name}, {visit.phase}  (visit {visit.id})"
            )
        if not walk.visits:
            typer.echo("  no visit")
    for left in plan.uncovered[:UNCOVERED_SHOWN]:
        typer.echo(f"\nNot covered: {left.place_name}, {left.session_name}, {left.phase}. {left.says}", nl=False)
    typer.echo("")
