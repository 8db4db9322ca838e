"""How commands come in: files, the database, progress."""

import io
from types import SimpleNamespace

import pytest

from vigil.cli import door
from vigil.ground.errors import Refused, Unreadable


def test_a_database_that_is_not_up_to_date_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("VIGIL_DATABASE", f"sqlite:///{tmp_path}/v.db")
    with pytest.raises(Refused, match="Run `vigil upgrade` first"):
        door.open_office()


def test_a_file_is_read_and_written_whole(tmp_path):
    path = tmp_path / "a.csv"
    door.write_file(path, "é")
    assert door.read_file(path) == "é".encode()
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def test_standard_input_and_output(monkeypatch, tmp_path, capfdbinary):
    monkeypatch.setattr(door.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"abc")))
    assert door.read_file(door.Path("-")) == b"abc"
    door.write_file(door.Path("-"), b"xyz")
    assert capfdbinary.readouterr().out == b"xyz"


@pytest.mark.parametrize("name", ["missing.csv", ""])
def test_what_cannot_be_read_says_which_file(tmp_path, name):
    with pytest.raises(Unreadable, match=str(tmp_path)):
        door.read_file(tmp_path / name)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    with pytest.raises(Unreadable, match="larger than 200 MB"):
        door.read_file(large)


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(Unreadable, match="is a folder"):
        door.write_file(tmp_path, "x")
    with pytest.raises(Unreadable, match="No such file"):
        door.write_file(tmp_path / "no" / "a.csv", "x")


@pytest.mark.parametrize(("is_terminal", "drawn"), [(True, "50%"), (False, "")])
def test_progress_is_drawn_on_a_terminal_only(monkeypatch, capsys, is_terminal, drawn):
    monkeypatch.setattr(door.sys.stderr, "isatty", lambda: is_terminal, raising=False)
    with door.progress_bar() as hear:
        hear(0.5, "planning")
    printed = capsys.readouterr().err
    assert (drawn in printed) if drawn else printed == ""


@pytest.mark.parametrize(("name", "why"), [("", "is a folder"), ("no/a.csv", "does not exist"), ("a.csv", "may not")])
def test_a_place_where_nothing_can_be_written_is_refused_before_the_work(tmp_path, monkeypatch, name, why):
    monkeypatch.setattr(door.os, "access", lambda path, mode: False)
    with pytest.raises(Unreadable, match=why) as caught:
        door.refuse_unwritable(tmp_path / name)
    assert caught.value.where.source == "--out"


def test_a_place_where_a_file_can_be_written_is_not_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    door.refuse_unwritable(tmp_path / "new.csv")
    door.refuse_unwritable(door.Path("new.csv"))
    door.refuse_unwritable(door.Path("-"))
    assert list(tmp_path.iterdir()) == []
