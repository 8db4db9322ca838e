"""Every command explains itself, quickly."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Final

import pytest
import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.testing import CliRunner

from vigil.cli.main import app

# Each takes longer to import than the whole of --help may take.
HEAVY: Final = {
    "adhanpy", "alembic", "argon2", "fastapi", "holidays", "jinja2", "matplotlib", "numpy", "osmium", "psycopg",
    "pydantic", "pyvrp", "scipy", "shapely", "sqlalchemy", "starlette", "typst", "uvicorn",
}  # fmt: skip


def commands(
    command: object, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], TyperCommand | TyperGroup]]:
    assert isinstance(command, TyperCommand | TyperGroup)
    yield path, command
    if isinstance(command, TyperGroup):
        for name, child in command.commands.items():
            yield from commands(child, (*path, name))


ALL: Final = tuple(commands(typer.main.get_command(app)))


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(("vigil", *path)) for path, _ in ALL])
def test_a_command_and_its_options_have_help(path: tuple[str, ...], command: TyperCommand | TyperGroup) -> None:
    shown = CliRunner().invoke(app, [*path, "--help"])
    assert shown.exit_code == 0
    assert (command.help or "").strip()
    unexplained = [
        option.name for option in command.params if isinstance(option, TyperOption) and not (option.help or "").strip()
    ]
    assert unexplained == []


def test_help_waits_for_no_heavy_import() -> None:
    code = (
        "import sys\n"
        "from vigil.cli.main import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('|' + ' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    loaded = set(shown.rpartition("|")[2].split())
    assert "vigil" in loaded
    assert loaded & HEAVY == set()
