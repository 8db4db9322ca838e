from datetime import date

import pytest

from tests.register.worship.houses import LONDON, a_place, london, said
from vigil.ground.moment import local_day
from vigil.register.place import Community
from vigil.register.worship.christian import services_on
from vigil.register.worship.session import Sureness
from vigil.register.worship.share import SHARES

DENOMINATIONS = (
    "anglican",
    "catholic",
    "methodist",
    "evangelical",
    "greek_orthodox",
    "russian_orthodox",
    "orthodox",
    "",
)


def _said(denomination: str, day: str) -> list[str]:
    return said(services_on(a_place(Community.CHRISTIAN, denomination), date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("denomination", "expected"),
    [
        ("anglican", ["sunday 10:00-11:15"]),
        ("catholic", ["sunday 09:00-10:00", "sunday 11:00-12:00"]),
        ("methodist", ["sunday 10:45-12:00"]),
        ("pentecostal", ["sunday 11:00-13:00"]),
        ("greek_orthodox", ["sunday 10:00-12:00"]),
        ("seventh_day_adventist", []),
        ("", ["sunday 10:30-11:45"]),
    ],
)
def test_an_ordinary_sunday(denomination: str, expected: list[str]) -> None:
    assert _said(denomination, "2019-03-17") == expected


def test_an_ordinary_friday_has_nothing_but_the_daily_mass() -> None:
    found = {denomination: _said(denomination, "2019-03-15") for denomination in DENOMINATIONS}
    assert found.pop("catholic") == ["daily-mass 10:00-10:30"]
    assert set(map(tuple, found.values())) == {()}


def test_saturdays() -> None:
    assert _said("catholic", "2019-03-16") == ["daily-mass 10:00-10:30", "saturday-vigil 18:00-19:00"]
    assert _said("greek_orthodox", "2019-03-16") == ["vespers 18:00-19:00"]
    assert _said("seventh_day_adventist", "2019-03-16") == ["sabbath 10:00-12:30"]
    assert _said("anglican", "2019-03-16") == []


def test_every_hour_is_likely_and_says_whose_it_is() -> None:
    (service,) = services_on(a_place(Community.CHRISTIAN, "anglican"), date(2019, 3, 17))
    assert service.sureness is Sureness.LIKELY
    assert service.basis == "usual local time of the tradition (Anglican and Lutheran)"


def test_christmas() -> None:
    assert _said("anglican", "2018-12-24") == ["christmas-eve 16:00-16:45", "christmas-eve 23:30-00:45"]
    assert _said("catholic", "2018-12-25") == ["christmas-day 10:00-11:00"]
    assert _said("methodist", "2018-12-24") == ["christmas-eve 18:00-19:00"]
    assert _said("", "2018-12-25") == ["christmas-day 10:30-11:30"]


def test_a_christmas_day_on_a_sunday_takes_its_place_and_christmas_eve_does_not() -> None:
    assert _said("anglican", "2022-12-25") == ["christmas-day 10:00-11:00"]
    assert _said("anglican", "2023-12-24")[0] == "sunday 10:00-11:15"


def test_christmas_of_the_old_calendar() -> None:
    assert _said("russian_orthodox", "2018-12-25") == []
    assert _said("russian_orthodox", "2019-01-06") == ["sunday 10:00-12:00", "christmas-eve 18:00-20:00"]
    assert _said("russian_orthodox", "2019-01-07") == ["christmas-day 10:00-12:00"]
    assert _said("greek_orthodox", "2018-12-25") == ["christmas-day 10:00-12:00"]
    assert _said("greek_orthodox", "2019-01-07") == []
    assert _said("orthodox", "2018-12-25") == _said("orthodox", "2019-01-07")


def test_holy_week_of_2019() -> None:
    assert _said("anglican", "2019-03-06") == ["ash-wednesday 19:30-20:30"]
    assert _said("anglican", "2019-04-18") == ["maundy-thursday 19:30-20:45"]
    assert _said("anglican", "2019-04-19") == ["good-friday 14:00-15:00"]
    assert _said("catholic", "2019-04-19") == ["good-friday 15:00-16:15"]
    assert _said("catholic", "2019-04-20") == ["easter-vigil 20:00-22:00"]
    assert _said("catholic", "2019-04-21") == ["easter-sunday 09:00-10:00", "easter-sunday 11:00-12:00"]
    assert _said("", "2019-04-21") == ["easter-sunday 10:30-11:45"]
    assert _said("anglican", "2019-05-30") == ["ascension 19:30-20:30"]
    assert _said("catholic", "2019-11-01")[-1] == "all-saints 19:00-20:00"
    assert _said("seventh_day_adventist", "2019-04-21") == []


def test_pascha_is_a_week_later_and_passes_midnight() -> None:
    assert _said("greek_orthodox", "2019-04-19") == []
    assert _said("greek_orthodox", "2019-04-21") == ["sunday 10:00-12:00"]
    assert _said("greek_orthodox", "2019-04-26") == ["good-friday 19:00-21:00"]
    assert _said("russian_orthodox", "2019-04-27") == ["easter-vigil 23:15-02:00"]
    assert _said("orthodox", "2019-04-28") == ["easter-sunday 11:00-12:30"]
    (night,) = services_on(a_place(Community.CHRISTIAN, "orthodox"), date(2019, 4, 27))
    assert local_day(night.starts_at, LONDON) == date(2019, 4, 27)


def test_an_easter_night_in_which_the_clock_changes() -> None:
    # On 30 March 2024 the vigil is over; on Easter morning the clocks are an hour on.
    assert _said("catholic", "2024-03-30") == ["easter-vigil 20:00-22:00"]
    easter = services_on(a_place(Community.CHRISTIAN, "catholic"), date(2024, 3, 31))
    assert easter[0].starts_at == london("2024-03-31", "09:00")


@pytest.mark.parametrize(
    ("denomination", "day", "name"),
    [
        ("anglican", "2019-04-14", "Parish Eucharist, Palm Sunday"),
        ("catholic", "2019-06-09", "Sunday Mass, Pentecost"),
        ("", "2019-12-01", "Sunday service, Advent Sunday"),
        ("greek_orthodox", "2019-04-21", "Divine Liturgy, Palm Sunday (Orthodox)"),
        ("greek_orthodox", "2019-04-14", "Divine Liturgy"),
    ],
)
def test_a_feast_gives_a_sunday_its_name(denomination: str, day: str, name: str) -> None:
    assert services_on(a_place(Community.CHRISTIAN, denomination), date.fromisoformat(day))[0].name == name


def test_every_kind_has_a_share_of_its_own() -> None:
    kinds = {
        each.kind
        for denomination in (*DENOMINATIONS, "adventist")
        for ordinal in range(date(2019, 1, 1).toordinal(), date(2020, 1, 1).toordinal())
        for each in services_on(a_place(Community.CHRISTIAN, denomination), date.fromordinal(ordinal))
    }
    assert kinds <= set(SHARES)
