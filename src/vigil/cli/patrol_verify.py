"""`vigil patrol verify`: prove that a day's draw, or a year's, was neither steered nor repeated."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vigil.patrol.draws.query import FittedYear, ProvedDay


def verify(
    day: Annotated[str, typer.Argument(help="a day such as 2019-03-15, or a year such as 2019", metavar="DATE")],
) -> None:
    """Draw again with the pledged seed and prove the draw; of a year, hold all draws against what was published.

    Every check is a line. Any that does not hold ends with 1; so does a day that is not over, whose seed is sealed.
    """
    from vigil import catalogue
    from vigil.cli.door import open_office
    from vigil.desk.actor import KEEPER
    from vigil.ground.errors import Unreadable, Where
    from vigil.ground.moment import parse_day
    from vigil.patrol.draws.query import DayDraws, YearDraws
    from vigil.register.query import FIRST_YEAR, LAST_YEAR

    if len(day) == 4 and day.isascii() and day.isdecimal() and FIRST_YEAR <= int(day) <= LAST_YEAR:
        is_good = _say_year(open_office().perform(catalogue.FIT_YEAR, YearDraws(int(day)), KEEPER))
    else:
        try:
            on = parse_day(day)
        except ValueError as problem:
            raise Unreadable(Where("DATE"), "is neither a day such as 2019-03-15 nor a year", day) from problem
        is_good = _say_day(open_office().perform(catalogue.PROVE_DAY, DayDraws(on), KEEPER))
    if not is_good:
        raise typer.Exit(1)


def _say_day(day: "ProvedDay") -> bool:
    for proof in day.proofs:
        typer.echo(f"Plan {proof.plan_id}, pledged {proof.pledged_at:%Y-%m-%d %H:%M} UTC:")
        for check in proof.checks:
            typer.echo(f"  {'holds' if check.holds else 'FAILS'}  {check.says}")
    for pledge in day.sealed:
        typer.echo(
            f"Plan {pledge.plan_id}: the seed was pledged {pledge.made_at:%Y-%m-%d %H:%M} UTC with "
            f"{pledge.commitment}. It stays sealed until {day.on} is over."
        )
    for pledge in day.unused:
        typer.echo(f"Pledge {pledge.id} by {pledge.made_by_name}: no plan was drawn with it.")
    return day.holds


def _say_year(year: "FittedYear") -> bool:
    fit = year.fit
    typer.echo(f"{year.year}: {fit.draws} draws of days that are over, {year.pledged} seeds pledged.")
    if not fit.degrees:
        typer.echo("Too few to judge whether plans came as often as was published.")
        return True
    typer.echo(
        f"Chi-square {fit.chi_square:.2f} with {fit.degrees} degrees of freedom: honest draws fit as badly as this, or "
        f"worse, in {fit.p_value:.1%} of years."
    )
    return not fit.is_suspicious
