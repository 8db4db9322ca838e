"""`vigil reports`."""

from tests.people import ANALYST
from tests.reports import met
from tests.reports.test_actions import INCIDENTS
from vigil import catalogue
from vigil.reports.query import ReportsQuery


def test_counts_are_taken_in(vigil, sqlite_office, tmp_path):
    file = tmp_path / "met.csv"
    file.write_bytes(met.content())
    ran = vigil("reports", "import-counts", str(file), "--source", "Metropolitan Police", "--delay-days", "30")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("30,954 counts read: 30,954 added, 0 changed, 0 unchanged, 0 rejected.\n")
    (held,) = sqlite_office.perform(catalogue.COUNT_REPORTS, ReportsQuery(), ANALYST).held
    assert (held.source.file, held.source.delay_days) == ("met.csv", 30)


def test_incidents_are_taken_in_and_the_rejected_rows_written(vigil, tmp_path):
    file, rejected = tmp_path / "incidents.csv", tmp_path / "rejected.csv"
    file.write_text(INCIDENTS)
    ran = vigil("reports", "import-incidents", str(file), "--rejected", str(rejected))
    assert ran.code == 0
    assert "5 incidents read: 3 added, 0 changed, 0 unchanged, 2 rejected." in ran.out
    written = rejected.read_text()
    assert written.startswith("line,field,value,reason\n")
    assert "3,place_id,m1,the register holds no place with this id" in written


def test_without_a_file_for_them_the_first_rejected_row_is_said(vigil, tmp_path):
    file = tmp_path / "incidents.csv"
    file.write_text(INCIDENTS)
    ran = vigil("reports", "import-incidents", str(file))
    assert "line 3, field place_id: the register holds no place" in ran.out
    assert "--rejected FILE" in ran.out


def test_a_file_that_would_tell_who_reported_is_refused(vigil, tmp_path):
    file = tmp_path / "incidents.csv"
    file.write_text(INCIDENTS.replace("source", "reporter_name", 1))
    ran = vigil("reports", "import-incidents", str(file))
    assert ran.code == 2
    assert "incidents.csv, line 1, field" in ran.err


def test_a_file_that_is_not_there_is_named(vigil, tmp_path):
    ran = vigil("reports", "import-counts", str(tmp_path / "none.csv"), "--source", "Met")
    assert ran.code == 2
    assert "none.csv" in ran.err
