"""`vigil demo`."""

import json
import re
import socket
from pathlib import Path

import pytest

from tests.cli.test_demo_summary import a_summary
from tests.people import PUBLIC
from tests.posture.events import FRIDAY
from vigil import catalogue
from vigil.cli import demonstration
from vigil.cli.demo import WIPED
from vigil.cli.demo_summary import SUMMARY, write_summary
from vigil.cli.demonstration import COORDINATOR_A, COORDINATOR_B
from vigil.desk.access import NewUser, Token
from vigil.desk.actor import KEEPER
from vigil.desk.office import Office


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A folder with a demonstration that was made before."""
    office = demonstration.office_of(tmp_path, FRIDAY)
    for person in (COORDINATOR_A, COORDINATOR_B):
        new = NewUser(person.id, person.name, person.role, "correct horse battery")
        office.perform(catalogue.ADD_USER, new, KEEPER)
    office.engine.dispose()
    (tmp_path / SUMMARY).write_text(write_summary(a_summary(), tmp_path))
    return tmp_path


def test_a_demonstration_is_made_once(vigil, tmp_path, monkeypatch):
    made = []

    def give(stage, at):
        made.append((stage.folder, stage.plan_s, at))
        stage.say("It is made.")
        (stage.folder / SUMMARY).write_text(write_summary(a_summary(), stage.folder))
        return a_summary()

    monkeypatch.setattr(demonstration, "give", give)
    folder, summary = tmp_path / "of" / "mine", tmp_path / "summary.json"
    words = ("demo", "--no-serve", "--seconds", "5", "--folder", str(folder), "--json", str(summary))

    first, second = vigil(*words), vigil(*words)

    assert (first.code, first.out) == (0, "It is made.\n")
    assert (second.code, "is ready in" in second.out) == (0, True)
    assert made == [(folder, 5.0, FRIDAY)]
    assert json.loads(summary.read_text())["plan"]["file"] == str(folder / "plan.json")


def test_each_moment_has_its_own_folder_among_the_data_of_the_user(vigil, tmp_path, monkeypatch):
    folders = []
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(demonstration, "give", lambda stage, at: folders.append(stage.folder) or a_summary(at=at))

    vigil("demo", "--no-serve")
    vigil("demo", "--no-serve", "--at", "2019-07-05T09:00+01:00")

    home = tmp_path / "vigil" / "demo"
    assert folders == [home / "2019-03-15T080000Z", home / "2019-07-05T080000Z"]


def test_the_summary_alone_goes_to_standard_output(vigil, ready):
    ran = vigil("demo", "--no-serve", "--folder", str(ready), "--json", "-")

    assert json.loads(ran.out)["places"] == 3181
    assert "is ready in" in ran.err


def test_on_a_terminal_a_sentence_takes_the_line_of_the_progress_bar(vigil, ready, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)

    assert vigil("demo", "--no-serve", "--folder", str(ready)).err == WIPED


def test_the_desk_opens_with_a_link_for_each_of_two_people(vigil, ready, monkeypatch):
    served: list[tuple[Office, str, int, bool]] = []

    def serve_desk(office, *, host, port, with_worker):
        served.append((office, host, port, with_worker))

    monkeypatch.setattr("vigil.cli.serving.serve_desk", serve_desk)
    port = a_free_port()

    ran = vigil("demo", "--folder", str(ready), "--port", str(port))

    (office, host, served_port, with_worker), *_ = served
    assert (host, served_port, with_worker) == ("127.0.0.1", port, True)
    assert office.settings.replay_at == FRIDAY
    tokens = re.findall(rf"http://localhost:{port}/sign-in/(\S+)", ran.out)
    sessions = [office.perform(catalogue.SIGN_IN_BY_LINK, Token(token), PUBLIC) for token in tokens]
    found = [office.perform(catalogue.FIND_ACTOR, session, PUBLIC) for session in sessions]
    assert found == [COORDINATOR_A, COORDINATOR_B]
    office.engine.dispose()


def test_a_port_in_use_is_said_before_any_work(vigil, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = vigil("demo", "--folder", str(tmp_path / "new"), "--port", str(port))

    assert (ran.code, f"port {port}" in ran.err) == (1, True)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("at", ["yesterday", "2019-03-15T08:00", "9999-12-31T23:59-05:00"])
def test_a_moment_that_is_none_is_said(vigil, at):
    ran = vigil("demo", "--no-serve", "--at", at)

    assert (ran.code, "--at" in ran.err) == (2, True)


def test_a_folder_that_cannot_be_made_is_said(vigil, tmp_path):
    (tmp_path / "file").write_text("not a folder")

    ran = vigil("demo", "--no-serve", "--folder", str(tmp_path / "file" / "demo"))

    assert (ran.code, "--folder" in ran.err) == (2, True)


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port: int = trial.getsockname()[1]
    return port
