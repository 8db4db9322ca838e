"""Taking in reports and giving them out, through the desk."""

from datetime import date

import pytest

from tests.conftest import FRIDAY
from tests.people import ANALYST, OFFICER
from tests.reports import met
from tests.reports.ground import EAST, FORCE, MOSQUE, WEST
from vigil import catalogue
from vigil.ground.errors import NotAllowed, Unreadable
from vigil.register import store as register_store
from vigil.reports import actions
from vigil.reports.query import IncidentQuery, ReportsQuery, SeriesQuery
from vigil.reports.read_counts import CountFile
from vigil.reports.read_incidents import IncidentFile

INCIDENTS = """id,when,lat,lon,area,place_id,community,kind,source
i1,2019-03-01,51.5,-0.1,,,muslim,graffiti,Police
i2,2019-03-14T20:00+00:00,,,,m1,muslim,shouting,Mosque
i3,2019-03-16,,,Eastham,,jewish,graffiti,CST
i4,2019-03-01,,,Northam,,jewish,graffiti,CST
i5,2019-03-01,,,,m9,jewish,graffiti,CST
"""


def incident_file(text=INCIDENTS, name="incidents.csv", **more):
    return IncidentFile(name, text.encode(), **more)


def met_file(**more):
    values = {"name": met.SOURCE.file, "content": met.content(), "source": " Metropolitan  Police "}
    return CountFile(**{**values, **more})


@pytest.fixture
def ham(desk):
    """A desk that knows two boroughs, their police force and one mosque."""
    register_store.add_areas(desk.connection, [EAST, WEST, FORCE])
    register_store.add_places(desk.connection, [MOSQUE], at=FRIDAY)
    return desk


def test_incidents_are_taken_in_placed_and_the_wrong_ones_named(ham):
    report = actions.import_incidents(ham, incident_file())
    assert (report.read, report.added, report.changed, report.unchanged) == (5, 3, 0, 0)
    assert [(one.line, one.field, one.value) for one in report.rejected] == [
        (5, "area", "Northam"),
        (6, "place_id", "m9"),
    ]
    assert report.remarks == (
        "Incidents that lie after 2019-03-15: 1. They are kept, and shown when their day has come.",
    )
    page = actions.list_incidents(ham, IncidentQuery())
    assert [(one.id, one.area, one.place_id) for one in page.incidents] == [
        ("i2", "Eastham", "m1"),
        ("i1", "Westham", ""),
    ]
    assert page.total == 2


def test_the_same_file_a_second_time_changes_nothing_whatever_it_is_called(ham):
    actions.import_incidents(ham, incident_file())
    report = actions.import_incidents(ham, incident_file(name="again.csv"))
    assert (report.added, report.changed, report.unchanged, len(report.rejected)) == (0, 0, 3, 2)
    report = actions.import_incidents(ham, incident_file(INCIDENTS.replace("shouting", "arson")))
    assert (report.added, report.changed, report.unchanged) == (0, 1, 2)
    assert actions.list_incidents(ham, IncidentQuery()).incidents[0].kind == "arson"


def test_a_desk_that_knows_no_area_takes_incidents_too(desk):
    report = actions.import_incidents(
        desk,
        incident_file(INCIDENTS.replace(",m1,", ",,").replace("2019-03-14T20:00+00:00,,,", "2019-03-14,,,Eastham")),
    )
    assert report.added == 4


def test_incidents_are_asked_for_up_to_a_day(ham):
    actions.import_incidents(ham, incident_file())
    assert actions.list_incidents(ham, IncidentQuery(until_on=date(2019, 3, 1))).total == 1
    assert actions.list_incidents(ham, IncidentQuery(until_on=date(2030, 1, 1))).total == 2


def test_a_time_zone_that_does_not_exist_is_refused(ham):
    with pytest.raises(Unreadable, match="time_zone"):
        actions.import_incidents(ham, incident_file(time_zone="Europe/Ham"))


def test_the_metropolitan_polices_file_is_taken_in_whole_and_only_once(desk):
    report = actions.import_counts(desk, met_file())
    assert (report.read, report.added, report.rejected) == (30_954, 30_954, ())
    assert report.remarks == (
        "Counts of months that are not over on 2019-03-15: 6,237. They are kept, and shown when they are.",
    )
    report = actions.import_counts(desk, met_file())
    assert (report.added, report.changed, report.unchanged) == (0, 0, 30_954)
    (london,) = {one.source for one in actions.list_count_series(desk, SeriesQuery(flag="faith"))}
    assert london == "Metropolitan Police"
    held = actions.count_reports(desk, ReportsQuery())
    assert held.incidents == 0
    assert (held.held[0].counts, len(held.held[0].flags), len(held.held[0].areas)) == (30_954, 7, 33)


def test_a_corrected_count_is_changed(sqlite_desk):
    header = "month,borough,flag,count\n2019-01,Eastham,faith,"
    actions.import_counts(sqlite_desk, met_file(content=f"{header}3\n".encode()))
    report = actions.import_counts(sqlite_desk, met_file(content=f"{header}4\n".encode()))
    assert (report.added, report.changed) == (0, 1)
    (series,) = actions.list_count_series(sqlite_desk, SeriesQuery(source="Metropolitan Police"))
    assert list(series.counts.values()) == [4]


def test_series_keep_flags_and_areas_apart(sqlite_desk):
    actions.import_counts(sqlite_desk, met_file())
    found = actions.list_count_series(sqlite_desk, SeriesQuery(area="Barnet"))
    assert [(one.flag, one.areas) for one in found] == [(flag, ("Barnet",)) for flag in sorted(met.london())]
    assert actions.list_count_series(sqlite_desk, SeriesQuery(source="Another")) == ()


def test_areas_without_an_outline_are_named(ham):
    report = actions.import_counts(ham, met_file())
    remark = report.remarks[0]
    assert remark.startswith("Areas without an outline here, which no map will show: Aviation Security(SO18), Barking")
    assert remark.endswith("Brent and 28 more.")


def test_areas_that_have_one_are_not(ham):
    report = actions.import_counts(ham, met_file(content=b"month,borough,flag,count\n2019-01,Eastham,faith,3\n"))
    assert report.remarks == ()


def test_a_file_without_one_right_row_leaves_no_source_behind(sqlite_desk):
    report = actions.import_counts(sqlite_desk, met_file(content=b"month,borough,flag,count\n2019,Eastham,faith,3\n"))
    assert (report.read, len(report.rejected)) == (1, 1)
    assert actions.count_reports(sqlite_desk, ReportsQuery()).held == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"source": "  "}, "say who published"),
        ({"source": "x" * 201}, "at most 200"),
        ({"delay_days": -1}, "delay_days"),
        ({"delay_days": 4_000}, "delay_days"),
        ({"time_zone": "Europe/Ham"}, "time_zone"),
    ],
)
def test_what_is_said_of_a_source_is_checked(sqlite_desk, changes, why):
    with pytest.raises(Unreadable, match=why):
        actions.import_counts(sqlite_desk, met_file(**changes))


def test_a_broken_file_leaves_what_was_there(sqlite_office):
    sqlite_office.perform(catalogue.IMPORT_INCIDENTS, incident_file(INCIDENTS.replace(",m1,", ",,")), ANALYST)
    before = sqlite_office.perform(catalogue.LIST_INCIDENTS, IncidentQuery(), ANALYST)
    with pytest.raises(Unreadable, match="reporter"):
        sqlite_office.perform(
            catalogue.IMPORT_INCIDENTS, incident_file(INCIDENTS.replace("source", "reporter", 1)), ANALYST
        )
    assert sqlite_office.perform(catalogue.LIST_INCIDENTS, IncidentQuery(), ANALYST) == before


def test_an_officer_does_not_read_the_reports(sqlite_office):
    with pytest.raises(NotAllowed):
        sqlite_office.perform(catalogue.LIST_INCIDENTS, IncidentQuery(), OFFICER)


def test_an_area_written_otherwise_is_the_area_it_means(ham):
    header = "month,borough,flag,count\n"
    actions.import_counts(ham, met_file(content=f"{header}2019-01,Eastham,faith,3\n".encode()))
    again = f"{header}2019-01,eastHAM,faith,3\n2019-02,EASTHAM,faith,5\n2019-02,Eastham,faith,6\n"
    report = actions.import_counts(ham, met_file(name="again.csv", content=again.encode()))
    assert (report.added, report.changed, report.unchanged) == (1, 0, 1)
    assert [(one.line, one.reason) for one in report.rejected] == [(4, "stands in line 3 already")]
    assert report.remarks == (
        "Areas written otherwise than this desk writes them were taken so: “EASTHAM” as Eastham, “eastHAM” as Eastham.",
    )
    (series,) = actions.list_count_series(ham, SeriesQuery())
    assert (series.areas, series.files) == (("Eastham",), ("again.csv", met.SOURCE.file))


def test_an_area_new_to_a_source_is_asked_about(sqlite_desk):
    header = "month,borough,flag,count\n2019-01,"
    actions.import_counts(sqlite_desk, met_file(content=f"{header}Barnet,faith,3\n".encode()))
    report = actions.import_counts(sqlite_desk, met_file(content=f"{header}Barnett,faith,3\n".encode()))
    assert report.remarks == ("Areas that this source had no counts of before; are they written right? Barnett.",)


def test_counts_of_months_to_come_are_kept_and_said(sqlite_desk):
    content = b"month,borough,flag,count\n2019-02,Barnet,faith,3\n2099-04,Barnet,faith,3\n"
    report = actions.import_counts(sqlite_desk, met_file(content=content))
    assert report.added == 2
    assert report.remarks == (
        "Counts of months that are not over on 2019-03-15: 1. They are kept, and shown when they are.",
    )
