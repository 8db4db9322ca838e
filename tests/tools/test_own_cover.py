"""The gate on each pure file's own cover: what it takes for pure, and how it says what is missing."""

import subprocess
import sys
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import given
from hypothesis import strategies as st

from tools.node import ROOT
from tools.own_cover import VIGIL, Gap, as_ranges, is_pure, own_test_of

HALVED = """
def halve(number):
    if number % 2:
        return None
    return number // 2
"""

TRIED = """
import sys
from coverage import Coverage
covering = Coverage(data_file=sys.argv[1], branch=True, include=["*/halve.py"])
covering.start()
from halve import halve
covering.switch_context("tests/x/test_halve.py::test_even|run")
halve(4)
covering.switch_context("tests/x/test_other.py::test_odd|run")
halve(3)
covering.stop()
covering.save()
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ground/point.py", True),
        ("reports/match.py", True),
        ("register/worship/session.py", True),
        ("reports/store.py", False),
        ("reports/actions.py", False),
        ("news/fetch.py", False),
        ("brief/send.py", False),
        ("register/__init__.py", False),
        ("web/today.py", False),
        ("desk/office.py", False),
        ("catalogue.py", False),
    ],
)
def test_pure_is_known_by_place_and_name(name: str, expected: bool) -> None:
    assert is_pure(VIGIL / name) is expected


def test_a_file_has_one_test_file_of_its_own() -> None:
    assert own_test_of(VIGIL / "register/worship/session.py") == "tests/register/worship/test_session.py"


def test_a_gap_names_lines_and_the_branches_out_of_lines_that_are_reached() -> None:
    gap = Gap(ROOT / "src/vigil/ground/point.py", lines=(3, 4, 5, 9), branches=((2, 3), (4, 5), (7, -1)))
    assert str(gap).endswith("point.py: its own test file leaves out lines 3-5, 9; branches 2→3, 7→exit")


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_exactly_their_numbers(numbers: set[int]) -> None:
    held: set[int] = set()
    for part in filter(None, as_ranges(sorted(numbers)).split(", ")):
        first, _, last = part.partition("-")
        held |= set(range(int(first), int(last or first) + 1))
    assert held == numbers


def test_only_what_its_own_test_file_reaches_counts(tmp_path: Path) -> None:
    from tools.own_cover import _report

    (tmp_path / "halve.py").write_text(HALVED, encoding="utf-8")
    (tmp_path / "tried.py").write_text(TRIED, encoding="utf-8")
    data = tmp_path / "data"
    subprocess.run([sys.executable, "tried.py", str(data)], cwd=tmp_path, check=True)
    coverage = Coverage(data_file=str(data), branch=True)
    coverage.load()
    own = _report(coverage, [tmp_path / "halve.py"], ["^$", "^tests/x/test_halve"])
    (entry,) = own["files"].values()
    assert entry["missing_lines"] == [4]
    assert entry["missing_branches"] == [[3, 4]]
    everybody = _report(coverage, [tmp_path / "halve.py"], None)
    assert everybody["totals"]["percent_covered"] == 100
