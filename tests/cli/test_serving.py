"""`vigil serve` as a process: it answers, and takes its worker with it when it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

STARTS_WITHIN_S = 60


@contextmanager
def served(office):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "VIGIL_DATABASE": office.settings.database,
        "VIGIL_REPLAY_AT": "2019-03-15T08:00+00:00",
    }
    process = subprocess.Popen([sys.executable, "-m", "vigil", "serve", "--port", str(port)], env=environment)
    try:
        assert wait_for(lambda: answers(port))
        yield process, port
    finally:
        process.kill()
        process.wait()


def wait_for(is_so):
    until = time.monotonic() + STARTS_WITHIN_S
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return answer.read() == b'{"status":"ok"}'
    except OSError:
        return False


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_gone(pid):
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads Linux's list of processes")
@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_desk_answers_and_ends_its_worker_however_it_ends(sqlite_office, told):
    with served(sqlite_office) as (process, _port):
        [worker] = children_of(process.pid)
        process.send_signal(told)
        process.wait(timeout=STARTS_WITHIN_S)
        assert wait_for(lambda: is_gone(worker))
