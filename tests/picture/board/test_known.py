"""What was known at the end of a day, and what tells it apart."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.picture.board.town import AS_OF, FEBRUARY, POLICE, a_known, a_tally, months, published
from vigil.ground.point import Point
from vigil.picture.board import known as knowing
from vigil.picture.board.known import fingerprint, known_months
from vigil.picture.board.recording_break import RecordingBreak

EVERYTHING = a_known(
    tallies=(a_tally(), a_tally(1, reported_on=None, point=Point(lat=51.5, lon=0.1))),
    published=published(months([1, 2, 3])),
    breaks=(RecordingBreak(source="", area="", flag="racist", on=AS_OF, why="a new form"),),
)


def test_a_month_counts_as_known_once_its_publisher_has_had_the_time():
    series = (months([1, 2, 3]), months([9], area="Westham"))
    early = known_months(series, POLICE, datetime(2019, 3, 10, tzinfo=UTC))
    late = known_months(series, POLICE, datetime(2019, 3, 12, tzinfo=UTC))
    assert [list(one.counts) for one in early.series] == [[FEBRUARY.after(-2), FEBRUARY.after(-1)]]
    assert [list(one.counts.values()) for one in late.series] == [[1, 2, 3], [9]]


def test_the_same_data_have_the_same_fingerprint_and_all_others_another():
    others = [
        replace(EVERYTHING, as_of=date(2019, 3, 13)),
        replace(EVERYTHING, tallies=EVERYTHING.tallies[:1]),
        replace(EVERYTHING, tallies=(replace(EVERYTHING.tallies[0], count=2), EVERYTHING.tallies[1])),
        replace(EVERYTHING, published=published(months([1, 2, 4]))),
        replace(EVERYTHING, breaks=()),
        replace(EVERYTHING, centres={"Eastham": Point(lat=51.0, lon=0.0)}),
    ]
    prints = [fingerprint(one, seed=1) for one in (EVERYTHING, *others)] + [fingerprint(EVERYTHING, seed=2)]
    assert len(set(prints)) == len(prints)
    assert fingerprint(replace(EVERYTHING), seed=1) == prints[0]
    assert fingerprint(replace(EVERYTHING, at=datetime(2020, 1, 1, tzinfo=UTC)), seed=1) == prints[0]


def test_another_way_of_making_boards_makes_them_again(monkeypatch: pytest.MonkeyPatch):
    before = fingerprint(EVERYTHING, seed=1)
    monkeypatch.setattr(knowing, "MADE_BY", knowing.MADE_BY + 1)
    assert fingerprint(EVERYTHING, seed=1) != before
