"""`vigil patrol`."""

import typer

app = typer.Typer(help="patrol", no_args_is_help=True)
