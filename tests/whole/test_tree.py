"""The tree keeps its shape: tests mirror the source, files stay short, names say something."""

import ast
from pathlib import Path
from typing import Final

import pytest

from tests.whole.tree import SRC, TESTS, VIGIL, parsed, source_files, tracked_files

LONGEST_FILE: Final = 400
LONGER: Final = {VIGIL / "catalogue.py": 600}
"""The table of actions and permissions is read in one piece: docs/why/0009-the-catalogue-is-one-table.md."""
SAYS_NOTHING: Final = {"utils", "helpers", "common", "misc", "manager", "base"}

# Tests that are not of one file: of the whole, against references, of quality, through a browser, of our tools.
NOT_A_MIRROR: Final = {"whole", "golden", "gate", "browser", "tools"}


def has_no_test_of_its_own(path: Path) -> bool:
    """Say whether a source file is tested elsewhere: a package's docstring, `python -m`, a numbered migration."""
    is_migration = path.parent.name == "migrations" and path.stem[:4].isdigit()
    return path.name in {"__init__.py", "__main__.py"} or is_migration


def mirror_of(path: Path) -> Path:
    """Give the test file of a source file."""
    return TESTS / path.relative_to(VIGIL).with_name(f"test_{path.name}")


def test_every_source_file_has_its_test_file() -> None:
    missing = [
        f"{path.relative_to(SRC)} has no {mirror_of(path).relative_to(TESTS.parent)}"
        for path in source_files()
        if not has_no_test_of_its_own(path) and not mirror_of(path).exists()
    ]
    assert missing == []


def test_every_test_file_has_its_source_file() -> None:
    mirrors = {mirror_of(path) for path in source_files()}
    tests = {path for path in tracked_files() if path.is_relative_to(TESTS) and path.name.startswith("test_")}
    strays = {path for path in tests - mirrors if path.relative_to(TESTS).parts[0] not in NOT_A_MIRROR}
    assert sorted(str(path.relative_to(TESTS)) for path in strays) == []


def test_no_file_is_too_long() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _python_files()}
    assert {str(path): count for path, count in lines.items() if count > LONGER.get(path, LONGEST_FILE)} == {}


@pytest.mark.parametrize("path", source_files(), ids=lambda path: str(path.relative_to(VIGIL)))
def test_names_say_something(path: Path) -> None:
    assert not SAYS_NOTHING.intersection(path.relative_to(VIGIL).with_suffix("").parts)


def test_a_package_file_holds_its_docstring_and_nothing_else() -> None:
    fuller = [str(path) for path in source_files() if path.name == "__init__.py" and not _is_docstring_only(path)]
    assert fuller == []


def _is_docstring_only(path: Path) -> bool:
    body = parsed(path).body
    return len(body) == 1 and isinstance(body[0], ast.Expr) and ast.get_docstring(parsed(path)) is not None


def _python_files() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py"]
