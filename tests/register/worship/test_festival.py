from datetime import date

from vigil.register.worship.festival import Festival, find_on, single

NEW_YEAR = Festival("lights", "Lights", date(2019, 12, 23), date(2020, 1, 2))


def _calendar(year: int) -> tuple[Festival, ...]:
    return (NEW_YEAR,) if year == 2019 else (single("day", "A day", date(year, 1, 2)),)


def test_a_festival_that_began_last_year_is_found() -> None:
    assert find_on(_calendar, date(2020, 1, 1)) == (NEW_YEAR,)
    assert [each.kind for each in find_on(_calendar, date(2020, 1, 2))] == ["lights", "day"]
    assert find_on(_calendar, date(2020, 1, 3)) == ()


def test_days_are_counted_from_one() -> None:
    assert NEW_YEAR.day_number(date(2019, 12, 23)) == 1
    assert NEW_YEAR.day_number(date(2020, 1, 1)) == 10
    assert single("day", "A day", date(2020, 2, 29)).last_on == date(2020, 2, 29)
