"""The picture through the desk."""

from datetime import UTC, datetime

import pytest

from tests.conftest import FRIDAY
from tests.people import OFFICER
from tests.reports import met
from vigil import catalogue
from vigil.ground.errors import NotAllowed, NotFound
from vigil.picture import actions
from vigil.picture.query import PictureQuery
from vigil.reports.actions import import_counts
from vigil.reports.read_counts import CountFile


@pytest.fixture
def london(sqlite_desk):
    import_counts(sqlite_desk, CountFile(met.SOURCE.file, met.content(), met.SOURCE.name))
    return sqlite_desk


def test_the_picture_of_now_on_either_database(desk):
    import_counts(desk, CountFile(met.SOURCE.file, met.content(), met.SOURCE.name))
    picture = actions.get_picture(desk, PictureQuery())
    assert picture.at == FRIDAY
    assert picture.headline == "Nothing is alarming in February 2019, the latest month known, in 33 areas together."


def test_the_picture_of_a_moment_in_the_past(london):
    picture = actions.get_picture(london, PictureQuery(at=datetime(2017, 7, 15, tzinfo=UTC)))
    assert picture.headline.startswith("A surge in June 2017")


def test_what_is_to_come_is_not_known(london):
    picture = actions.get_picture(london, PictureQuery(at=datetime(2020, 1, 1, tzinfo=UTC)))
    assert picture.at == FRIDAY


def test_an_area_is_found_whatever_its_case_and_an_unknown_one_named(london):
    assert actions.get_picture(london, PictureQuery("tower hamlets")).area == "Tower Hamlets"
    with pytest.raises(NotFound, match="Did you mean Tower Hamlets"):
        actions.get_picture(london, PictureQuery("Towr Hamlets"))


def test_a_source_without_the_area_is_left_out(london):
    other = CountFile("other.csv", b"month,area,flag,count\n2019-01,Eastham,faith,3\n", "Another force")
    import_counts(london, other)
    picture = actions.get_picture(london, PictureQuery("Barnet"))
    assert {one.source for one in picture.readings} == {met.SOURCE.name}
    assert len(picture.basis) == 3


def test_an_officer_does_not_see_it(sqlite_office):
    with pytest.raises(NotAllowed):
        sqlite_office.perform(catalogue.GET_PICTURE, PictureQuery(), OFFICER)


def test_a_mis_cased_row_of_another_file_changes_its_own_count_and_nothing_else(london):
    astray = b"month,area,flag,count\n2019-02,barnet,islamophobic,40\n"
    report = import_counts(london, CountFile("lc.csv", astray, met.SOURCE.name))
    assert (report.added, report.changed) == (0, 1)
    picture = actions.get_picture(london, PictureQuery())
    (islamophobic,) = [one for one in picture.readings if one.flag == "islamophobic"]
    assert len(islamophobic.areas) == 33
    assert islamophobic.files == ("lc.csv", met.SOURCE.file)
    assert "Islamophobic: lc.csv and met_hate_crime_monthly.csv" in picture.basis[0]
    assert "antisemitic, " in picture.basis[0]
    assert actions.get_picture(london, PictureQuery("barnet")).area == "Barnet"
