"""Pieces of work to send to other processes, and a cluster of two workers on this machine to send them to."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.picture.board.town import CENTRES, a_known, months, published, random_months, tallies
from tools.node import ROOT

READY_WITHIN_S = 60.0

A_TOWN = a_known(
    tallies=tallies(200, mean=1.0, last=15),
    published=published(
        *(
            months([*random_months(38, 20, seed=number), 20 + 25 * (name == "Northam")], area=name)
            for number, name in enumerate(CENTRES)
        )
    ),
)
"""What a board is made of: a surge of one day in single incidents, one of a month in an area, a cluster."""


def square(number: int) -> int:
    """Give a square."""
    return number * number


def slow_square(number: int) -> int:
    """Give a square, after a while."""
    time.sleep(0.2)
    return number * number


def who(number: int) -> tuple[int, int]:
    """Give a number with the process that had it, after a while."""
    time.sleep(0.1)
    return number, os.getpid()


def fall_over(number: int) -> int:
    """Fail at 3."""
    if number == 3:
        raise ZeroDivisionError
    return number


def end_once(task: tuple[int, str]) -> int:
    """End this process from outside's view, once: the file says that it was done."""
    number, path = task
    if number == 2 and not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def end_always(number: int) -> int:
    """End this process as if memory had run out."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, as `--executor` takes it, and the processes of its workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def a_cluster(folder: Path, *, workers: int = 2) -> Iterator[Cluster]:
    """Run a Dask scheduler and its workers, each a process of its own on loopback; all are ended by their ids."""
    found = folder / "scheduler.json"
    with ExitStack() as stack:
        quiet = ("--host", "127.0.0.1", "--no-dashboard")
        stack.enter_context(_running(folder, "scheduler", *quiet, "--port", "0", "--scheduler-file", str(found)))
        address = _wait_for_address(found)
        worker = ("worker", address, "--host", "127.0.0.1", "--no-dashboard", "--no-nanny", "--nthreads", "1")
        started = tuple(
            stack.enter_context(_running(folder, *worker, "--local-directory", str(folder / f"w{number}")))
            for number in range(workers)
        )
        yield Cluster(address.replace("tcp://", "dask://"), started)


@contextmanager
def _running(folder: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"{words[0]}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(timeout=30)


def _wait_for_address(found: Path) -> str:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        try:
            address: str = json.loads(found.read_text(encoding="utf-8"))["address"]
        except (FileNotFoundError, json.JSONDecodeError):
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError(f"the scheduler did not say within {READY_WITHIN_S:.0f} s where it is: see {found.parent}")
