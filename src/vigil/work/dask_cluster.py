"""Heavy work on an existing Dask cluster: the `dask` extra, a scheduler, and workers that have Vigil installed."""

import importlib
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import Final, Protocol, cast

from vigil.ground.errors import Unavailable
from vigil.ground.executor import Given, Task

FOUND_WITHIN_S: Final = 10.0
HEARD_EVERY_S: Final = 15.0
ALONE_FOR_S: Final = 120.0
"""For so long a cluster may be without any worker, while one is being started anew."""


class _Future(Protocol):
    def done(self) -> bool: ...
    def result(self) -> object: ...


class _Client(Protocol):
    def submit(self, function: object, task: object, *, pure: bool) -> _Future: ...
    def cancel(self, futures: Collection[_Future]) -> None: ...
    def as_current(self) -> AbstractContextManager[None]: ...
    def scheduler_info(self, n_workers: int) -> Mapping[str, object]: ...
    def close(self) -> None: ...


class DaskCluster:
    """Runs tasks on the workers of a cluster; when a worker is lost, others do what it was doing.

    `address` is the scheduler's, such as tcp://host:8786. With tls:// the certificates are those of Dask's own
    settings (`distributed.comm.tls`).
    """

    def __init__(self, address: str) -> None:
        self._address: Final = address
        self._client: _Client | None = None

    def run(
        self, function: Callable[[Task], Given], tasks: Sequence[Task], *, heard: Callable[[int], None]
    ) -> tuple[Given, ...]:
        """Give `function(task)` for every task, in order.

        Raises
        ------
        Unavailable : the extra is not installed, the scheduler does not answer, or no worker is left
        """
        self._client = client = self._client or self._connect()
        futures = [client.submit(function, task, pure=False) for task in tasks]
        try:
            self._wait(client, futures, heard)
            return tuple(cast("Given", self._result(future)) for future in futures)
        finally:
            client.cancel([future for future in futures if not future.done()])

    def close(self) -> None:
        """Leave the cluster as it is."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connect(self) -> _Client:
        try:
            distributed = importlib.import_module("distributed")
        except ImportError as problem:
            raise Unavailable(
                "A Dask cluster needs the extra `dask`: install it with pip install 'vigil-desk[dask]'."
            ) from problem
        try:
            return cast("_Client", distributed.Client(self._address, timeout=FOUND_WITHIN_S, set_as_default=False))
        except (OSError, ValueError) as problem:
            raise Unavailable(
                f"No Dask scheduler answers at {self._address}. Start one with `dask scheduler`, or see whether "
                "the way there is open."
            ) from problem

    def _wait(self, client: _Client, futures: Sequence[_Future], heard: Callable[[int], None]) -> None:
        distributed = importlib.import_module("distributed")
        waiting = list(futures)
        alone_since: float | None = None
        while waiting:
            # Nothing done in this while is no trouble: whoever listens hears that the work goes on.
            with client.as_current(), suppress(TimeoutError):
                distributed.wait(waiting, timeout=HEARD_EVERY_S, return_when="FIRST_COMPLETED")
            waiting = [future for future in waiting if not future.done()]
            heard(len(futures) - len(waiting))
            is_alone = not client.scheduler_info(n_workers=1)["workers"]
            alone_since = (alone_since or time.monotonic()) if is_alone else None
            if alone_since is not None and time.monotonic() - alone_since > ALONE_FOR_S:
                raise Unavailable(f"The Dask cluster at {self._address} has no worker. Start one, and try again.")

    def _result(self, future: _Future) -> object:
        distributed = importlib.import_module("distributed")
        try:
            return future.result()
        except distributed.KilledWorker as problem:
            raise Unavailable(
                f"Workers of the Dask cluster at {self._address} were ended again and again at the same work. Perhaps "
                "their memory ran out: see their logs."
            ) from problem
        except ModuleNotFoundError as problem:
            raise Unavailable(
                f"A worker of the Dask cluster at {self._address} lacks “{problem.name}”: install the same Vigil there."
            ) from problem
