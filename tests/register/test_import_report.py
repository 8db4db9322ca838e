import csv
import io

import pytest

from vigil.ground.errors import Unreadable, Where
from vigil.register.import_report import ImportReport, Rejected, rejection, write_rejected


def test_what_was_read_is_what_became_of_it():
    report = ImportReport(added=3, changed=2, unchanged=1, rejected=(Rejected(2, "lat", "x", "is not a number"),))

    assert report.read == 7


def test_a_problem_with_a_row_becomes_a_rejected_row():
    problem = Unreadable(Where("town.csv", 7, "lat"), "is not a number", "x")

    assert rejection(problem) == Rejected(7, "lat", "x", "is not a number")
    assert rejection(Unreadable(Where("town.csv"), "is empty")).line == 0


def test_rejected_rows_are_written_as_csv():
    written = write_rejected((Rejected(7, "name", 'The "Hall", upstairs', "is too long"),))

    assert list(csv.reader(io.StringIO(written))) == [
        ["line", "field", "value", "reason"],
        ["7", "name", 'The "Hall", upstairs', "is too long"],
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("+1", "'+1"),
        ("-x", "'-x"),
        ("-0.12", "-0.12"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_a_spreadsheet_is_given_nothing_to_run(value: str, shown: str):
    assert write_rejected((Rejected(2, "name", value, "why"),)).splitlines()[1] == f"2,name,{shown},why"
