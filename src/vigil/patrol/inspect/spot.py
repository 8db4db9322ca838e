"""A value of a JSON file together with where it stands, so that bad input is told by its field."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from vigil.ground.errors import Unreadable, Where

ENDLESS: Final = math.inf


@dataclass(frozen=True, slots=True)
class JsonSpot:
    """One value of a JSON file, the file's name and the path to it, such as `units[2].from`."""

    value: object
    source: str
    path: str = ""

    def refuse(self, why: str) -> NoReturn:
        """Say why the value will not do.

        Raises
        ------
        Unreadable : always
        """
        shown = "" if isinstance(self.value, dict | list | None) else str(self.value)
        raise Unreadable(Where(self.source, field=self.path), why, shown)

    def find(self, key: str) -> "JsonSpot | None":
        """Give the value of a key; None when it is left out or null."""
        value = self._object().get(key)
        return None if value is None else JsonSpot(value, self.source, f"{self.path}.{key}" if self.path else key)

    def get(self, key: str) -> "JsonSpot":
        """Give the value of a key.

        Raises
        ------
        Unreadable : the key is missing
        """
        found = self.find(key)
        if found is None:
            JsonSpot(None, self.source, f"{self.path}.{key}" if self.path else key).refuse("is missing")
        return found

    def each(self) -> Iterator["JsonSpot"]:
        """Give the members of a list.

        Raises
        ------
        Unreadable : it is no list
        """
        if not isinstance(self.value, list):
            self.refuse("must be a list")
        for number, value in enumerate(self.value):
            yield JsonSpot(value, self.source, f"{self.path}[{number}]")

    def entries(self) -> Iterator[tuple[str, "JsonSpot"]]:
        """Give the names and values of an object.

        Raises
        ------
        Unreadable : it is no object
        """
        for key, value in self._object().items():
            yield key, JsonSpot(value, self.source, f"{self.path}.{key}")

    def text(self) -> str:
        """Give a text.

        Raises
        ------
        Unreadable : it is none
        """
        if not isinstance(self.value, str):
            self.refuse("must be a text")
        return self.value

    def number(self, low: float = -ENDLESS, high: float = ENDLESS) -> float:
        """Give a number between two limits.

        Raises
        ------
        Unreadable : it is none, not finite, or outside
        """
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.refuse("must be a number")
        if not low <= value <= high:
            self.refuse(f"must lie between {low:g} and {high:g}")
        return float(value)

    def whole(self, low: float = -ENDLESS, high: float = ENDLESS) -> int:
        """Give a whole number between two limits.

        Raises
        ------
        Unreadable : it is none, or outside
        """
        number = self.number(low, high)
        if number != int(number):
            self.refuse("must be a whole number")
        return self.value if isinstance(self.value, int) else int(number)

    def _object(self) -> dict[str, object]:
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        return self.value


def read_spot(content: bytes, source: str) -> JsonSpot:
    """Read a JSON file.

    Raises
    ------
    Unreadable : it is not JSON in UTF-8, or holds NaN or Infinity
    """
    try:
        return JsonSpot(json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant), source)
    except json.JSONDecodeError as problem:
        raise Unreadable(Where(source, problem.lineno), f"is not JSON: {problem.msg}") from problem
    except (ValueError, RecursionError) as problem:
        raise Unreadable(Where(source), "is not JSON in UTF-8 that can be read") from problem


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(word)
