"""`vigil posture`."""

import typer

app = typer.Typer(help="posture", no_args_is_help=True)
