"""The documentation is true: its links lead somewhere, its commands run, and nothing public is left out."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.whole.docs import Command, File, anchors, is_printed, links, name_of, pages, steps
from tests.whole.tree import DOCS, TESTS, VIGIL, parsed, source_files, text_of

LONGEST_COMMAND_S: Final = 300

SETTING: Final = re.compile(r"\bVIGIL_[A-Z][A-Z_]*\b")

RUN: Final = tuple(page for page in pages() if any(isinstance(step, Command) for step in steps(text_of(page))))


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    assert [link for link in links(text_of(page)) if not leads_somewhere(page, link)] == []


def leads_somewhere(page: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    target, _, anchor = link.partition("#")
    path = (page.parent / target).resolve() if target else page
    return path.exists() and (not anchor or anchor in anchors(text_of(path)))


def test_the_page_on_an_area_of_ones_own_is_run() -> None:
    assert DOCS / "do" / "your-own-area.md" in RUN


@pytest.mark.parametrize("page", RUN, ids=name_of)
def test_the_commands_of_a_page_do_what_it_says(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reader"
    beside = page.with_suffix("")
    if beside.is_dir():
        shutil.copytree(beside, folder)
    folder.mkdir(exist_ok=True)
    for step in steps(text_of(page)):
        if isinstance(step, File):
            (folder / step.name).write_text(step.content, encoding="utf-8")
        else:
            run(step, page, folder)


def run(command: Command, page: Path, folder: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder.parent),
        "XDG_DATA_HOME": str(folder.parent / "data"),
        "COLUMNS": "120",
    }
    environment.pop("VIGIL_DATABASE", None)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command.text],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_COMMAND_S,
    )
    where = f"{name_of(page)}:{command.line}: {command.text}"
    assert done.returncode == 0, f"{where}\n{done.stdout}{done.stderr}"
    assert is_printed(command.prints, done.stdout), f"{where} printed\n{done.stdout}"


def test_every_setting_is_documented() -> None:
    known = text_of(DOCS / "look-up" / "settings.md")
    assert "VIGIL_DATABASE" in settings()
    assert sorted(name for name in settings() if f"`{name}`" not in known) == []


def test_every_documented_setting_exists() -> None:
    assert sorted(set(SETTING.findall(text_of(DOCS / "look-up" / "settings.md"))) - settings()) == []


def settings() -> set[str]:
    return {name for path in (*source_files(), TESTS / "conftest.py") for name in SETTING.findall(text_of(path))}


def test_every_public_class_is_in_the_glossary() -> None:
    glossary = text_of(DOCS / "look-up" / "glossary.md")
    missing = [
        f"{node.name} ({path.relative_to(VIGIL)})"
        for path in source_files()
        for node in parsed(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and f"`{node.name}`" not in glossary
    ]
    assert missing == []


PAGE: Final = """# Try it

```csv units.csv
id,base
u1,Poplar
```

Then, and see [above](#try-it) or ![a picture](a.png):

```console run
$ cat units.csv
id,…
…
$ printf 'a\\n%s\\n' \\
    b
$ true
```

```console
$ rm -rf everything
```
"""


def test_a_page_is_read_in_order() -> None:
    assert list(steps(PAGE)) == [
        File(4, "units.csv", "id,base\nu1,Poplar\n"),
        Command(11, "cat units.csv", ("id,…", "…")),
        Command(14, "printf 'a\\n%s\\n' \\\n    b", ()),
        Command(16, "true", ()),
    ]
    assert list(links(PAGE)) == ["#try-it", "a.png"]
    assert anchors(PAGE) == {"try-it"}


@pytest.mark.parametrize(
    ("prints", "printed", "expected"),
    [
        ((), "anything\n", True),
        (("a",), "a\n", True),
        (("a",), "a\nb\n", False),
        (("a",), "b\n", False),
        (("a", "…"), "a\nb\nc\n", True),
        (("…", "c"), "a\nb\nc\n", True),
        (("took … s",), "took 1.4 s\n", True),
        (("took … s",), "took 1.4 min\n", False),
        (("a.c",), "abc\n", False),
    ],
)
def test_what_is_printed_is_held_against_the_page(prints: tuple[str, ...], printed: str, expected: bool) -> None:
    assert is_printed(prints, printed) is expected
