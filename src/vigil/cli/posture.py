"""`vigil posture`: what happened elsewhere, what we decide, what holds at every place."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vigil.cli.door import open_office, read_file, user_named, write_file
from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import parse_moment

if TYPE_CHECKING:
    from vigil.desk.office import Office
    from vigil.posture.uplift import Uplift

app = typer.Typer(
    help="What happened elsewhere, what we decide, what holds at every place.",
    no_args_is_help=True,
)

AT = typer.Option("", help="at this moment instead of now, such as 2019-03-15T08:00+00:00")
BY = typer.Option(..., "--by", help="the user who decides; the audit adds that the keeper of this machine typed it")
BECAUSE = typer.Option(..., "--because", help="why, in words")
FILE = typer.Argument(None, help="a CSV file of events; those that come with Vigil when not given")
REJECTED = typer.Option(None, help="write the rejected rows to this CSV file: line, field, value, reason")
UPLIFT = typer.Argument(help="the uplift's number", metavar="ID", min=1)


@app.command("level")
def level(
    at: str = AT,
    place: str = typer.Option("", help="also the level of this place, and why"),
    area: str = typer.Option("", help="also how many places of this area stand at which level"),
) -> None:
    """Show the national threat level and, if asked, the level of places."""
    from collections import Counter

    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.posture.query import PlaceLevelQuery, ThreatQuery

    office, moment = open_office(), _moment(at)
    threat = office.perform(catalogue.GET_THREAT_LEVEL, ThreatQuery(moment), KEEPER)
    if threat is None:
        typer.echo("The national threat level was not published then.")
    else:
        last = " This is the last one known." if threat.is_last_known else ""
        typer.echo(f"National threat level {threat.level.upper()}: {threat.words}.{last}")
        typer.echo(f"National response level {threat.response.upper()}; {threat.source}.")
    if place:
        (found,) = office.perform(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery(moment, place_id=place), KEEPER)
        typer.echo(f"{place}: {found.level}")
        for why in found.why:
            typer.echo(f"  {why}")
    if area:
        levels = office.perform(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery(moment, area=area), KEEPER)
        for name, places in sorted(Counter(one.level for one in levels).items()):
            typer.echo(f"{places:7,} places {name}")


@app.command("set-level")
def set_level(
    new: str = typer.Argument(help="low, moderate, substantial, severe or critical", metavar="LEVEL"),
    source: str = typer.Option(..., help="who announced it, and where"),
    from_at: str = typer.Option("", "--from", help="since when, such as 2019-03-15T08:00+00:00; now when not given"),
    by: str = BY,
) -> None:
    """Keep a national threat level that was announced."""
    from vigil import catalogue
    from vigil.posture.query import NewThreatLevel
    from vigil.posture.threat import ThreatLevel

    if new.lower() not in set(ThreatLevel):
        raise Unreadable(Where("LEVEL"), f"is not one of {', '.join(ThreatLevel)}", new)
    office = open_office()
    asked = NewThreatLevel(level=ThreatLevel(new.lower()), source=source, from_at=_moment(from_at, "--from"))
    office.perform(catalogue.SET_THREAT_LEVEL, asked, user_named(office, by))
    typer.echo(f"Kept: {new.upper()}, {source}.")


@app.command("import-triggers")
def import_triggers(
    file: Path | None = FILE,
    rejected: Path | None = REJECTED,
) -> None:
    """Take events that may set off hate crime; a second time changes nothing."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.posture.query import ShippedTriggers, TriggerFile
    from vigil.register.import_report import write_rejected

    office = open_office()
    if file is None:
        report = office.perform(catalogue.IMPORT_SHIPPED_TRIGGERS, ShippedTriggers(), KEEPER)
    else:
        report = office.perform(catalogue.IMPORT_TRIGGERS, TriggerFile(file.name, read_file(file)), KEEPER)
    typer.echo(
        f"{report.read:,} events read: {report.added:,} added, {report.changed:,} changed, "
        f"{report.unchanged:,} unchanged, {len(report.rejected):,} rejected."
    )
    for row in report.rejected[:3]:
        typer.echo(f"  line {row.line}, {row.field}: {row.reason} (found “{row.value}”)")
    if rejected is not None:
        write_file(rejected, write_rejected(report.rejected))


@app.command("triggers")
def triggers(at: str = AT, limit: int = typer.Option(10, min=1, max=1000, help="how many")) -> None:
    """List the events known at a moment, the newest first, with their ids."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.posture.query import TriggerQuery
    from vigil.posture.trigger import toll_at

    office, moment = open_office(), _moment(at)
    for trigger in office.perform(catalogue.LIST_TRIGGERS, TriggerQuery(moment, limit=limit), KEEPER):
        toll = toll_at(trigger, moment or office.clock())
        typer.echo(f"{trigger.id}\n    {trigger.name}, {trigger.place}{f'; {toll.words}' if toll else ''}")


@app.command("propose")
def propose(
    by: str = BY,
    trigger: str = typer.Option("", help="the id of the event it answers; `vigil posture triggers` lists them"),
    alarm: str = typer.Option("", help="or the alarm of the picture it answers; `vigil picture board` lists them"),
    until: str = typer.Option("", help="ends at this moment instead of the one the machine proposes"),
) -> None:
    """Put forward the uplift that the machine proposes after an event or an alarm; a second person approves it."""
    from dataclasses import replace

    from vigil import catalogue
    from vigil.posture.query import AlarmId, TriggerId

    if bool(trigger) == bool(alarm):
        raise Unreadable(Where("--trigger, --alarm"), "give one of the two: what the uplift answers")
    office = open_office()
    actor = user_named(office, by)
    if alarm:
        terms = office.perform(catalogue.DRAFT_UPLIFT_FROM_ALARM, AlarmId(alarm), actor).terms
    else:
        terms = office.perform(catalogue.DRAFT_UPLIFT, TriggerId(trigger), actor).terms
    terms = replace(terms, until_at=_moment(until, "--until") or terms.until_at)
    _say(office, office.perform(catalogue.PROPOSE_UPLIFT, terms, actor))


@app.command("approve")
def approve(uplift: int = UPLIFT, by: str = BY, because: str = BECAUSE) -> None:
    """Approve an uplift that somebody else has put forward."""
    from vigil import catalogue
    from vigil.posture.query import UpliftAnswer

    office = open_office()
    _say(office, office.perform(catalogue.APPROVE_UPLIFT, UpliftAnswer(uplift, because), user_named(office, by)))


@app.command("refuse")
def refuse(uplift: int = UPLIFT, by: str = BY, because: str = BECAUSE) -> None:
    """Refuse an uplift, or take one's own back."""
    from vigil import catalogue
    from vigil.posture.query import UpliftAnswer

    office = open_office()
    _say(office, office.perform(catalogue.REFUSE_UPLIFT, UpliftAnswer(uplift, because), user_named(office, by)))


@app.command("end")
def end(uplift: int = UPLIFT, by: str = BY, because: str = BECAUSE) -> None:
    """End an uplift before its time."""
    from vigil import catalogue
    from vigil.posture.query import UpliftAnswer

    office = open_office()
    _say(office, office.perform(catalogue.END_UPLIFT, UpliftAnswer(uplift, because), user_named(office, by)))


@app.command("list")
def list_uplifts(limit: int = typer.Option(20, min=1, max=1000, help="how many")) -> None:
    """List the uplifts, the newest first."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.posture.query import UpliftQuery

    office = open_office()
    for uplift in office.perform(catalogue.LIST_UPLIFTS, UpliftQuery(limit=limit), KEEPER):
        _say(office, uplift)


def _say(office: "Office", uplift: "Uplift") -> None:
    from vigil.ground.moment import zone_named
    from vigil.posture.uplift import ends_at, state_at

    terms, zone = uplift.terms, zone_named(uplift.terms.time_zone)
    from_at, until_at = terms.from_at.astimezone(zone), ends_at(uplift).astimezone(zone)
    typer.echo(
        f"{uplift.id} {state_at(uplift, office.clock())}: {terms.level} for {', '.join(terms.communities)} in "
        f"{len(terms.areas)} areas, from {from_at:%A %d %B %Y, %H:%M} until {until_at:%A %d %B %Y, %H:%M}"
    )
    for reason in terms.reasons:
        typer.echo(f"    {reason}")
    for decision in (uplift.proposal, uplift.answer, uplift.ending):
        if decision is not None:
            typer.echo(f"    {decision.by_name}, {decision.at:%Y-%m-%d %H:%M} UTC: {decision.reason}")


def _moment(text: str, option: str = "--at") -> datetime | None:
    if not text:
        return None
    try:
        return parse_moment(text)
    except ValueError as problem:
        raise Unreadable(Where(option), str(problem), text) from problem
