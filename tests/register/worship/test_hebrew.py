from datetime import date

import pytest

from tests.register.worship.houses import differences
from vigil.register.worship.hebrew import festivals_on, list_festivals

NAMES = {
    "pesach_diaspora": "pesach",
    "shavuot_diaspora": "shavuot",
    "simchat_torah_diaspora": "simchat-torah",
    "yom_hashoah_nominal": "yom-hashoah",
}


def test_the_table_agrees_row_by_row() -> None:
    assert differences("judaism", list_festivals, NAMES) == (set(), set())


@pytest.mark.parametrize(
    ("kind", "on"),
    [
        ("yom-kippur", date(2019, 10, 9)),  # the day of the attack at Halle
        ("pesach", date(2019, 4, 27)),  # its last day, the attack at Poway
        ("yom-kippur", date(1973, 10, 6)),
        ("simchat-torah", date(2023, 10, 8)),
        ("chanukah", date(2019, 12, 28)),  # the seventh night at Monsey began that evening
        ("purim", date(2019, 3, 21)),
    ],
)
def test_days_the_world_remembers(kind: str, on: date) -> None:
    assert kind in {each.kind for each in festivals_on(on)}


def test_the_ninth_of_av_is_moved_off_shabbat() -> None:
    moved = [list_festivals(year) for year in (2018, 2019, 2020)]
    assert [next(each.first_on for each in year if each.kind == "tisha-bav") for year in moved] == [
        date(2018, 7, 22),
        date(2019, 8, 11),
        date(2020, 7, 30),
    ]


@pytest.mark.parametrize("year", range(1990, 2090))
def test_no_year_lacks_a_festival_and_none_breaks_the_rules_of_the_calendar(year: int) -> None:
    found = {each.kind: each.first_on for each in list_festivals(year)}
    # The first day of Rosh Hashanah is never a Sunday, Wednesday or Friday; Yom Kippur never Friday or Sunday.
    assert found["rosh-hashanah"].weekday() not in {6, 2, 4}
    assert found["yom-kippur"].weekday() not in {4, 6}
    assert found["tisha-bav"].weekday() != 5
    assert (found["shavuot"] - found["pesach"]).days == 50
    assert (found["pesach"] - found["purim"]).days == 30
