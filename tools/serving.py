"""A desk served for real on this machine, for tests that look at it through a browser and for screenshots."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from vigil.desk.office import Office
from vigil.web.app import make_app
from vigil.work.loop import work_on


@contextmanager
def serving(office: Office) -> Iterator[str]:
    """Serve an office on a free port of this machine, with a worker, and give the address of the desk."""
    # The name, not the number: browsers treat `localhost` as a safe place for cookies and passkeys.
    with socket.create_server(("127.0.0.1", 0)) as listening, _worker(office):
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(make_app(office), log_level="warning", timeout_graceful_shutdown=2))
        serving_thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="desk")
        serving_thread.start()
        try:
            yield f"http://localhost:{port}"
        finally:
            server.should_exit = True
            serving_thread.join()


@contextmanager
def _worker(office: Office) -> Iterator[None]:
    stopped = threading.Event()
    thread = threading.Thread(target=work_on, args=(office,), kwargs={"goes_on": lambda: not stopped.is_set()})
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
