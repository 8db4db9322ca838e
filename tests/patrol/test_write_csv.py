import csv
import io
from dataclasses import replace

from tests.patrol.a_day import a_stored_plan
from vigil.patrol.stored import INVENTED
from vigil.patrol.write_csv import COLUMNS, write_csv


def rows_of(plan, rounds):
    return list(csv.DictReader(io.StringIO(write_csv(plan, rounds), newline="")))


def test_there_is_a_line_a_visit_in_local_time():
    plan = a_stored_plan()
    rows = rows_of(plan, plan.rounds)
    assert list(rows[0]) == COLUMNS.split(",")
    assert len(rows) == plan.head.visits == 4
    first = rows[0]
    assert (first["unit"], first["place"], first["opens"], first["closes"]) == ("north", "mosque", "13:00", "13:15")
    assert first["door"] == "north door, women's entrance"
    assert first["note"] == INVENTED


def test_a_name_is_never_taken_for_a_formula():
    plan = a_stored_plan()
    (walk, _) = plan.rounds
    bad = [
        replace(visit, place_name=name) for visit, name in zip(walk.visits, ("=1+1", "@x", " -2", "Shul"), strict=True)
    ]
    rows = rows_of(plan, (replace(walk, visits=tuple(bad), is_invented=False),))
    assert [row["place_name"] for row in rows] == ["'=1+1", "'@x", "' -2", "Shul"]
    assert {row["note"] for row in rows} == {""}
    assert rows[0]["lon"] == "-0.09"


def test_an_area_stands_in_its_column_alone():
    plan = a_stored_plan()
    (walk, _) = plan.rounds
    visit = replace(walk.visits[0], place_name="Unnamed mosque, Camden")
    (row,) = rows_of(plan, (replace(walk, visits=(visit,)),))
    assert (row["place_name"], row["area"]) == ("Unnamed mosque", "Camden")
