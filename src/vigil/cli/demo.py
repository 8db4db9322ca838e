"""`vigil demo`: the main job of the desk on real data, then the desk in the browser."""

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vigil.cli.door import progress_bar, write_file
from vigil.ground.errors import Refused, Unreadable, Where
from vigil.ground.moment import parse_moment

if TYPE_CHECKING:
    from datetime import datetime

    from vigil.desk.office import Office

FRIDAY = "2019-03-15T08:00+00:00"

WIPED = "\r\x1b[K"
"""Takes the progress bar off the line on which a sentence is to stand."""

FOLDER = typer.Option(None, help="where the demonstration lives; a folder of its own in your data folder if not given")
JSON = typer.Option(None, "--json", help="write a summary to this file; - is standard output")


def demo(  # noqa: PLR0913 - each is an option of the command
    at: str = typer.Option(FRIDAY, help="the moment to stand at, with its offset"),
    folder: Path | None = FOLDER,
    json: Path | None = JSON,
    port: int = typer.Option(8000, min=1, max=65535, help="port of this machine at which the desk opens"),
    seconds: float = typer.Option(90.0, min=1, max=3600, help="how many seconds of processor time to plan"),
    *,
    serve: bool = typer.Option(True, help="open the desk in the browser when the job is done"),
) -> None:
    """Do the main job on real data: import, who gathers when, the picture, an uplift, a plan; then open the desk."""
    from vigil.cli.demo_summary import find_summary, write_summary
    from vigil.cli.demonstration import DemoStage, give, in_words

    moment = _moment(at)
    if serve:
        _refuse_taken(port)
    home = (folder or _own_folder(moment)).resolve()
    _make(home)
    # Standard output belongs to the summary when it is asked for there.
    is_quiet = str(json) == "-"

    def say(words: str) -> None:
        if sys.stderr.isatty():
            typer.echo(WIPED, nl=False, err=True)
        typer.echo(words, err=is_quiet)

    summary = find_summary(home, moment)
    if summary is None:
        with progress_bar() as progress:
            summary = write_summary(give(DemoStage(home, seconds, say, progress), moment), home)
    else:
        say(f"The demonstration of {in_words(moment)} is ready in {home}.")
    if json is not None:
        write_file(json, summary)
    if serve:
        _serve(home, moment, port)


def _serve(home: Path, moment: "datetime", port: int) -> None:
    from vigil.cli.demonstration import COORDINATOR_A, COORDINATOR_B, office_of
    from vigil.cli.serving import serve_desk

    office = office_of(home, moment)
    typer.echo("\nOpen the desk; each link signs one person in, once, within half an hour:")
    typer.echo(f"  {COORDINATOR_A.name}: {_link(office, COORDINATOR_A.id, port)}")
    typer.echo(f"  {COORDINATOR_B.name}, the second person who approves: {_link(office, COORDINATOR_B.id, port)}")
    typer.echo("Its clock runs on from that moment. Ctrl-C ends it; the next start takes seconds.")
    serve_desk(office, host="127.0.0.1", port=port, with_worker=True)


def _link(office: "Office", user_id: str, port: int) -> str:
    from vigil import catalogue
    from vigil.desk.access import LinkFor
    from vigil.desk.actor import KEEPER

    token = office.perform(catalogue.MAKE_LINK, LinkFor(user_id), KEEPER)
    return f"http://localhost:{port}/sign-in/{token.token}"


def _moment(text: str) -> "datetime":
    try:
        return parse_moment(text)
    except (ValueError, OverflowError) as problem:
        raise Unreadable(
            Where("--at"), "is not a moment with its offset, such as 2019-03-15T08:00+00:00", text
        ) from problem


def _own_folder(moment: "datetime") -> Path:
    from vigil.desk.settings import data_folder

    return data_folder(os.environ) / "demo" / f"{moment:%Y-%m-%dT%H%M%SZ}"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise Unreadable(Where("--folder"), problem.strerror or "cannot be made", str(folder)) from problem


def _refuse_taken(port: int) -> None:
    """Find out before two minutes of work whether the desk could open at all."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as problem:
            raise Refused(
                "a-free-port",
                f"Something else uses port {port} of this machine. Give another, such as --port {port + 1}.",
            ) from problem
