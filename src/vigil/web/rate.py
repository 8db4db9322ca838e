"""How often somebody may ask: so many times within a while, and then not before it is over."""

from collections import deque
from datetime import datetime, timedelta
from math import ceil
from typing import Final

MOST_KEYS: Final = 10_000
"""Of how many that ask is kept count at once; who has been quiet longest is forgotten first."""


class TooOften(Exception):
    """Raised when somebody asks too often; the edge says after how many seconds to ask again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"wait {wait_s} s")
        self.wait_s = wait_s


class Rate:
    """Lets each that asks through `most` times within a while; counted in this process alone."""

    def __init__(self, most: int, within: timedelta) -> None:
        self._most: Final = most
        self._within: Final = within
        self._asked: Final[dict[str, deque[datetime]]] = {}

    def take(self, key: str, at: datetime) -> None:
        """Count one asking.

        Raises
        ------
        TooOften : it was one too many, and is not counted
        """
        asked = self._asked.pop(key, deque[datetime]())
        while asked and asked[0] <= at - self._within:
            asked.popleft()
        self._asked[key] = asked  # last in order, so that the first is whoever has been quiet longest
        if len(asked) >= self._most:
            raise TooOften(max(1, ceil((asked[0] + self._within - at).total_seconds())))
        asked.append(at)
        while len(self._asked) > MOST_KEYS:
            del self._asked[next(iter(self._asked))]
