"""The picture at a moment: the latest months known, per flag and area, with whose rise it is."""

from dataclasses import dataclass
from datetime import datetime

from vigil.picture.figure import Figure
from vigil.picture.monthly.history import MonthPoint
from vigil.picture.monthly.reading import MonthReading
from vigil.picture.monthly.whose import MonthWhose
from vigil.register.place import Community


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagPicture:
    """One flag over the whole ground asked for: its latest month, whose its rise is, the months before, in words."""

    reading: MonthReading
    whose: MonthWhose
    history: tuple[MonthPoint, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What was known at a moment.

    `area` is empty for all areas together; `by_area` then holds every flag's reading in every single area. `basis`
    says from what, as of when, and what it leaves out; `headline` is the one sentence for a tired reader, and
    `corrections` say which wider flag's figure would mislead on its own, and why.
    """

    at: datetime
    area: str
    headline: str
    flags: tuple[FlagPicture, ...]
    by_area: tuple[MonthReading, ...]
    basis: tuple[str, ...]
    corrections: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[MonthReading, ...]:
        """The readings over the whole ground asked for, one a flag."""
        return tuple(one.reading for one in self.flags)


def evidence_for(picture: Picture, community: Community, areas: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    """Give the figures of a picture that speak of a community: over the whole, then in each of some areas."""
    whole = [one for one in picture.readings if one.community is community]
    single = [one for one in picture.by_area if one.community is community and one.areas[0] in areas]
    return tuple(
        figure for one in (*whole, *single) for figure in (one.latest, one.mean, one.ratio) if figure is not None
    )
