"""`vigil register`, its rota: who stands in a unit when, swaps, units that others lend, who can be sent on a day."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from vigil.cli import register
from vigil.cli.day import counted, day_meant
from vigil.cli.door import open_office, read_file, user_named, write_file
from vigil.ground.errors import Unreadable, Where

if TYPE_CHECKING:
    from vigil.desk.action import Action
    from vigil.desk.office import Office
    from vigil.register.rota.query import SwapId
    from vigil.register.rota.swap import Swap
    from vigil.register.unit import Unit

app = register.app

FILE: Final = typer.Argument(help="a CSV file: steward, contact, trained_until, unit, from, until", metavar="FILE")
REJECTED: Final = typer.Option(None, help="write the rejected lines to this CSV file: line, field, value, reason")
OUT: Final = typer.Option(..., help="the file to write; - is standard output")
ON: Final = typer.Option("", "--on", help="the day, such as 2019-03-15; today when not given")
FROM_ON: Final = typer.Option("", "--from", help="the first day, such as 2019-03-15; today when not given")
DAYS: Final = typer.Option(7, min=1, max=366, help="how many days")
UNIT: Final = typer.Option("", help="only this unit, by its id")
STEWARD: Final = typer.Argument(help="the steward's number", metavar="STEWARD")
DUTY: Final = typer.Argument(help="the duty's number", metavar="DUTY")
SWAP: Final = typer.Argument(help="the swap's number", metavar="SWAP")
OF_UNIT: Final = typer.Argument(help="the unit's id", metavar="UNIT")
BEGINS: Final = typer.Option(..., "--from", help="from when, by the clocks of the unit: 2019-03-15T10:00")
ENDS: Final = typer.Option(..., "--until", help="until when")
BY: Final = typer.Option(..., "--by", help="the user who decides; the audit adds that the keeper typed it")


@app.command("units")
def units(on: str = ON) -> None:
    """List who can be sent on a day, with how many people, and why somebody cannot."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import StandingQuery

    office = open_office()
    asked = StandingQuery(day_meant(on, now=office.clock()))
    mustered = office.perform(catalogue.LIST_STANDINGS, asked, KEEPER)
    for one in mustered.units:
        unit, standing = one.unit, one.standing
        when = (
            f"{_local(standing.stretch.from_at, unit)} to {_local(standing.stretch.until_at, unit)}"
            if (standing.stretch)
            else "not sent"
        )
        lent = f", lent by {unit.lender}" if unit.lender else ""
        typer.echo(f"{unit.id:32} {unit.kind:8} {standing.persons} people  {when}{lent}  {standing.says}".rstrip())
    sent = sum(one.standing.is_sent for one in mustered.units)
    typer.echo(f"{sent} of {counted(len(mustered.units), 'unit')} can be sent on {asked.on}.", err=True)
    for loan in mustered.loans:
        typer.echo(
            f"Loan {loan.id}: {loan.unit_id} from {loan.stretch.from_at:%Y-%m-%d %H:%M} until "
            f"{loan.stretch.until_at:%Y-%m-%d %H:%M} UTC, agreed by {loan.agreed_by}.",
            err=True,
        )


@app.command("export-units")
def export_units(out: Path = OUT) -> None:
    """Write all units as the CSV file that import-units reads; the audit keeps that you did."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import UnitExport

    write_file(out, open_office().perform(catalogue.EXPORT_UNITS, UnitExport(), KEEPER))


@app.command("lend")
def lend(
    unit: str = OF_UNIT,
    begins: str = BEGINS,
    ends: str = ENDS,
    agreed_by: str = typer.Option(..., help="who at the lender agreed to it"),
) -> None:
    """Keep that a neighbouring force or a partner organisation lends a unit for a stretch of time."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import NewLoan

    office = open_office()
    known = _unit(office, unit)
    asked = NewLoan(unit, _moment(begins, known, "--from"), _moment(ends, known, "--until"), agreed_by)
    loan = office.perform(catalogue.ADD_LOAN, asked, KEEPER)
    typer.echo(f"Loan {loan.id}: {known.name} is lent by {known.lender}.")


@app.command("end-loan")
def end_loan(loan: int = typer.Argument(help="the loan's number", metavar="LOAN")) -> None:
    """End a loan now; one that has not begun is taken off."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import LoanId

    open_office().perform(catalogue.END_LOAN, LoanId(loan), KEEPER)
    typer.echo(f"Loan {loan} is over.")


@app.command("rota")
def rota(from_on: str = FROM_ON, days: int = DAYS, unit: str = UNIT) -> None:
    """List who stands in which unit when, and the swaps that are open; the audit keeps that you looked."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import RotaQuery

    office = open_office()
    asked = RotaQuery(day_meant(from_on, now=office.clock()), days, unit)
    found = office.perform(catalogue.LIST_ROTA, asked, KEEPER)
    for line in found.duties:
        stretch = line.duty.stretch
        notes = "" if line.is_trained else "  TRAINING NOT VALID"
        notes += f"  on offer: swap {line.swap.id}" if line.swap else ""
        typer.echo(
            f"{line.duty.id:5}  {_local(stretch.from_at, line.unit)} to {_local(stretch.until_at, line.unit)}  "
            f"{line.unit.id}  {line.steward.name} (steward {line.steward.id}){notes}"
        )
    for swap in found.swaps:
        taker = f", taken by {swap.taker.name}" if swap.taker else ""
        typer.echo(
            f"Swap {swap.swap.id}, {swap.state}: duty {swap.duty.id} of {swap.giver.name}{taker}. {swap.swap.why}"
        )
    typer.echo(f"{counted(len(found.duties), 'duty').replace('dutys', 'duties')} on the rota.", err=True)


@app.command("import-rota")
def import_rota(file: Path = FILE, rejected: Path | None = REJECTED) -> None:
    """Take stewards and their duties from a CSV file; a second time changes nothing."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.import_report import write_rejected
    from vigil.register.rota.query import RotaFile

    report = open_office().perform(catalogue.IMPORT_ROTA, RotaFile(file.name, read_file(file)), KEEPER)
    typer.echo(
        f"{report.read} lines read: {report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{len(report.rejected)} rejected."
    )
    for row in report.rejected[:3]:
        typer.echo(f"  line {row.line}, {row.field}: {row.reason}")
    if rejected is not None:
        write_file(rejected, write_rejected(report.rejected))


@app.command("export-rota")
def export_rota(out: Path = OUT, from_on: str = FROM_ON, days: int = DAYS) -> None:
    """Write the rota as the CSV file that import-rota reads; the audit keeps that you did."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import RotaExport

    office = open_office()
    asked = RotaExport(day_meant(from_on, now=office.clock()), days)
    write_file(out, office.perform(catalogue.EXPORT_ROTA, asked, KEEPER))


@app.command("add-steward")
def add_steward(
    name: str = typer.Argument(help="their name; it stays at the desk"),
    contact: str = typer.Option("", help="how to reach them"),
    trained_until: str = typer.Option("", help="the last day on which their training is valid"),
) -> None:
    """Put somebody on the rota."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import NewSteward

    asked = NewSteward(name, contact, _day(trained_until, "--trained-until"))
    made = open_office().perform(catalogue.ADD_STEWARD, asked, KEEPER)
    typer.echo(f"Steward {made.id}: {made.name}.")


@app.command("train-steward")
def train_steward(
    steward: int = STEWARD, until: str = typer.Option(..., help="the last day on which their training is valid")
) -> None:
    """Keep until when a steward's training is valid."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import Training

    made = open_office().perform(catalogue.CHANGE_TRAINING, Training(steward, _day(until, "--until")), KEEPER)
    typer.echo(f"The training of {made.name} is valid until {made.trained_until}.")


@app.command("forget-steward")
def forget_steward(steward: int = STEWARD) -> None:
    """Take somebody off the rota for good: name, contact, duties and swaps."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import StewardId

    open_office().perform(catalogue.FORGET_STEWARD, StewardId(steward), KEEPER)
    typer.echo(f"Steward {steward} is off the rota.")


@app.command("add-duty")
def add_duty(steward: int = STEWARD, unit: str = OF_UNIT, begins: str = BEGINS, ends: str = ENDS) -> None:
    """Put a duty on the rota."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import NewDuty

    office = open_office()
    known = _unit(office, unit)
    asked = NewDuty(steward, unit, _moment(begins, known, "--from"), _moment(ends, known, "--until"))
    office.perform(catalogue.ADD_DUTY, asked, KEEPER)
    typer.echo("It stands on the rota.")


@app.command("drop-duty")
def drop_duty(duty: int = DUTY) -> None:
    """Take a duty off the rota, with the swap it is on offer in."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.register.rota.query import DutyId

    open_office().perform(catalogue.DROP_DUTY, DutyId(duty), KEEPER)
    typer.echo(f"Duty {duty} is off the rota.")


@app.command("offer-duty")
def offer_duty(duty: int = DUTY, why: str = typer.Option(..., help="why it is given away"), by: str = BY) -> None:
    """Offer a duty to the other stewards."""
    from vigil import catalogue
    from vigil.register.rota.query import SwapOrder

    office = open_office()
    _say(office.perform(catalogue.PROPOSE_SWAP, SwapOrder(duty, why), user_named(office, by)))


@app.command("take-duty")
def take_duty(swap: int = SWAP, steward: int = STEWARD, by: str = BY) -> None:
    """Have a steward take a duty on offer; at short notice, or in a unit new to them, a second person must agree."""
    from vigil import catalogue
    from vigil.register.rota.query import SwapTaking

    office = open_office()
    _say(office.perform(catalogue.TAKE_SWAP, SwapTaking(swap, steward), user_named(office, by)))


@app.command("approve-swap")
def approve_swap(swap: int = SWAP, by: str = BY) -> None:
    """Agree to a swap that somebody else has written down."""
    from vigil import catalogue

    _answer(catalogue.APPROVE_SWAP, swap, by)


@app.command("refuse-swap")
def refuse_swap(swap: int = SWAP, by: str = BY) -> None:
    """Refuse a swap: the duty stays with whoever had it."""
    from vigil import catalogue

    _answer(catalogue.REFUSE_SWAP, swap, by)


@app.command("withdraw-swap")
def withdraw_swap(swap: int = SWAP, by: str = BY) -> None:
    """Take a duty off offer."""
    from vigil import catalogue

    _answer(catalogue.WITHDRAW_SWAP, swap, by)


def _answer(action: "Action[SwapId, Swap]", swap: int, by: str) -> None:
    from vigil.register.rota.query import SwapId

    office = open_office()
    _say(office.perform(action, SwapId(swap), user_named(office, by)))


def _say(swap: "Swap") -> None:
    waits = " A second person must agree." if swap.state == "taken" else ""
    typer.echo(f"Swap {swap.id} of duty {swap.duty_id} is {swap.state}.{waits}")


def _unit(office: "Office", unit_id: str) -> "Unit":
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.ground.errors import NotFound
    from vigil.register.query import UnitQuery

    found = next((one for one in office.perform(catalogue.LIST_UNITS, UnitQuery(), KEEPER) if one.id == unit_id), None)
    if found is None:
        raise NotFound("unit", unit_id)
    return found


def _moment(text: str, unit: "Unit", option: str) -> datetime:
    from vigil.ground.moment import local_moment, zone_named

    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError as problem:
        raise Unreadable(Where(option), "write the moment as 2019-03-15T10:00", text) from problem
    return given if given.tzinfo else local_moment(given.date(), given.time(), zone_named(unit.time_zone))


def _day(text: str, option: str) -> date | None:
    from vigil.ground.moment import parse_day

    if not text:
        return None
    try:
        return parse_day(text)
    except ValueError as problem:
        raise Unreadable(Where(option), "write the day as 2019-03-15", text) from problem


def _local(at: datetime, unit: "Unit") -> str:
    from vigil.ground.moment import zone_named

    return f"{at.astimezone(zone_named(unit.time_zone)):%Y-%m-%d %H:%M}"
