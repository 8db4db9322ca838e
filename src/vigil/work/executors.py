"""Where heavy work runs, as it is named on the command line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.executor import IN_THIS_PROCESS, Executor
from vigil.work.dask_cluster import DaskCluster
from vigil.work.processes import LocalProcesses

HERE: Final = "here"
PROCESSES: Final = "processes"
SCHEMES: Final = {"dask://": "tcp://", "dask+tls://": "tls://"}
"""How a cluster's address is written, and what Dask calls it."""


@contextmanager
def open_executor(name: str) -> Iterator[Executor]:
    """Give where heavy work runs: here, on all cores of this machine, or on a Dask cluster; left when it is done.

    Raises
    ------
    Unreadable : it is none of these
    """
    if name == HERE:
        yield IN_THIS_PROCESS
        return
    executor = LocalProcesses(os.cpu_count() or 1) if name == PROCESSES else DaskCluster(_address(name))
    try:
        yield executor
    finally:
        executor.close()


def _address(name: str) -> str:
    for scheme, protocol in SCHEMES.items():
        host, _, port = name.removeprefix(scheme).rpartition(":")
        if name.startswith(scheme) and host and port.isascii() and port.isdecimal():
            return f"{protocol}{host}:{port}"
    why = f"is neither {HERE} nor {PROCESSES} nor a scheduler such as dask://127.0.0.1:8786 or dask+tls://host:8786"
    raise Unreadable(Where("--executor"), why, name)
