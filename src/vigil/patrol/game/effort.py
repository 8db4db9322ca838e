"""How long and how hard to search, and what to do with the answer's seed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vigil.ground.executor import IN_THIS_PROCESS, Executor

WORK_PER_SECOND: Final = 60_000_000
"""Steps of work that a second of one core stands for; a fixed rate, so that the same effort gives the same plan."""
UNDIVIDED: Final = 100
"""A force of more units than this is split into cells first."""
UNITS_A_CELL: Final = 15
"""So many units a cell has on average."""
LONGEST: Final = 3.0
"""A search is broken off after so many times the processor time asked for, wherever it then is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GameEffort:
    """How hard to search: until the gap is small enough or the seconds are spent, counted as work and not by a clock.

    `gap` is a share of the value. `spent_s` gives the processor time spent so far: it only breaks off a search that
    takes far longer than asked. `tell` hears how far the search is (0 to 1) and what it does. A force of more units
    than `undivided` is first worked out in cells of about `units_a_cell`, on `executor`, whatever that is.
    """

    seed: int
    seconds: float
    spent_s: Callable[[], float]
    tell: Callable[[float, str], None]
    gap: float = 0.01
    threads: int = 1
    executor: Executor = IN_THIS_PROCESS
    undivided: int = UNDIVIDED
    units_a_cell: int = UNITS_A_CELL

    @property
    def work(self) -> int:
        """The work that the seconds stand for."""
        return int(self.seconds * WORK_PER_SECOND)
