"""What tests of the whole ask about the tree: which files there are, which are pure, what they define."""

import ast
import importlib
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

from tools.node import ROOT

SRC: Final = ROOT / "src"
VIGIL: Final = SRC / "vigil"
TESTS: Final = ROOT / "tests"
DOCS: Final = ROOT / "docs"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Give every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = sorted(set(listed.stdout.decode().split("\0")) - {""})
    return tuple(path for path in (ROOT / name for name in names) if path.is_file())


def source_files() -> tuple[Path, ...]:
    """Give every Python file of the product."""
    return tuple(path for path in tracked_files() if path.suffix == ".py" and path.is_relative_to(VIGIL))


def module_name(path: Path) -> str:
    """Give the dotted name under which a source file is imported."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> Iterator[ModuleType]:
    """Give every module of the product, imported."""
    for path in source_files():
        if path.name != "__main__.py":
            yield importlib.import_module(module_name(path))


@cache
def parsed(path: Path) -> ast.Module:
    """Give a Python file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def text_of(path: Path) -> str:
    """Give a file's text, or nothing when it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
