"""One thing that happened."""

from dataclasses import dataclass
from datetime import date, datetime

from vigil.ground.point import Point
from vigil.register.place import Community


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing that happened: when, where, to which community, of what kind, and who says so.

    `happened_on` is the day in the place's own time zone; `happened_at` is None when only the day is known. At least
    one of `point`, `area` and `place_id` says where. Nothing in it says who anybody is.
    """

    id: str
    happened_on: date
    happened_at: datetime | None
    community: Community
    kind: str
    source: str
    point: Point | None = None
    area: str = ""
    place_id: str = ""
    description: str = ""
    file: str = ""
