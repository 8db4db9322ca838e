from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from vigil.register.crew import USUAL, Crew, CrewRest, crew_as_json, crew_from_json

TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
CREWS = st.builds(
    Crew,
    persons=st.integers(1, 9),
    least_persons=st.integers(1, 9),
    skills=st.lists(st.text()).map(tuple),
    handover_minutes=st.integers(0, 60),
    max_drive_minutes=st.none() | st.integers(0, 600),
    rest=st.none() | st.builds(CrewRest, st.integers(1, 90), TIMES, TIMES),
)


@given(CREWS)
def test_a_crew_is_read_as_it_was_written(crew):
    assert crew_from_json(crew_as_json(crew)) == crew


def test_what_is_usual_is_not_written():
    assert crew_as_json(USUAL) == "{}"
    crew = Crew(persons=3, rest=CrewRest(30, time(12), time(14, 30)))
    assert crew_as_json(crew) == '{"persons": 3, "rest": [30, "12:00", "14:30"]}'
