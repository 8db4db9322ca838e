"""How commands come in: the office of this machine, files read and written, progress on a terminal."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from vigil.ground.errors import NotFound, Refused, Unreadable, Where

if TYPE_CHECKING:
    from vigil.desk.actor import Actor
    from vigil.desk.desk import Progress
    from vigil.desk.office import Office

LARGEST_FILE_BYTES: Final = 200 * 1024 * 1024


def open_office() -> "Office":
    """Give the office of this machine's database.

    Raises
    ------
    Refused : `vigil upgrade` has not been run on it since this Vigil was installed
    """
    from vigil.desk import office, settings
    from vigil.migrations import upgrade

    opened = office.open_office(settings.settings_of_this_process())
    if upgrade.find_version(opened.engine) != upgrade.list_migrations()[-1].number:
        raise Refused("upgrade-first", "The database is not up to date. Run `vigil upgrade` first.")
    return opened


def user_named(office: "Office", user_id: str) -> "Actor":
    """Give the named user; the keeper of this machine acts for them, and their name in the audit says so.

    Raises
    ------
    NotFound : nobody has this name
    """
    from vigil import catalogue
    from vigil.desk.access import Everybody
    from vigil.desk.actor import KEEPER, Actor

    for user in office.perform(catalogue.LIST_USERS, Everybody(), KEEPER):
        if user.id == user_id:
            return Actor(user.id, f"{user.name} (typed by the keeper of this machine)", user.role)
    raise NotFound("user", user_id, "`vigil user add` lets a person in.")


def read_file(path: Path) -> bytes:
    """Give a file's content; `-` is standard input.

    Raises
    ------
    Unreadable : it is not there, is a folder, may not be read, or is larger than 200 MB
    """
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise Unreadable(Where(str(path)), "is larger than 200 MB; split it and import the parts")
        return path.read_bytes()
    except OSError as problem:
        raise Unreadable(Where(str(path)), problem.strerror or "cannot be read") from problem


def refuse_unwritable(path: Path) -> None:
    """Find out before long work whether a file could be written there at all; `-` is standard output.

    Raises
    ------
    Unreadable : it is a folder, or the folder it would stand in is none, or may not be written to
    """
    if str(path) == "-":
        return
    if path.is_dir():
        raise Unreadable(Where("--out"), "is a folder; name a file in it", str(path))
    if not path.absolute().parent.is_dir():
        raise Unreadable(Where("--out"), "the folder it would stand in does not exist", str(path))
    if not os.access(path.absolute().parent, os.W_OK):
        raise Unreadable(Where("--out"), "the folder it would stand in may not be written to", str(path))


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all, for its owner alone, since a plan is secret; `-` is standard output.

    Raises
    ------
    Unreadable : it cannot be written there
    """
    data = content.encode() if isinstance(content, str) else content
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    if path.is_dir():
        raise Unreadable(Where(str(path)), "is a folder; name a file in it")
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        part.write_bytes(data)
        part.replace(path)
    except OSError as problem:
        raise Unreadable(Where(str(path)), problem.strerror or "cannot be written") from problem


@contextmanager
def progress_bar() -> Iterator["Progress"]:
    """Give a listener that draws a bar on a terminal and stays silent elsewhere."""
    is_terminal = sys.stderr.isatty()

    def hear(share: float, says: str) -> None:
        if is_terminal:
            filled = round(30 * share)
            bar = "█" * filled + "░" * (30 - filled)
            typer.echo(f"\r\x1b[K{bar} {share:4.0%} {says[:44]}", nl=False, err=True)

    try:
        yield hear
    finally:
        if is_terminal:
            typer.echo(err=True)
