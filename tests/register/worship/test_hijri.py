from datetime import date

import pytest

from tests.register.worship.houses import differences
from vigil.register.worship.hijri import FIRST_YEAR, LAST_YEAR, festivals_on, list_festivals


def test_the_table_agrees_row_by_row() -> None:
    assert differences("islam", list_festivals, {}) == (set(), set())


@pytest.mark.parametrize(
    ("kind", "on"),
    # As announced in Saudi Arabia, from the newspapers of the day.
    [
        ("eid-al-fitr", date(2019, 6, 4)),
        ("eid-al-adha", date(2019, 8, 11)),
        ("eid-al-fitr", date(2021, 5, 13)),
        ("eid-al-adha", date(2022, 7, 9)),
        ("eid-al-fitr", date(2023, 4, 21)),
        ("eid-al-fitr", date(2024, 4, 10)),
        ("ramadan", date(2024, 3, 11)),
    ],
)
def test_days_the_world_remembers(kind: str, on: date) -> None:
    assert kind in {each.kind for each in festivals_on(on)}


def test_ramadan_lasts_until_the_day_before_the_feast() -> None:
    (ramadan,) = (each for each in list_festivals(2019) if each.kind == "ramadan")
    assert (ramadan.first_on, ramadan.last_on) == (date(2019, 5, 6), date(2019, 6, 3))


def test_a_year_may_hold_two_of_a_feast() -> None:
    assert [each.first_on for each in list_festivals(2033) if each.kind == "ramadan"] == [date(2033, 11, 23)]
    assert len([each for each in list_festivals(2030) if each.kind == "ramadan"]) == 2


def test_outside_the_tables_nothing_is_made_up() -> None:
    assert list_festivals(FIRST_YEAR - 1) == ()
    assert list_festivals(LAST_YEAR + 1) == ()
    for year in (FIRST_YEAR, LAST_YEAR):
        assert {"eid-al-fitr", "eid-al-adha"} <= {each.kind for each in list_festivals(year)}
    assert all(each.first_on.year == LAST_YEAR for each in list_festivals(LAST_YEAR))
