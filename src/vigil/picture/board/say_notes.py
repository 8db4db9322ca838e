"""What a person should know before using a board: from what it is made, what it leaves out, what it cannot see."""

from collections.abc import Iterator, Sequence

from vigil.picture.board.board import PeriodKind
from vigil.picture.board.detector import Detector
from vigil.picture.board.judged import JudgedSeries
from vigil.picture.board.known import Known
from vigil.picture.board.weigh import FALSE_SHARE
from vigil.picture.words import say_number


def say_notes(known: Known, judged: Sequence[JudgedSeries], *, too_thin: int, studies: int) -> Iterator[str]:
    """Give the notes of a board.

    Parameters
    ----------
    too_thin : how many series of an area or a kind were left out
    studies : how many flags and communities were scanned for clusters
    """
    if not judged:
        yield "Nothing had been reported or published by then: there is nothing to show."
        return
    yield from _say_weighed(judged)
    yield from _say_noisy(judged)
    if too_thin:
        yield f"Left out as too thin, with fewer than one incident a month: {too_thin:,} series."
    yield from _say_unsaid(known)
    if not studies:
        yield "No clusters were looked for: there are too few places whose position is known, or too few cases."


def _say_weighed(judged: Sequence[JudgedSeries]) -> Iterator[str]:
    for period in PeriodKind:
        number = sum(one.name.period is period for one in judged)
        if number > 1:
            once = round(1 / FALSE_SHARE[period])
            yield (
                f"{number:,} series by {period} were looked at together. Among so many some count is always high: an "
                f"alarm is one that stands all the same. Where nothing is wrong there is one in at most 1 of {once} "
                f"{period}s among the series over all areas, and as seldom among the others."
            )


def _say_noisy(judged: Sequence[JudgedSeries]) -> Iterator[str]:
    noisy = sum(one.is_noisy for one in judged)
    if noisy:
        yield (
            f"Of {noisy:,} series by day less than a year is known. They are judged by {Detector.EARS.words}: expect "
            "false alarms."
        )


def _say_unsaid(known: Known) -> Iterator[str]:
    incidents = sum(one.count for one in known.tallies)
    unsaid = sum(one.count for one in known.tallies if one.reported_on is None)
    if unsaid:
        yield (
            f"{unsaid:,} of {say_number(incidents, 'incident')} do not say when they were reported: they count as "
            "known from the day they happened, so that an earlier day may have known less than is shown."
        )
    if incidents > unsaid:
        yield "The latest days are judged by what was known: more may come in, and a surge can show late."
