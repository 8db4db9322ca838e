"""What a publisher counted: one flag, one area, month by month.

Flags overlap. A series is of one flag, and the only sum there is goes over areas, which do not overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from vigil.reports.month import Month


@dataclass(frozen=True, slots=True)
class CountSource:
    """Who published counts, in which file, by which clocks; `delay_days` after a month's end it was to be had.

    None stands for a delay that is not known.
    """

    name: str
    file: str
    time_zone: str
    delay_days: int | None = None


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many offences a publisher counted in one area and month under one flag, and in which file that stands."""

    area: str
    area_code: str
    flag: str
    month: Month
    count: int
    file: str = ""

    @property
    def id(self) -> str:
        """What it is a count of, within its source."""
        return f"{self.flag} in {self.area}, {self.month}"


@dataclass(frozen=True, slots=True)
class CountSeries:
    """The counts of one flag in one area, or in several areas together; a month that is not there is not known.

    `files` are those the counts were read from.
    """

    source: str
    flag: str
    areas: tuple[str, ...]
    counts: Mapping[Month, int]
    files: tuple[str, ...] = ()


def series_of(source: str, counts: Sequence[AreaCount]) -> tuple[CountSeries, ...]:
    """Give the series in counts of one source: one for every flag and area, in their order."""
    by_flag_and_area: dict[tuple[str, str], dict[Month, AreaCount]] = {}
    for one in counts:
        by_flag_and_area.setdefault((one.flag, one.area), {})[one.month] = one
    return tuple(
        CountSeries(
            source,
            flag,
            (area,),
            MappingProxyType({month: months[month].count for month in sorted(months)}),
            tuple(sorted({one.file for one in months.values() if one.file})),
        )
        for (flag, area), months in sorted(by_flag_and_area.items())
    )


def join_areas(series: Sequence[CountSeries]) -> CountSeries:
    """Give one flag's counts in several areas together, for the months that are known in every one of them.

    Raises
    ------
    ValueError : no series, another source, another flag (flags overlap), or an area twice
    """
    if len({(one.source, one.flag) for one in series}) != 1:
        raise ValueError("only series of one source and one flag can be joined: flags overlap")
    areas = tuple(area for one in series for area in one.areas)
    if len(set(areas)) != len(areas):
        raise ValueError("an area stands twice among the series to be joined")
    first, *others = series
    known = [month for month in first.counts if all(month in other.counts for other in others)]
    joined = {month: sum(one.counts[month] for one in series) for month in known}
    files = tuple(sorted({file for one in series for file in one.files}))
    return CountSeries(first.source, first.flag, areas, MappingProxyType(joined), files)
