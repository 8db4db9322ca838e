"""What went wrong, as a sentence on standard error and an exit code: 2 for bad input, 1 for the rest."""

import logging
import sys

from vigil.ground.errors import Unreadable, VigilError

log = logging.getLogger(__name__)

BAD_INPUT = 2
FAILED = 1


def say_and_exit(problem: Exception) -> int:
    """Tell the person what went wrong and give the exit code."""
    if isinstance(problem, VigilError):
        print(f"vigil: {problem.says}", file=sys.stderr)
        return BAD_INPUT if isinstance(problem, Unreadable) else FAILED
    log.exception("unforeseen", exc_info=problem)
    print(f"vigil: something went wrong that nobody foresaw: {problem!r}", file=sys.stderr)
    return FAILED
