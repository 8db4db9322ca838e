from datetime import date

import pytest

from tests.register.worship.houses import a_place, said
from vigil.register.place import Community
from vigil.register.worship.session import Sureness
from vigil.register.worship.sikh import services_on

GURDWARA = a_place(Community.SIKH)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-03-15", []),
        ("2019-03-17", ["diwan 10:30-13:30"]),
        ("2019-04-14", ["vaisakhi 17:00-22:00", "diwan 10:30-13:30"]),
        ("2019-11-12", ["gurpurab 18:00-22:00"]),
        ("2019-10-27", ["bandi-chhor-divas 17:00-22:00", "diwan 10:30-13:30"]),
        ("2019-01-05", ["gurpurab 18:00-21:00"]),
        # In 2017 the lunar birthday and the fixed one were the same day.
        ("2017-01-05", ["gurpurab 18:00-21:00"]),
        ("2019-10-08", []),  # Dussehra is not theirs
    ],
)
def test_the_days_of_a_year(day: str, expected: list[str]) -> None:
    assert said(services_on(GURDWARA, date.fromisoformat(day))) == expected


def test_a_feast_may_be_kept_a_day_either_way() -> None:
    feast = services_on(GURDWARA, date(2019, 4, 14))[0]
    assert feast.sureness is Sureness.SIGHTING
    assert "weekend beside it" in feast.note
