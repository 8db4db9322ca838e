"""Write docs/look-up/commands.md out of the commands themselves: `make fix`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from vigil.cli.main import app

PAGE: Final = Path(__file__).parent.parent / "docs" / "look-up" / "commands.md"

HEAD: Final = """# Commands

Made from the commands themselves by `make fix`; a test fails when it is not up to date. In a checkout
a command is `.venv/bin/vigil …`. Every command ends with 0 when it did what was asked, with 2 when the input was bad,
with 1 when it failed otherwise, and says why on standard error. A file named `-` is standard input or output.
"""


def write_page() -> str:
    """Give the whole page."""
    root = cast("TyperGroup", typer.main.get_command(app))
    return HEAD + "".join(_section(name, command) for name, command in walk("vigil", root))


def walk(name: str, group: TyperGroup) -> Iterator[tuple[str, TyperCommand]]:
    """Give every command below a group with its full name, in the order of the alphabet."""
    for word, command in sorted(group.commands.items()):
        if isinstance(command, TyperGroup):
            yield from walk(f"{name} {word}", command)
        elif isinstance(command, TyperCommand):
            yield f"{name} {word}", command


def _section(name: str, command: TyperCommand) -> str:
    arguments = [part for part in command.params if isinstance(part, TyperArgument)]
    options = [part for part in command.params if isinstance(part, TyperOption) and part.name != "help"]
    words = "".join(f" {_argument(part)}" for part in arguments)
    rows = [f"| `{_argument(part)}` | {part.help or ''} |  |" for part in arguments]
    rows += [f"| {_option(part)} | {part.help or ''} | {_default(part)} |" for part in options]
    table = "\n| | | when not given |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n" if rows else ""
    return f"\n## `{name}{words}`\n\n{(command.help or '').strip()}\n{table}"


def _argument(part: TyperArgument) -> str:
    return (part.metavar or part.name or "").upper()


def _option(part: TyperOption) -> str:
    return ", ".join(f"`{word}`" for word in (*part.opts, *part.secondary_opts))


def _default(part: TyperOption) -> str:
    if part.required:
        return "must be given"
    if part.is_flag:
        return f"`{part.opts[0]}`" if part.default is True else ""
    return "" if part.default in (None, "", ()) or callable(part.default) else f"`{part.default}`"


if __name__ == "__main__":
    PAGE.write_text(write_page())
    sys.stdout.write(f"{PAGE.name} written\n")
