"""Reading who is in a unit out of a row of its file; every column may be missing or empty."""

from typing import Final

from vigil.register.crew import USUAL, Crew, CrewRest
from vigil.register.read_field import read_count, read_list, read_number, read_time
from vigil.register.read_table import Row

LONGEST_MINUTES: Final = 1440
LONGEST_SKILL: Final = 40


def read_crew(row: Row) -> Crew:
    """Read a crew from the columns persons, least_persons, skills, handover_minutes, max_drive_minutes and rest_….

    Raises
    ------
    Unreadable : a field says what cannot be
    """
    persons = read_count(row, "persons") or USUAL.persons
    least = read_count(row, "least_persons") or USUAL.least_persons
    if least > persons:
        raise row.wrong("least_persons", f"must be at most the {persons} people of the unit")
    return Crew(
        persons=persons,
        least_persons=least,
        skills=_skills(row),
        handover_minutes=_minutes(row, "handover_minutes") or 0,
        max_drive_minutes=_minutes(row, "max_drive_minutes"),
        rest=_rest(row),
    )


def _rest(row: Row) -> CrewRest | None:
    minutes = _minutes(row, "rest_minutes")
    if not minutes:
        return None
    earliest, latest = read_time(row, "rest_from"), read_time(row, "rest_until")
    room = ((latest.hour - earliest.hour) * 60 + latest.minute - earliest.minute) % LONGEST_MINUTES
    if room < minutes:
        raise row.wrong("rest_minutes", f"must fit between rest_from and rest_until, which are {room} minutes apart")
    return CrewRest(minutes, earliest, latest)


def _minutes(row: Row, column: str) -> int | None:
    number = read_number(row, column)
    if number is None:
        return None
    if not 0 <= number <= LONGEST_MINUTES or number != int(number):
        raise row.wrong(column, f"is not a whole number of minutes from 0 to {LONGEST_MINUTES}")
    return int(number)


def _skills(row: Row) -> tuple[str, ...]:
    skills = tuple(dict.fromkeys(skill.casefold() for skill in read_list(row, "skills")))
    for skill in skills:
        if len(skill) > LONGEST_SKILL:
            raise row.wrong("skills", f"holds one longer than {LONGEST_SKILL} characters", skill[:60])
    return skills
