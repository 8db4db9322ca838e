"""The command `vigil`: one sub-command a capability, and the ways to start the rest."""

import sys

import typer

from vigil.cli import audit, boards, demo, desk, patrol, posture, reports, rota, user
from vigil.cli.errors import say

app = typer.Typer(
    name="vigil",
    help="The operations desk for protecting places of worship and the communities around them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(rota.app, name="register")  # begun in register.py; rota.py adds who stands in a unit
app.add_typer(reports.app, name="reports")
app.add_typer(boards.app, name="picture")  # begun in picture.py; boards.py adds what needs a desk
app.add_typer(posture.app, name="posture")
app.add_typer(patrol.app, name="patrol")
app.add_typer(user.app, name="user")
app.add_typer(audit.app, name="audit")
app.command("upgrade")(desk.upgrade)
app.command("serve")(desk.serve)
app.command("work")(desk.work)
app.command("demo")(demo.demo)


def main() -> None:
    """Run the command line; every error ends here as a sentence and an exit code."""
    try:
        app()
    except Exception as problem:  # noqa: BLE001 - the outermost handler: whatever it was, the person gets a sentence
        sys.exit(say(problem))
