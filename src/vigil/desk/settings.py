"""What is set from outside, by the environment; every setting stands in docs/look-up/settings.md."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import parse_moment


@dataclass(frozen=True, slots=True)
class Settings:
    """Which database, whether the desk replays a moment of the past, and what people call the ground it guards."""

    database: str
    replay_at: datetime | None = None
    area: str = ""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings, with a SQLite file in the user's data folder as the default database.

    Raises
    ------
    Unreadable : VIGIL_REPLAY_AT is not a moment with an offset
    """
    replay = environment.get("VIGIL_REPLAY_AT", "").strip()
    try:
        replay_at = parse_moment(replay) if replay else None
    except ValueError as problem:
        raise Unreadable(Where("VIGIL_REPLAY_AT"), str(problem)) from problem
    database = environment.get("VIGIL_DATABASE", "").strip() or f"sqlite:///{data_folder(environment) / 'vigil.db'}"
    return Settings(database, replay_at, environment.get("VIGIL_AREA", "").strip())


def settings_of_this_process() -> Settings:
    """Read the settings from this process's environment."""
    return read_settings(os.environ)


def data_folder(environment: Mapping[str, str]) -> Path:
    """Give the folder of this user's data, where the desk keeps what nobody has put elsewhere."""
    given = environment.get("XDG_DATA_HOME", "").strip()
    base = Path(given) if given else Path.home() / ".local" / "share"
    return base / "vigil"
