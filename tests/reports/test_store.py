"""Reports in the database, on both dialects."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from tests.conftest import FRIDAY
from tests.reports.ground import an_incident
from vigil.ground.point import Point
from vigil.register.place import Community
from vigil.reports import store
from vigil.reports.count_series import AreaCount, CountSource
from vigil.reports.month import Month
from vigil.reports.query import HeldCounts, IncidentQuery, SeriesQuery

EARLY = an_incident(id="early", happened_on=date(2019, 2, 1), area="Westham", community=Community.JEWISH)
DAY_ONLY = an_incident(id="day", happened_on=date(2019, 3, 1))
HOUR = an_incident(
    id="hour",
    happened_on=date(2019, 3, 1),
    happened_at=datetime(2019, 3, 1, 9, 30, tzinfo=UTC),
    point=Point(lat=51.5, lon=0.1),
    place_id="m1",
    description="“Ḥ” on the door",
    file="incidents.csv",
)

MET = CountSource("Met", "met.csv", "Europe/London")
JAN, FEB = Month(2019, 1), Month(2019, 2)
COUNTS = (
    AreaCount("Barnet", "E1", "faith", JAN, 3, "met.csv"),
    AreaCount("Barnet", "E1", "faith", FEB, 4),
    AreaCount("Camden", "", "faith", FEB, 0),
    AreaCount("Barnet", "E1", "islamophobic", FEB, 2),
)


@pytest.fixture
def filled(connection):
    store.add_incidents(connection, [EARLY, DAY_ONLY, HOUR], at=FRIDAY)
    return connection


def test_incidents_come_back_as_they_were_the_newest_first(filled):
    assert store.list_incidents(filled, IncidentQuery()) == (HOUR, DAY_ONLY, EARLY)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (IncidentQuery(area="Westham"), ["early"]),
        (IncidentQuery(community=Community.MUSLIM), ["hour", "day"]),
        (IncidentQuery(from_on=date(2019, 3, 1)), ["hour", "day"]),
        (IncidentQuery(until_on=date(2019, 2, 28)), ["early"]),
        (IncidentQuery(limit=1, offset=1), ["day"]),
        (IncidentQuery(area="Nowhere"), []),
    ],
)
def test_incidents_are_found_by_area_community_and_day(filled, query, ids):
    assert [one.id for one in store.list_incidents(filled, query)] == ids


def test_counting_does_not_mind_the_page(filled):
    assert store.count_incidents(filled, IncidentQuery(limit=1, offset=2)) == 3


def test_incidents_are_tallied_by_what_can_be_counted_and_nothing_else(filled):
    store.add_incidents(
        filled, [replace(DAY_ONLY, id="again"), replace(HOUR, id="late", reported_on=date(2019, 3, 9))], at=FRIDAY
    )
    told = [
        (one.happened_on, one.reported_on, one.community, one.kind, one.area, one.point, one.count)
        for one in store.tally_incidents(filled, IncidentQuery())
    ]
    march, muslim = date(2019, 3, 1), Community.MUSLIM
    assert told == [
        (date(2019, 2, 1), None, Community.JEWISH, "graffiti", "Westham", None, 1),
        (march, date(2019, 3, 9), muslim, "graffiti", "Eastham", HOUR.point, 1),
        (march, None, muslim, "graffiti", "Eastham", None, 2),
        (march, None, muslim, "graffiti", "Eastham", HOUR.point, 1),
    ]


def test_what_was_reported_later_was_not_known_before(filled):
    late = replace(DAY_ONLY, id="late", reported_on=date(2019, 3, 9))
    store.add_incidents(filled, [late], at=FRIDAY)
    assert late in store.list_incidents(filled, IncidentQuery(known_on=date(2019, 3, 9)))
    assert late not in store.list_incidents(filled, IncidentQuery(known_on=date(2019, 3, 8)))
    assert store.count_incidents(filled, IncidentQuery(known_on=date(2019, 3, 8))) == 3


def test_incidents_are_found_by_id_however_many_are_asked_for(filled):
    ids = [f"none-{number}" for number in range(1_200)] + ["day"]
    assert store.list_incidents_of(filled, ids) == (DAY_ONLY,)
    assert store.list_incidents_of(filled, []) == ()


def test_an_incident_is_changed_in_its_place(filled):
    store.change_incidents(filled, [replace(HOUR, kind="arson"), replace(EARLY, point=None)])
    store.change_incidents(filled, [])
    store.add_incidents(filled, [], at=FRIDAY)
    assert [one.kind for one in store.list_incidents(filled, IncidentQuery())] == ["arson", "graffiti", "graffiti"]


def test_counts_come_back_by_flag_area_and_month(connection):
    store.change_source(connection, MET, at=FRIDAY)
    store.add_counts(connection, "Met", COUNTS[::-1])
    store.add_counts(connection, "Met", [])
    assert store.list_counts(connection, SeriesQuery(source="Met")) == COUNTS
    assert store.list_counts(connection, SeriesQuery(source="Met", flag="islamophobic")) == COUNTS[3:]
    assert store.list_counts(connection, SeriesQuery(source="Met", area="Camden")) == COUNTS[2:3]
    assert store.list_counts(connection, SeriesQuery(source="Another")) == ()


def test_a_count_is_changed_in_its_place(connection):
    store.change_source(connection, MET, at=FRIDAY)
    store.add_counts(connection, "Met", COUNTS)
    store.change_counts(connection, "Met", [replace(COUNTS[0], count=9)])
    assert [one.count for one in store.list_counts(connection, SeriesQuery(source="Met"))] == [9, 4, 0, 2]


def test_a_count_needs_a_source(connection):
    with pytest.raises(IntegrityError):
        store.add_counts(connection, "Met", COUNTS)


def test_what_is_held_of_a_source_is_told(connection):
    store.change_source(connection, MET, at=FRIDAY)
    store.add_counts(connection, "Met", COUNTS)
    later = CountSource("Met", "met-2.csv", "Europe/London", 30)
    store.change_source(connection, later, at=FRIDAY)
    assert store.list_sources(connection) == (later,)
    assert store.list_held(connection) == (
        HeldCounts(later, 4, ("faith", "islamophobic"), ("Barnet", "Camden"), JAN, FEB),
    )
