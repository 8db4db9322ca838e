"""What can be asked of the picture, and the files it gives."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from vigil.ground.errors import Unreadable, Where


@dataclass(frozen=True, slots=True)
class PictureQuery:
    """Asks for the picture in an area, or in all areas together, as known at a moment; now when none is given."""

    area: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """Asks for the board of a day, or for the newest there is when no day is given; of one area, or of all."""

    as_of: date | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class BoardsQuery:
    """Asks which boards there are, the newest first, at most `limit`.

    Raises
    ------
    Unreadable : a limit outside 1 to 1,000
    """

    limit: int = 100

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= 1_000:
            raise Unreadable(Where("query", field="limit"), "is not between 1 and 1,000", str(self.limit))


@dataclass(frozen=True, slots=True)
class UpdateOrder:
    """Asks for the board of a day with only what was known then; of the desk's yesterday when none is given.

    `seed` decides the dice of the replications: the same data and seed give the same board, whoever makes it.

    Raises
    ------
    Unreadable : a seed below 0 or above 2^63 - 1
    """

    as_of: date | None = None
    seed: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.seed < 2**63:
            raise Unreadable(Where("update order", field="seed"), "is not between 0 and 2^63 - 1", str(self.seed))


class BoardPart(StrEnum):
    """What of a board is taken away as a table."""

    SERIES = "series"
    CLUSTERS = "clusters"
    FORECASTS = "forecasts"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardExport:
    """Asks for a part of a board as a table: of a day, or of the newest there is; of one area, or of all."""

    part: BoardPart
    as_of: date | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class BoardFile:
    """A table made from a board, in CSV."""

    name: str
    content: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOrder:
    """Asks for the board of a day, or the newest there is, to take a figure of it away; `figure` says of what."""

    figure: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class BreakFile:
    """A CSV file of days from which series are recorded differently."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class BreaksQuery:
    """Asks for the breaks in how series are recorded that the desk keeps."""
