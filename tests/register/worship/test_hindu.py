from datetime import date

import pytest

from tests.register.worship.houses import a_place, said
from vigil.register.place import Community
from vigil.register.worship.hindu import services_on
from vigil.register.worship.session import Sureness

MANDIR = a_place(Community.HINDU)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-03-15", []),
        ("2019-03-17", ["arti 17:30-19:30"]),
        ("2019-03-04", ["maha-shivaratri 18:00-23:00"]),
        ("2019-03-21", ["holi 18:00-21:00"]),
        ("2019-04-13", ["ram-navami 11:00-13:00"]),
        ("2019-09-02", ["ganesh-chaturthi 18:00-21:00"]),
        ("2019-09-29", ["navaratri 19:30-22:30"]),
        ("2019-10-07", ["navaratri 19:30-22:30"]),
        ("2019-10-08", ["dussehra 19:00-22:00"]),
        ("2019-10-27", ["diwali 17:00-21:00"]),
        # A morning feast leaves the Sunday evening as it is.
        ("2022-04-10", ["ram-navami 11:00-13:00", "arti 17:30-19:30"]),
        ("2019-04-14", ["arti 17:30-19:30"]),
        ("2019-11-12", []),  # Guru Nanak's birthday is not theirs
    ],
)
def test_the_days_of_a_year(day: str, expected: list[str]) -> None:
    assert said(services_on(MANDIR, date.fromisoformat(day))) == expected


def test_the_birth_of_krishna_is_at_midnight() -> None:
    (night,) = services_on(MANDIR, date(2019, 8, 24))
    assert said((night,)) == ["janmashtami 20:00-00:30"]
    assert night.sureness is Sureness.SIGHTING
