"""Reading JSON with care: every value knows its path, so that an error can name it."""

import json
from dataclasses import dataclass
from typing import NoReturn

from vigil.ground.errors import Unreadable, Where


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a JSON document, and where it stands: `windows[3].opens`."""

    value: object
    source: str
    path: str = ""

    def refuse(self, why: str) -> Unreadable:
        """Give the error that says what is wrong here; the caller raises it."""
        plain = self.value if isinstance(self.value, str | int | float | None) else ""
        return Unreadable(Where(self.source, field=self.path), why, "" if plain is None else str(plain))

    def find(self, key: str) -> "Node | None":
        """Give the value under a key, or None when it is missing or null.

        Raises
        ------
        Unreadable : this is not an object
        """
        if not isinstance(self.value, dict):
            raise self.refuse("must be an object {…}")
        found = self.value.get(key)
        return None if found is None else Node(found, self.source, f"{self.path}.{key}" if self.path else key)

    def get(self, key: str) -> "Node":
        """Give the value under a key.

        Raises
        ------
        Unreadable : it is missing or null
        """
        found = self.find(key)
        if found is None:
            path = f"{self.path}.{key}" if self.path else key
            raise Unreadable(Where(self.source, field=path), "is missing")
        return found

    def items(self) -> tuple["Node", ...]:
        """Give the values of an array.

        Raises
        ------
        Unreadable : this is not an array
        """
        if not isinstance(self.value, list):
            raise self.refuse("must be an array […]")
        return tuple(Node(item, self.source, f"{self.path}[{n}]") for n, item in enumerate(self.value))

    def text(self) -> str:
        """Give a text.

        Raises
        ------
        Unreadable : this is not a text
        """
        if not isinstance(self.value, str):
            raise self.refuse("must be a text in quotation marks")
        if any("\ud800" <= character <= "\udfff" for character in self.value):
            raise Unreadable(Where(self.source, field=self.path), "holds half a character (a lone surrogate)")
        return self.value

    def name(self) -> str:
        """Give a text that is not empty, such as an id.

        Raises
        ------
        Unreadable : this is not a text, or an empty one
        """
        if not self.text().strip():
            raise self.refuse("must not be empty")
        return self.text()

    def number(self, low: float, high: float) -> float:
        """Give a number between two bounds, both allowed.

        Raises
        ------
        Unreadable : this is not a number, or outside the bounds
        """
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.refuse("must be a number")
        if not low <= self.value <= high:
            raise self.refuse(f"must be between {low:g} and {high:g}")
        return float(self.value)

    def whole(self, low: int, high: int) -> int:
        """Give a whole number between two bounds, both allowed.

        Raises
        ------
        Unreadable : this is not a whole number, or outside the bounds
        """
        number = self.number(low, high)
        if not number.is_integer():
            raise self.refuse("must be a whole number")
        return int(number)


def read_json(content: str | bytes, source: str) -> Node:
    """Read a JSON document strictly: no NaN, no infinity, no key twice.

    Raises
    ------
    Unreadable : it is not UTF-8 or not such JSON, with the line
    """
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return Node(json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_key_twice), source)
    except UnicodeDecodeError as problem:
        raise Unreadable(Where(source), f"is not UTF-8 at byte {problem.start}") from problem
    except json.JSONDecodeError as problem:
        raise Unreadable(Where(source, problem.lineno), f"is not JSON: {problem.msg.lower()}") from problem
    except RecursionError as problem:
        raise Unreadable(Where(source), "is not such a document: it is nested too deeply") from problem
    except ValueError as problem:
        raise Unreadable(Where(source), str(problem)) from problem


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number that can be planned with")


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key “{key}” stands twice in one object")
        found[key] = value
    return found
