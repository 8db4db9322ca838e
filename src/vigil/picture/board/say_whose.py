"""Whose surge it is, on a board: flags inside a wider one, and communities among all incidents of the last day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from vigil.picture.board.judged import KnownSeries
from vigil.picture.board.known import Known
from vigil.picture.day_series import DayCounts, DaySeries
from vigil.picture.explained.explain import DayQuestion, explain
from vigil.picture.explained.say import say
from vigil.picture.monthly.compose import compose

ALL: Final = "all communities together"


def say_whose_month(known: Known) -> Iterator[str]:
    """Say of each flag that surged in its latest month whose rise it is, and what a wider flag's figure hides."""
    picture = compose(known.published, at=known.at)
    yield from picture.corrections
    for flag in picture.flags:
        if flag.reading.compared.is_alarm:
            yield flag.sentence


def say_whose_day(series: Sequence[KnownSeries], as_of: date) -> Iterator[str]:
    """Say of a day on which incidents surged whose rise it is; nothing where no community and no sum is alarming.

    Parameters
    ----------
    series : those of single incidents, of which the communities' over all areas and kinds are looked at
    """
    wholes = [one for one in series if not one.name.area and not one.name.kind]
    # On New Year's Day, and on the first day of all, there is no day of the year before it to hold it against.
    if len(wholes) < 2 or (as_of.month, as_of.day) == (1, 1) or len(wholes[0].first_days) < 2:
        return
    days = wholes[0].first_days
    together = np.sum([one.counts for one in wholes], axis=0)
    named = [(ALL, together), *((one.name.flag.capitalize(), one.counts) for one in wholes)]
    counts = DayCounts(
        wholes[0].name.source,
        tuple(
            DaySeries(name, {day: int(count) for day, count in zip(days, counted, strict=True)})
            for name, counted in named
        ),
    )
    explained = explain(counts, DayQuestion(on=as_of, total=ALL))
    if any(reading.compared.is_alarm for reading in explained.readings):
        yield say(explained)[0]
