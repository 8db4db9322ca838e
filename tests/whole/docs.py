"""Reading the documentation as a test does: its links, its fenced blocks, its commands with what they print.

Three kinds of fenced block are acted on, told by the words after the fence:

    ```console run      commands after `$ `, run by bash in order; under each, what it prints (a line `…` stands
                        for any lines, `…` inside a line for any text); with nothing under it, it only has to succeed
    ```csv units.csv    any language and a file name: the file is written before the commands after it run
    ```console          shown to the reader, not run

All blocks of one page share a folder and a desk of their own. Files beside the page, in a folder of its
name, are laid in that folder first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.whole.tree import tracked_files
from tools.node import ROOT

FENCE: Final = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
HEADING: Final = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a page and what the page says that it prints."""

    line: int
    text: str
    prints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that a page tells its reader to write."""

    line: int
    name: str
    content: str


def pages() -> tuple[Path, ...]:
    """Give every page of the documentation, those at the top of the project included."""
    return tuple(path for path in tracked_files() if path.suffix == ".md" and path.parent.name != "node_modules")


def name_of(path: Path) -> str:
    """Give a page's name in the project."""
    return path.relative_to(ROOT).as_posix()


def steps(text: str) -> Iterator[Command | File]:
    """Give what a page has its reader do, in order."""
    for block in FENCE.finditer(text):
        line = text.count("\n", 0, block.start()) + 2
        words = block[1].split()
        if words == ["console", "run"]:
            yield from _commands(block[2], line)
        elif len(words) == 2 and "." in words[1]:
            yield File(line, words[1], block[2])


def _commands(block: str, line: int) -> Iterator[Command]:
    for number, chunk in enumerate(re.split(r"^\$ ", block, flags=re.MULTILINE)):
        if number:
            text, prints = _split(chunk)
            yield Command(line, text, prints)
        line += chunk.count("\n")


def _split(chunk: str) -> tuple[str, tuple[str, ...]]:
    lines = chunk.splitlines()
    end = 1
    while lines[end - 1].endswith("\\"):
        end += 1
    return "\n".join(lines[:end]), tuple(lines[end:])


def is_printed(prints: tuple[str, ...], printed: str) -> bool:
    """Say whether a command printed what its page says, `…` standing for anything."""
    if not prints:
        return True
    parts = [r"(?:.*\n)*" if line.strip() == "…" else _pattern(line) + r"[ \t]*\n" for line in prints]
    return re.fullmatch("".join(parts), printed.rstrip("\n") + "\n") is not None


def _pattern(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.rstrip().split("…"))


def links(text: str) -> Iterator[str]:
    """Give where a page's links and pictures lead."""
    for match in LINK.finditer(FENCE.sub("", text)):
        yield match[1] or match[2]


def anchors(text: str) -> set[str]:
    """Give the names under which a page's headings can be reached."""
    headings = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
