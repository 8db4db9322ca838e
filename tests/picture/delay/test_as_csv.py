"""A nowcast as other programmes read it."""

from datetime import date

from tests.picture.delay.reporting import MONDAY, a_day, a_nowcast
from vigil.picture.delay.as_csv import as_csv

HEADER = "date,series,known,likely,low,high,reported_share,mean,probability,known_before"


def test_a_day_is_a_row():
    today = a_day(on=MONDAY, known=0, known_before=0, likely=2, low=0, high=12, mean=2.0)
    assert as_csv({"all": a_nowcast(a_day(), today), "a, b": a_nowcast()}).splitlines() == [
        HEADER,
        "2023-10-08,all,4,5,4,7,0.7890,5.250,0.9123,3",
        "2023-10-09,all,0,2,0,12,0.7890,2.000,0.9123,0",
        '2023-10-08,"a, b",4,5,4,7,0.7890,5.250,0.9123,3',
    ]


def test_of_nothing_there_is_the_header():
    nothing = a_nowcast()
    assert as_csv({}) == f"{HEADER}\n"
    assert (
        as_csv({"all": type(nothing)(as_of=date.max, days=(), reports=0, is_thin=True, came_later=0)}) == f"{HEADER}\n"
    )
