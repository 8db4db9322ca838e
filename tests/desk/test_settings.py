"""Settings from the environment."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vigil.desk.settings import read_settings, settings_of_this_process
from vigil.ground.errors import Unreadable


def test_the_default_is_a_file_in_the_users_data_folder():
    assert read_settings({"XDG_DATA_HOME": "/data"}).database == "sqlite:////data/vigil/vigil.db"
    assert read_settings({}).database == f"sqlite:///{Path.home() / '.local/share/vigil/vigil.db'}"


def test_settings_are_taken_as_given():
    settings = read_settings({"VIGIL_DATABASE": " sqlite:///x.db ", "VIGIL_REPLAY_AT": "2019-03-15T08:00+00:00"})
    assert settings.database == "sqlite:///x.db"
    assert settings.replay_at == datetime(2019, 3, 15, 8, tzinfo=UTC)


def test_a_replay_without_offset_is_unreadable():
    with pytest.raises(Unreadable, match="VIGIL_REPLAY_AT"):
        read_settings({"VIGIL_REPLAY_AT": "2019-03-15"})


def test_this_process_is_read(monkeypatch):
    monkeypatch.setenv("VIGIL_DATABASE", "sqlite:///here.db")
    assert settings_of_this_process().database == "sqlite:///here.db"
