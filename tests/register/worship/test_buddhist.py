from datetime import date

import pytest

from tests.register.worship.houses import a_place, said
from vigil.register.place import Community
from vigil.register.worship.buddhist import services_on
from vigil.register.worship.session import Sureness

CENTRE = a_place(Community.BUDDHIST)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-03-15", []),
        ("2019-03-17", ["weekly-meeting 11:00-13:00"]),
        ("2019-05-18", ["vesak 10:00-16:00"]),
        ("2026-05-01", ["vesak 10:00-16:00"]),
        ("2019-10-27", ["weekly-meeting 11:00-13:00"]),
    ],
)
def test_the_days_of_a_year(day: str, expected: list[str]) -> None:
    assert said(services_on(CENTRE, date.fromisoformat(day))) == expected


def test_vesak_may_be_kept_on_another_day() -> None:
    (vesak,) = services_on(CENTRE, date(2019, 5, 18))
    assert vesak.sureness is Sureness.SIGHTING
    assert "Sunday beside it" in vesak.note
