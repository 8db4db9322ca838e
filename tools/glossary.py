"""Write docs/look-up/glossary.md out of the docstrings of the public classes: `make fix`."""

import ast
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
SOURCE: Final = ROOT / "src" / "vigil"
PAGE: Final = ROOT / "docs" / "look-up" / "glossary.md"

HEAD: Final = """# Words

One word for one thing, on pages, in commands and in the code. The words below are the public classes with the first
sentence each says of itself; `make fix` makes the page, and a test fails when it is not up to date.

Four words carry the rest. A **place** is guarded. A **session** is a gathering at a place, with **windows** in which
people arrive, are there, and leave. An **uplift** is a decision to step up, proposed by one person, approved by
another, and never without an end. A **visit** is a unit at a door inside a window.
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A public class: its name, what it says of itself, and the room it lives in."""

    name: str
    says: str
    room: str


def write_page() -> str:
    """Give the whole page."""
    words = sorted({word for path in sorted(SOURCE.rglob("*.py")) for word in words_of(path)}, key=_order)
    rooms = sorted({word.room for word in words})
    return HEAD + "".join(_section(room, [word for word in words if word.room == room]) for room in rooms)


def words_of(path: Path) -> list[Word]:
    """Give the public classes of a file."""
    room = path.relative_to(SOURCE).parts[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))
    return [Word(node.name, (ast.get_docstring(node) or "").partition("\n")[0], room) for node in found]


def _order(word: Word) -> tuple[str, str]:
    return word.name.lower(), word.says


def _section(room: str, words: list[Word]) -> str:
    rows = "\n".join(f"| `{word.name}` | {word.says.replace('|', chr(92) + '|')} |" for word in words)
    return f"\n## {room}\n\n| word | what it is |\n| --- | --- |\n{rows}\n"


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")
