"""`vigil user`: who may sign in."""

import typer

from vigil.cli.door import open_office

app = typer.Typer(help="Who may sign in.", no_args_is_help=True)


@app.command("add")
def add(
    user_id: str = typer.Argument(help="what they sign in with: small letters, digits, dots, dashes"),
    name: str = typer.Option(..., help="their name, as the audit shows it"),
    role: str = typer.Option(..., help="coordinator, analyst, officer, custodian, caseworker or admin"),
    password_file: str = typer.Option(
        "", help="read the password from this file instead of asking; - is standard input"
    ),
) -> None:
    """Let a person in; asks for a password of at least 12 characters."""
    from pathlib import Path

    from vigil import catalogue
    from vigil.cli.door import read_file
    from vigil.desk.access import NewUser
    from vigil.desk.actor import KEEPER, role_named
    from vigil.ground.errors import Unreadable, Where

    try:
        wanted = role_named(role)
    except ValueError as problem:
        raise Unreadable(Where("--role"), str(problem)) from problem
    if password_file:
        password = read_file(Path(password_file)).decode().rstrip("\r\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    added = open_office().perform(catalogue.ADD_USER, NewUser(user_id, name, wanted, password), KEEPER)
    typer.echo(f"{added.name} may sign in as {added.id} ({role.lower()}).")


@app.command("link")
def link(user_id: str = typer.Argument(help="whom it lets in")) -> None:
    """Make a link that signs a person in once, within half an hour."""
    from vigil import catalogue
    from vigil.desk.access import LinkFor
    from vigil.desk.actor import KEEPER

    token = open_office().perform(catalogue.MAKE_LINK, LinkFor(user_id), KEEPER)
    typer.echo(f"/sign-in/{token.token}")
