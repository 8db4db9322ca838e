"""The walls hold: a breach of any import contract is found, each planted in a copy of the product."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.whole.tree import SRC
from tools.node import ROOT

BREACHES: Final[Mapping[str, Mapping[str, str]]] = {
    "Down only": {
        "vigil/register/planted.py": "import vigil.posture.planted",
        "vigil/helpers.py": "",  # a new name at the top has no place in the drawing
        "vigil/posture/planted.py": "",
    },
    "Inside a capability: actions over adapters": {
        "vigil/reports/store.py": "",
        "vigil/reports/fetch.py": "import vigil.reports.store",
    },
    "Pure modules know no database, no network, no desk": {
        "vigil/patrol/planted.py": "import sqlalchemy",
    },
    "Only actions use a store, fetch or send": {
        "vigil/web/planted.py": "import vigil.register.store",
    },
    "The catalogue is the only way in to an action": {
        "vigil/register/actions.py": "",
        "vigil/cli/planted.py": "import vigil.register.actions",
    },
    "SQL is written in store modules only": {
        "vigil/work/planted.py": "import sqlalchemy",
    },
    "No cycles": {
        "vigil/ground/planted.py": "import vigil.ground.planted_too",
        "vigil/ground/planted_too.py": (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import vigil.ground.planted"
        ),
    },
}


def contracts_broken(folder: Path) -> set[str]:
    shown = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert "Contracts:" in shown, shown
    return set(re.findall(r"^(.+) BROKEN\b", shown, re.MULTILINE))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walls")
    shutil.copytree(SRC, folder / "src", ignore=shutil.ignore_patterns("*.pyc", "static", "data"))
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def test_every_breach_is_found(copy: Path) -> None:
    for files in BREACHES.values():
        for name, content in files.items():
            path = copy / "src" / name
            path.write_text(
                f"{path.read_text(encoding='utf-8') if path.exists() else ''}\n{content}\n", encoding="utf-8"
            )
    assert contracts_broken(copy) == set(BREACHES)
