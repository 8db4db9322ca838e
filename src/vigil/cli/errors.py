"""What went wrong, as a sentence on standard error and an exit code: 2 for bad input, 1 for the rest."""

import logging
from typing import Final

import typer

from vigil.ground.errors import NotFound, Unreadable, VigilError

log = logging.getLogger(__name__)

BAD_INPUT: Final = 2
FAILED: Final = 1


def say(problem: Exception) -> int:
    """Tell the person what went wrong and give the exit code."""
    if isinstance(problem, VigilError):
        typer.echo(f"vigil: {problem.says}", err=True)
        return BAD_INPUT if isinstance(problem, Unreadable | NotFound) else FAILED  # a name nobody knows was typed
    log.error("unforeseen", exc_info=problem)
    typer.echo(f"vigil: something went wrong that nobody foresaw: {problem!r}", err=True)
    return FAILED
