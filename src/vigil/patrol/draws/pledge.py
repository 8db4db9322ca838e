"""A pledge: a seed that nobody has seen yet, and the hash that binds the desk to it.

The hash stands in the audit before the plan is worked out; the seed stays sealed until the day is over. Whoever asks
for plans until one pleases leaves a pledge for each.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

SEED_BITS: Final = 128
"""Too many to be guessed from the hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A pledged seed: for which day, when, by whom; `plan_id` is the plan drawn with it, None while there is none.

    `commitment` is the SHA-256 of the seed's decimal text, a full stop and the day. `revealed_at` is when the seed was
    made known.
    """

    id: int
    on: date
    seed: int = field(repr=False)
    commitment: str
    made_at: datetime
    made_by_id: str
    made_by_name: str
    plan_id: int | None = None
    revealed_at: datetime | None = None
