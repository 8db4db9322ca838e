"""Fail when a pure file is not wholly covered by its own test file, or the whole is covered too little.

Run after `pytest --cov --cov-context=test`: the coverage data then says which test ran each line. A pure file
calculates and touches nothing, so whatever its own tests do not reach is either not needed or not tested.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coverage import Coverage
from coverage.exceptions import NoDataError

from tools.node import ROOT

VIGIL: Final = ROOT / "src" / "vigil"
TESTS: Final = ROOT / "tests"

WHOLE_AT_LEAST: Final = 95.0

NOT_CAPABILITIES: Final = {"database", "desk", "migrations", "work", "web", "cli"}
NOT_PURE: Final = {"__init__.py", "__main__.py", "actions.py", "store.py", "fetch.py", "send.py"}


@dataclass(frozen=True, slots=True)
class Gap:
    """What a file's own tests leave out: lines, and steps from one line to another."""

    path: Path
    lines: tuple[int, ...]
    branches: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        # A branch out of a line that is never reached says nothing more.
        branches = [f"{start}→{'exit' if end < 0 else end}" for start, end in self.branches if start not in self.lines]
        parts = [f"lines {as_ranges(self.lines)}"] if self.lines else []
        parts += [f"branches {', '.join(branches)}"] if branches else []
        return f"{self.path.relative_to(ROOT)}: its own test file leaves out {'; '.join(parts)}"


def as_ranges(numbers: Iterable[int]) -> str:
    """Give ascending numbers in short: 3, 4, 5 and 9 as `3-5, 9`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    return ", ".join("-".join(str(end) for end in ends) for ends in ranges)


def is_pure(path: Path) -> bool:
    """Say whether a source file calculates and nothing else: by its place and name, as the style has it."""
    parts = path.relative_to(VIGIL).parts
    return len(parts) > 1 and parts[0] not in NOT_CAPABILITIES and path.name not in NOT_PURE


def own_test_of(path: Path) -> str:
    """Give the name of a source file's own test file, from the project's folder."""
    return (Path("tests") / path.relative_to(VIGIL).with_name(f"test_{path.name}")).as_posix()


def find_gap(coverage: Coverage, path: Path) -> Gap | None:
    """Give what a file's own tests leave out, or None."""
    # Definitions run when a module is first imported, which is in no test: the empty context.
    contexts = ["^$", f"^{re.escape(own_test_of(path))}::"]
    report = _report(coverage, [path], contexts)
    # A file that nothing imported has no entry at all.
    nothing: dict[str, Any] = {"missing_lines": [1], "missing_branches": []}
    entry = next(iter(report["files"].values()), nothing)
    lines = tuple(entry["missing_lines"])
    branches = tuple((start, end) for start, end in entry["missing_branches"])
    return Gap(path, lines, branches) if lines or branches else None


def measure_whole(coverage: Coverage) -> float:
    """Give how much of the product all tests together cover, in per cent, lines and branches."""
    return float(_report(coverage, None, None)["totals"]["percent_covered"])


def list_gaps(coverage: Coverage, paths: Iterable[Path]) -> Iterator[Gap]:
    """Give the gaps of all pure files."""
    for path in paths:
        if is_pure(path) and (gap := find_gap(coverage, path)):
            yield gap


def _report(coverage: Coverage, paths: list[Path] | None, contexts: list[str] | None) -> "dict[str, Any]":
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "report.json"
        names = [str(path) for path in paths] if paths else None
        try:
            coverage.json_report(morfs=names, contexts=contexts, outfile=str(written))
        except NoDataError:
            return {"files": {}, "totals": {"percent_covered": 0.0}}
        report: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
        return report


def main() -> int:
    """Print every gap; give 1 when there is one, or when the whole is covered too little."""
    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    gaps = tuple(list_gaps(coverage, sorted(VIGIL.rglob("*.py"))))
    for gap in gaps:
        print(gap, file=sys.stderr)
    whole = measure_whole(coverage)
    print(f"All tests together cover {whole:.1f} % of the product; at least {WHOLE_AT_LEAST:g} % is asked.")
    return 1 if gaps or whole < WHOLE_AT_LEAST else 0


if __name__ == "__main__":
    sys.exit(main())
