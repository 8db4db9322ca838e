import csv
import io

from tests.patrol.a_day import at
from tests.patrol.carry.test_proven import EVENTS, PROMISES
from vigil.patrol.carry.proven import Grouping, set_side_by_side
from vigil.patrol.carry.write_proven import COLUMNS, write_proven


def test_planned_against_proven_is_written_line_by_line():
    lines = set_side_by_side(PROMISES, EVENTS, Grouping.COMMUNITY, at=at(14))
    rows = list(csv.reader(io.StringIO(write_proven(lines, Grouping.COMMUNITY))))
    assert rows[0] == ["community", *COLUMNS[1:]]
    assert rows[2] == ["muslim", "2", "2", "1", "0.5000", "1", "0", "1", "0", "24", "10.0"]


def test_names_that_look_like_formulas_do_not_become_any_and_no_share_is_an_empty_cell():
    lines = set_side_by_side(PROMISES, EVENTS, Grouping.PLACE, at=at(8))
    rows = list(csv.reader(io.StringIO(write_proven(lines, Grouping.PLACE))))
    assert rows[1][0] == "'=Shul"
    assert rows[1][4] == ""
