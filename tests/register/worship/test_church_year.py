from datetime import date, timedelta

import pytest

from tests.register.worship.houses import differences
from vigil.register.worship.church_year import FIRST_YEAR, LAST_YEAR, festivals_on, list_festivals


def test_the_table_agrees_row_by_row() -> None:
    assert differences("christianity", list_festivals, {}) == (set(), set())


@pytest.mark.parametrize(
    ("kind", "on"),
    [
        ("easter-sunday", date(2019, 4, 21)),
        ("orthodox-easter", date(2019, 4, 28)),
        ("easter-sunday", date(2025, 4, 20)),
        ("orthodox-easter", date(2025, 4, 20)),
        ("easter-sunday", date(2038, 4, 25)),  # the latest possible
        ("easter-sunday", date(1818, 3, 22)),  # the earliest
        ("orthodox-easter", date(2024, 5, 5)),
        ("ash-wednesday", date(2024, 2, 14)),
        ("good-friday", date(2019, 4, 19)),
        ("advent-sunday", date(2019, 12, 1)),
        ("advent-sunday", date(2022, 11, 27)),
        ("advent-sunday", date(2023, 12, 3)),
        ("orthodox-good-friday", date(2019, 4, 26)),
    ],
)
def test_days_the_world_remembers(kind: str, on: date) -> None:
    assert kind in {each.kind for each in festivals_on(on)}


@pytest.mark.parametrize("year", range(1900, 2100))
def test_the_shape_of_every_year(year: int) -> None:
    found = {each.kind: each.first_on for each in list_festivals(year)}
    assert date(year, 3, 22) <= found["easter-sunday"] <= date(year, 4, 25)
    assert found["easter-sunday"] <= found["orthodox-easter"]
    assert found["easter-sunday"].weekday() == found["advent-sunday"].weekday() == 6
    assert date(year, 11, 27) <= found["advent-sunday"] <= date(year, 12, 3)
    assert found["ascension"] - found["easter-sunday"] == timedelta(days=39)


def test_where_the_rules_do_not_hold_nothing_is_made_up() -> None:
    assert festivals_on(date(FIRST_YEAR, 12, 25)) == ()
    assert festivals_on(date(LAST_YEAR, 12, 25)) != ()
    assert festivals_on(date(LAST_YEAR + 1, 12, 25)) == ()
