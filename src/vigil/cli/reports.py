"""`vigil reports`."""

import typer

app = typer.Typer(help="reports", no_args_is_help=True)
