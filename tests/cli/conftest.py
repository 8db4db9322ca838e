"""What every test of the command line may ask for."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from vigil.cli import main
from vigil.desk.office import Office


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def vigil(sqlite_office: Office, monkeypatch, capsys) -> Callable[..., Ran]:
    """Types a command on the machine of `sqlite_office`."""
    monkeypatch.setenv("VIGIL_DATABASE", sqlite_office.settings.database)

    def type_in(*words: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["vigil", *words])
        with pytest.raises(SystemExit) as ended:
            main.main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    return type_in
