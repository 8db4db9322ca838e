"""What a nowcast says of each day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NowcastDay:
    """One day: what is known of it, and what it will probably come to.

    `known_before` is how many were known a day earlier: the rest of `known` came in late, on the as-of day.
    `likely` is the middle of what it may come to (the median) and `mean` its mean, which may be added up over days;
    `low` to `high` hold the day's final count with `probability`. `reported_share`, in (0, 1], is how much of such a
    day's reports has come in by now.
    """

    on: date
    known: int
    known_before: int
    likely: int
    low: int
    high: int
    mean: float
    probability: float
    reported_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Nowcast:
    """The latest days as they will be once late reports are in, oldest first, as known on a day.

    `reports` is how many reports of the window it was learnt from; `is_thin` says that they are few. `came_later` is
    how many took longer than the longest delay that is learnt: of such nothing is foreseen.
    """

    as_of: date
    days: tuple[NowcastDay, ...]
    reports: int
    is_thin: bool
    came_later: int
