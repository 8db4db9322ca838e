"""Compiled functions: what they give, and the one rule that keeps what lies on disk from going stale."""

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from vigil.ground.compiled import compiled

VIGIL = Path(__file__).parents[2] / "src" / "vigil"


@compiled
def _divide(numerator: float, denominator: float) -> float:
    return numerator / denominator


def test_compiled_code_gives_what_the_function_gives():
    assert _divide(1.0, 4.0) == 0.25


def test_dividing_by_nought_is_as_in_numpy_and_raises_nothing():
    assert np.isinf(_divide(1.0, 0.0))
    assert np.isnan(_divide(0.0, 0.0))


def compiled_in(path: Path) -> tuple[ast.Module, list[ast.FunctionDef]]:
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return tree, [one for one in functions if any(ast.unparse(mark) == "compiled" for mark in one.decorator_list)]


def borrowed(path: Path) -> Iterator[str]:
    """Give what the compiled functions of a file use out of other files of ours, and what that file does not keep."""
    tree, functions = compiled_in(path)
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vigil.")
        for alias in node.names
    } - {"compiled"}
    for function in functions:
        used = {node.id for line in function.body for node in ast.walk(line) if isinstance(node, ast.Name)}
        yield from (f"{path.relative_to(VIGIL)}: {function.name} uses {name}" for name in sorted(used & imported))


FILES = sorted(path for path in VIGIL.rglob("*.py") if compiled_in(path)[1])


def test_there_are_compiled_functions_to_look_at():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(VIGIL)))
def test_compiled_functions_use_nothing_of_another_file_of_ours(path: Path):
    """Numba tells what it keeps stale by a function's own file: a change elsewhere would not be seen."""
    assert list(borrowed(path)) == []
