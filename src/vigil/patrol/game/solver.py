"""The solver of linear programmes, silent: HiGHS says its name on standard output, where a plan may be written."""

from enum import IntEnum

import highspy


class Simplex(IntEnum):
    """How HiGHS goes about a programme: by its rows' prices, or by its columns."""

    DUAL = 1
    PRIMAL = 4


class _SilentHighs(highspy.Highs):
    def __init__(self) -> None:
        # What stands between in `Highs` readies callbacks, and that is when it says its name.
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.callbacks = []


def new_solver(how: Simplex) -> highspy.Highs:
    """Give a solver with nothing in it that works in one thread and says nothing."""
    solver = _SilentHighs()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("simplex_strategy", int(how))
    return solver


def accept(status: highspy.HighsStatus, what: str) -> None:
    """Go on if a solver took what it was given.

    Raises
    ------
    RuntimeError : it did not, so that whatever it answers from then on is the answer to something else
    """
    if status not in (highspy.HighsStatus.kOk, highspy.HighsStatus.kWarning):
        raise RuntimeError(f"the solver did not take {what}: {status.name}")
