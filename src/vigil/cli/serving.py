"""Serving the desk: uvicorn in this process, the worker in one of its own, both ended together."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vigil.desk.office import Office


def serve_desk(office: "Office", *, host: str, port: int, with_worker: bool) -> None:
    """Serve until interrupted or told to end."""
    import uvicorn

    from vigil.web.app import make_app

    # uvicorn passes the signal on when it has closed; without a handler it would end us before the worker is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _worker(office) if with_worker else nullcontext():
        uvicorn.run(
            make_app(office),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=3,  # a page that watches a plan keeps its connection open
        )


@contextmanager
def _worker(office: "Office") -> Iterator[None]:
    # A process of its own: planning keeps a core busy for a minute or more, and pages must not wait for it.
    environment = {**os.environ, "VIGIL_DATABASE": office.settings.database}
    if office.settings.replay_at is not None:
        environment["VIGIL_REPLAY_AT"] = office.clock().isoformat()
    # In a session of its own, so that Ctrl-C reaches it through us alone; it ends by itself should we be killed.
    process = subprocess.Popen(  # noqa: S603 - our own program, and no word of anybody else's
        [sys.executable, "-m", "vigil", "work", "--parent", str(os.getpid())], env=environment, start_new_session=True
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
