from datetime import date

import pytest

from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.register.query import DayQuery, PlaceQuery

HERE = Point(lat=52.15, lon=0.05)


def test_a_query_without_conditions_lets_everything_through():
    assert (PlaceQuery().limit, PlaceQuery().offset, PlaceQuery().near) == (100, 0, None)
    assert PlaceQuery(near=HERE, within_m=500.0).within_m == 500.0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"words": "x" * 201}, "words"),
        ({"within_m": 500.0}, "within_m"),
        ({"near": HERE, "within_m": 0.0}, "within_m"),
        ({"near": HERE, "within_m": float("nan")}, "within_m"),
        ({"limit": 0}, "limit"),
        ({"limit": 100_001}, "limit"),
        ({"offset": -1}, "offset"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(query: dict[str, object], field: str):
    with pytest.raises(Unreadable) as caught:
        PlaceQuery(**query)  # type: ignore[arg-type]  # values of every kind, on purpose
    assert caught.value.where.field == field


@pytest.mark.parametrize("on", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_that_no_calendar_is_worked_out_for_is_refused(on: date):
    with pytest.raises(Unreadable, match="field on: is not a day of the years 1900 to 2199"):
        DayQuery(on)


def test_the_first_and_the_last_day_can_be_asked_for():
    assert DayQuery(date(1900, 1, 1)).on < DayQuery(date(2199, 12, 31)).on
