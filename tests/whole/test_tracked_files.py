"""What is committed works anywhere: no registry's host, no path of one machine, no excuse without its reason."""

import re
from typing import Final

from tests.whole.tree import SRC, text_of, tracked_files
from tools.node import ROOT

# Written in pieces, so that this file does not find itself.
HOSTS: Final = re.compile(
    "|".join(
        ("py" + "pi.org", "python" + "hosted", "npm" + "js", r"deb\.deb" + "ian", "registry" + r"\.[a-z]+\.[a-z]+")
    )
)
MACHINE: Final = re.compile(
    r"(?<![\w.~$})\]*-])/(?:"
    + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "fa" + "rm"))
    + r")/\w|(?<![\w.])/t"
    + r"mp/\w"
)
SHARED: Final = re.compile(r"\.\./" + "shared")

# `noqa` and `type: ignore` name their code, and their reason after a dash on the same line.
EXCUSE: Final = re.compile(r"#\s*(?:noqa|type:\s*ignore)")
EXCUSE_WITH_REASON: Final = re.compile(
    r"#\s*(?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\])\s+[-–#] ?.{8,}"
)

# Data of others is kept as it came, with its own links.
DATA: Final = (".csv", ".json", ".jsonl", ".geojson", ".svg", ".pbf", ".png", ".pdf", ".gz", ".osm")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in tracked_files()
        if path.suffix not in DATA and path.is_file()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(HOSTS) == []


def test_the_package_locks_name_no_host() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE) == []


def test_nothing_reads_what_lies_beside_the_project() -> None:
    assert lines_with(SHARED) == []


def test_every_excuse_has_its_code_and_reason() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in tracked_files()
        if path.suffix == ".py" and (path.is_relative_to(SRC) or path.is_relative_to(ROOT / "tools"))
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if EXCUSE.search(line) and not EXCUSE_WITH_REASON.search(line)
    ]
    assert bare == []
