"""Where independent pieces of a long calculation run: in this process, on its cores, or on a cluster.

Pure modules are given one and do not know which. The pieces carry their own seeds, so that the answer is the same
whoever runs them and in whatever order.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

Task = TypeVar("Task")
Given = TypeVar("Given")


class Executor(Protocol):
    """Runs one function over many tasks and gives the answers in the order of the tasks."""

    def run(
        self, function: Callable[[Task], Given], tasks: Sequence[Task], *, heard: Callable[[int], None]
    ) -> tuple[Given, ...]:
        """Give `function(task)` for every task; `heard` is told how many are done.

        The function stands at the top of a module and tasks and answers can be pickled.
        """
        ...


def hear_nothing(done: int) -> None:
    """Hear how many tasks are done when nobody asked."""


class InThisProcess:
    """Runs one task after the other, here."""

    def run(
        self, function: Callable[[Task], Given], tasks: Sequence[Task], *, heard: Callable[[int], None] = hear_nothing
    ) -> tuple[Given, ...]:
        """Give `function(task)` for every task, in order."""
        given: list[Given] = []
        for number, task in enumerate(tasks, start=1):
            given.append(function(task))
            heard(number)
        return tuple(given)


IN_THIS_PROCESS: Final = InThisProcess()
"""Where things are worked out unless somebody says otherwise."""
