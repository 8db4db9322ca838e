"""`vigil picture`."""

import typer

app = typer.Typer(help="picture", no_args_is_help=True)
