"""`vigil audit`: what was done, and the proof that nobody changed the record."""

import typer

from vigil.cli.door import open_office

app = typer.Typer(help="What was done, and the proof that nobody changed the record.", no_args_is_help=True)


@app.command("verify")
def verify(
    head: str = typer.Option("", help="the last hash you wrote down earlier; proves that no end was cut off"),
) -> None:
    """Walk the chain of the audit and name the first line that does not hold."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.desk.audit import WholeAudit

    verdict = open_office().perform(catalogue.VERIFY_AUDIT, WholeAudit(head), KEEPER)
    if not verdict.is_whole:
        typer.echo(
            f"BROKEN at line {verdict.broken_at}: {verdict.why}. {verdict.lines} lines before it hold.", err=True
        )
        raise typer.Exit(1)
    typer.echo(f"Whole: {verdict.lines} lines. Head {verdict.head}")


@app.command("list")
def list_lines(limit: int = typer.Option(20, min=1, max=1000, help="how many lines")) -> None:
    """Show the newest lines first."""
    from vigil import catalogue
    from vigil.desk.actor import KEEPER
    from vigil.desk.audit import AuditPage

    for line in open_office().perform(catalogue.LIST_AUDIT, AuditPage(limit), KEEPER):
        typer.echo(
            f"{line.number:6} {line.at:%Y-%m-%d %H:%M} {line.actor_name}: {line.action} {line.outcome} {line.subject}"
        )
