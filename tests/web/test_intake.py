from io import BytesIO

import pytest
from fastapi import UploadFile

from tests.people import COORDINATOR
from vigil.desk.office import Office
from vigil.ground.errors import Unreadable
from vigil.register.import_report import ImportReport, Rejected
from vigil.register.twin import Twin
from vigil.web.intake import FETCHED, SHOWN, name_of, show_report
from vigil.web.session import Asker


@pytest.mark.parametrize(
    ("given", "name"),
    [("a.csv", "a.csv"), ("../../etc/a.csv", "a.csv"), (r"C:\x\a.csv", "a.csv"), ("é" * 300, "é" * 200)],
)
def test_a_file_keeps_its_own_name_only(given: str, name: str) -> None:
    assert name_of(UploadFile(BytesIO(), filename=given)) == name


@pytest.mark.parametrize("given", [None, "", "/"])
def test_no_file_chosen(given: str | None) -> None:
    with pytest.raises(Unreadable, match="choose a file"):
        name_of(UploadFile(BytesIO(), filename=given))


def page_of(office: Office, report: ImportReport) -> str:
    asker = Asker(office, COORDINATOR, "session")
    return bytes(show_report(asker, report, name="a.csv", thing="place", back="/places").body).decode()


def test_everything_taken(sqlite_office: Office) -> None:
    page = page_of(sqlite_office, ImportReport(added=2, unchanged=1, remarks=("One remark.",)))
    assert "All 3 rows of a.csv were taken." in page
    assert "One remark." in page
    assert "Left out" not in page


def rejected(count: int) -> tuple[Rejected, ...]:
    return tuple(Rejected(line, "lat", "x", "is not a number") for line in range(2, 2 + count))


@pytest.mark.parametrize(
    ("report", "says"),
    [
        (ImportReport(), "a.csv holds no row: nothing was taken."),
        (ImportReport(changed=1), "The one row of a.csv was taken."),
        (ImportReport(added=1, unchanged=2), "All 3 rows of a.csv were taken."),
        (ImportReport(rejected=rejected(1)), "No row of a.csv was taken: 1 row was left out."),
        (ImportReport(rejected=rejected(4)), "No row of a.csv was taken: 4 rows were left out."),
        (ImportReport(added=1, rejected=rejected(1)), "1 of 2 rows in a.csv was left out; the other one was taken."),
        (ImportReport(added=5, rejected=rejected(2)), "2 of 7 rows in a.csv were left out; the other 5 were taken."),
    ],
)
def test_the_page_opens_with_how_much_was_taken(sqlite_office: Office, report: ImportReport, says: str) -> None:
    opening = page_of(sqlite_office, report).split("<h1")[1].split("</h1>")[0].split(">", 1)[1]
    assert opening == says


def test_a_long_list_of_rejected_rows_is_cut_on_the_page_and_in_the_file(sqlite_office: Office) -> None:
    rejected = tuple(Rejected(line, "lat", "x", "is not a number") for line in range(FETCHED + 5))
    page = page_of(sqlite_office, ImportReport(rejected=rejected))
    assert page.count("is not a number") == SHOWN
    assert f"The first {SHOWN} of 20,005." in page
    assert "Fetch 20,000 rejected rows as CSV" in page


def test_near_twins_are_told_and_not_merged(sqlite_office: Office) -> None:
    page = page_of(sqlite_office, ImportReport(added=2, twins=(Twin("a", "b", 12.4, same_name=True),)))
    assert "Near-twins: 1 pair" in page
    assert "12 m apart, same name" in page
