import pytest

from tests.people import ANALYST, OFFICER
from tests.web import town
from tests.web.visiting import TestClient, opening_of, send, signed_in, words_of
from vigil.desk.office import Office


def test_an_empty_desk_says_so(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/reports")
    assert opening_of(page) == "No single incident has been reported to this desk."


def test_incidents_and_published_counts_stand_side_by_side(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        words = words_of(browser.get("/reports"))
    assert "1 incident has been reported" in words
    assert "abuse in the street" in words
    assert "A police force" in words
    assert "January 2016 to February 2019" in words
    assert "flags overlap and are never added" in words


def test_files_of_both_kinds_are_taken(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        taken = send(browser, "/reports/import", files={"file": ("i.csv", town.INCIDENTS)})
        assert opening_of(taken).startswith("The one row of ")
        counted = send(
            browser, "/reports/import-counts", {"source": "A force"}, files={"file": ("c.csv", town.counts())}
        )
        assert opening_of(counted) == "All 38 rows of c.csv were taken."
        assert "A force" in words_of(browser.get("/reports/import")) or "A force" in browser.get("/reports/import").text


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/reports/import", b"when\n\xff\xfe"),
        ("/reports/import", b"when,area\n2019-03-14,Brent\n"),
        ("/reports/import", b"when,area,community,kind,source,reporter_name\n2019-03-14,Brent,muslim,abuse,line,Ali\n"),
        ("/reports/import-counts", b"month,flag\n2019-01,faith\n"),
        ("/reports/import-counts", town.counts().encode()),  # nobody said who published it
    ],
)
def test_what_cannot_be_read_changes_nothing(sqlite_office: Office, path: str, content: bytes) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        assert send(browser, path, files={"file": ("file.csv", content)}).status_code == 422
        assert opening_of(browser.get("/reports")) == "No single incident has been reported to this desk."


def test_reports_are_for_the_desk(sqlite_office: Office, stranger: TestClient) -> None:
    assert stranger.get("/reports").status_code == 303
    with signed_in(sqlite_office, OFFICER) as browser:
        assert browser.get("/reports").status_code == 403
        assert send(browser, "/reports/import", files={"file": ("i.csv", town.INCIDENTS)}).status_code == 403
