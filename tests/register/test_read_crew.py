from datetime import time

import pytest

from vigil.ground.errors import Unreadable, Where
from vigil.register.crew import USUAL, Crew, CrewRest
from vigil.register.read_crew import read_crew
from vigil.register.read_table import read_cells

REST = {"rest_minutes": "45", "rest_from": "23:00", "rest_until": "02:00"}


def crew_of(**cells: str) -> Crew:
    return read_crew(read_cells(Where("units.csv", 2), cells))


def test_what_is_not_said_is_as_usual():
    assert crew_of() == crew_of(persons="", rest_minutes="0") == USUAL


def test_a_whole_crew_is_read_and_a_rest_may_pass_midnight():
    assert crew_of(
        persons="4",
        least_persons="3",
        skills="First-Aid; driver;driver",
        handover_minutes="10",
        max_drive_minutes="0",
        **REST,
    ) == Crew(
        persons=4,
        least_persons=3,
        skills=("first-aid", "driver"),
        handover_minutes=10,
        max_drive_minutes=0,
        rest=CrewRest(45, time(23), time(2)),
    )


@pytest.mark.parametrize(
    ("cells", "field", "why"),
    [
        ({"persons": "0"}, "persons", "whole number from 1"),
        ({"least_persons": "3"}, "least_persons", "at most the 2 people"),
        ({"handover_minutes": "1.5"}, "handover_minutes", "whole number of minutes"),
        ({"max_drive_minutes": "1441"}, "max_drive_minutes", "from 0 to 1440"),
        ({"rest_minutes": "45"}, "rest_from", "is missing"),
        (REST | {"rest_minutes": "181"}, "rest_minutes", "which are 180 minutes apart"),
        ({"skills": "x" * 41}, "skills", "longer than 40 characters"),
    ],
)
def test_what_cannot_be_is_said(cells, field, why):
    with pytest.raises(Unreadable) as caught:
        crew_of(**cells)
    assert caught.value.where.field == field
    assert why in caught.value.why
