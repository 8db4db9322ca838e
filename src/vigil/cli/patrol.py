"""`vigil patrol`: plan rounds, with or without a desk, take plans away as files, ask why."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from vigil.cli.door import open_office, progress_bar, write_file
from vigil.cli.patrol_check import check
from vigil.cli.patrol_plan import check_kind, plan
from vigil.cli.patrol_replan import replan
from vigil.cli.patrol_verify import verify
from vigil.cli.roads import roads, use_times

if TYPE_CHECKING:
    from vigil.patrol.query import PlanOrder
    from vigil.patrol.stored import StoredPlan

app = typer.Typer(help="Where we go: plans, their rounds and visits.", no_args_is_help=True)
app.command("plan")(plan)
app.command("check")(check)
app.command("replan")(replan)
app.command("roads")(roads)
app.command("use-times")(use_times)
app.command("verify")(verify)

OUT: Final = typer.Option(..., help="the file to write; - is standard output")
SECONDS: Final = typer.Option(90.0, min=1, max=3600, help="how many seconds of processor time to search")
ITERATIONS: Final = typer.Option(None, min=1, help="for a single plan: search so many iterations instead")
DAY: Final = typer.Option(..., "--on", help="the day to plan, such as 2019-03-15")
MOST_VISITS: Final = typer.Option(
    None, min=1, max=100, help="for a single plan: at most so many visits to one place; 3 when it is not given"
)
KIND: Final = typer.Option("game", help="game: drawn by chance from the best mixture; single: one plan")
AREA: Final = typer.Option("", help="only places in this area")
COMMUNITY: Final = typer.Option("", help="only places of this community, such as muslim")
UNCOVERED_SHOWN: Final = 10


@app.command("draft-request")
def draft_request(  # noqa: PLR0913, PLR0917 - each is an option of the command
    on: str = DAY,
    out: Path = OUT,
    max_visits: int | None = MOST_VISITS,
    area: str = AREA,
    community: str = COMMUNITY,
    kind: str = KIND,
) -> None:
    """Write what a plan of a day would be asked for, from who gathers when, the levels and the units."""
    from dataclasses import replace

    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.query import PlanKind
    from vigil.patrol.write_request import write_request

    check_kind(kind, max_visits=max_visits)
    order = replace(_order(on, max_visits, area, community), kind=PlanKind(kind))
    write_file(out, write_request(open_office().perform(catalogue.DRAFT_REQUEST, order, KEEPER)))


@app.command("plan-rounds")
def plan_rounds(  # noqa: PLR0913, PLR0917 - each is an option of the command
    on: str = DAY,
    seconds: float = SECONDS,
    iterations: int | None = ITERATIONS,
    seed: int | None = typer.Option(None, min=0, max=2**63 - 1, help="the seed; drawn when it is not given"),
    max_visits: int | None = MOST_VISITS,
    area: str = AREA,
    community: str = COMMUNITY,
    kind: str = KIND,
    community_floor: float = typer.Option(0.5, min=0, max=1, help="each community's least share of mean protection"),
    area_floor: float = typer.Option(0.5, min=0, max=1, help="each area's least share of mean protection"),
) -> None:
    """Plan a day from what the desk knows, and keep the plan; a seed is pledged in the audit before."""
    from dataclasses import replace

    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.draws.query import PledgeOrder
    from vigil.patrol.query import PlanKind

    check_kind(kind, iterations=iterations, max_visits=max_visits)
    office = open_office()
    order = replace(_order(on, max_visits, area, community), seconds=seconds, iterations=iterations, seed=seed)
    order = replace(order, kind=PlanKind(kind), community_floor=community_floor, area_floor=area_floor)
    office.perform(catalogue.SETTLE_PLAN_ORDER, order, KEEPER)
    if order.kind is PlanKind.GAME:
        order = replace(order, pledge_id=office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(order.on), KEEPER).id)
    with progress_bar() as progress:
        made = office.perform(catalogue.PLAN_ROUNDS, order, KEEPER, progress=progress)
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
def show(plan_id: int = typer.Argument(help="the plan's number", metavar="PLAN", min=1, max=2**31 - 1)) -> None:
    """Show a plan: rounds by unit, and what is left uncovered."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.query import PlanId

    _say(open_office().perform(catalogue.GET_PLAN, PlanId(plan_id), KEEPER))


@app.command("export")
def export(
    plan_id: int = typer.Argument(help="the plan's number", metavar="PLAN", min=1, max=2**31 - 1),
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
def why(visit_id: int = typer.Argument(help="the visit's number", metavar="VISIT", min=1, max=2**31 - 1)) -> None:
    """Say why a unit stands at a door: back to the uplift, its figures and its trigger."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.patrol.query import VisitId

    for sentence in open_office().perform(catalogue.EXPLAIN_VISIT, VisitId(visit_id), KEEPER).sentences:
        typer.echo(sentence)


def _order(on: str, max_visits: int | None, area: str, community: str) -> "PlanOrder":
    from dataclasses import replace

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
    order = PlanOrder(on=day, area=area, community=Community(community) if community else None)
    return order if max_visits is None else replace(order, max_visits_per_place=max_visits)


def _say(plan: "StoredPlan") -> None:
    from vigil.patrol.stored import INVENTED
    from vigil.patrol.words import area_beside, clock_of, day_in_words

    head = plan.head
    typer.echo(
        f"Plan {head.id} for {day_in_words(head.on)}: {head.visits} visits by {head.units_sent} of {head.units} units. "
        f"{head.covered_value:.0%} of all value lay in windows with a visit when it was made; "
        f"{head.uncovered} windows have none."
    )
    if head.round_version > 1:
        typer.echo(f"Repaired: these are version {head.round_version} of the rounds.")
    for walk in plan.rounds:
        notice = f"  {INVENTED}" if walk.is_invented else ""
        typer.echo(f"\n{walk.unit_name} ({walk.kind}), from {walk.base_name}{notice}")
        for visit in walk.visits:
            where = ", ".join(filter(None, (visit.place_name, area_beside(visit.area, visit.place_name))))
            typer.echo(
                f"  {clock_of(visit.arrive_at, head.time_zone)}–{clock_of(visit.depart_at, head.time_zone)}  "
                f"{where}: {visit.session_name}, {visit.phase}  (visit {visit.id})"
            )
        if not walk.visits:
            typer.echo("  no visit")
    for left in plan.uncovered[:UNCOVERED_SHOWN]:
        typer.echo(f"\nNot covered: {left.place_name}, {left.session_name}, {left.phase}. {left.says}", nl=False)
    typer.echo("")
