"""Heavy work on the cores of this machine: a pool of processes that is made when it is first needed."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from vigil.ground.errors import Unavailable
from vigil.ground.executor import IN_THIS_PROCESS, Given, Task

HEARD_EVERY_S: Final = 15.0
"""Whoever listens hears at least so often that the work goes on: a job not heard of for two minutes counts as lost."""

POOLS_TRIED: Final = 3


class LocalProcesses:
    """Runs tasks side by side in processes of this machine; one core, or one task, is done here."""

    def __init__(self, processes: int) -> None:
        self._processes: Final = processes
        self._pool: ProcessPoolExecutor | None = None

    def run(
        self, function: Callable[[Task], Given], tasks: Sequence[Task], *, heard: Callable[[int], None]
    ) -> tuple[Given, ...]:
        """Give `function(task)` for every task, in order.

        Raises
        ------
        Unavailable : processes of the pool were ended from outside, again and again
        """
        if self._processes == 1 or len(tasks) <= 1:
            return IN_THIS_PROCESS.run(function, tasks, heard=heard)
        given: dict[int, Given] = {}
        for _ in range(POOLS_TRIED):
            try:
                self._run_missing(function, tasks, given, heard)
            except BrokenProcessPool:
                self.close()
            else:
                return tuple(given[number] for number in range(len(tasks)))
        raise Unavailable(
            "Processes that were to work for this desk were ended from outside, three times. Perhaps memory ran out: "
            "start `vigil work` with --executor here, which needs less."
        )

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _run_missing(
        self,
        function: Callable[[Task], Given],
        tasks: Sequence[Task],
        given: dict[int, Given],
        heard: Callable[[int], None],
    ) -> None:
        pool = self._open()
        waiting: dict[Future[Given], int] = {}
        try:
            for number, task in enumerate(tasks):
                if number not in given:
                    waiting[pool.submit(function, task)] = number
            while waiting:
                done, _ = wait(waiting, timeout=HEARD_EVERY_S, return_when=FIRST_COMPLETED)
                for future in done:
                    given[waiting.pop(future)] = future.result()
                heard(len(given))
        finally:
            for future in waiting:
                future.cancel()

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A copy of this process (fork) would inherit its threads' locks and its database; a fresh one does not.
            self._pool = ProcessPoolExecutor(
                self._processes,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_end_with,
                initargs=(os.getpid(),),
            )
        return self._pool


def _end_with(parent: int) -> None:
    """End this process when its parent is no more, even when that was killed and could not say so."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
