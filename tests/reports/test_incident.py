"""One thing that happened, as a value that says nothing of who anybody is."""

from dataclasses import fields
from datetime import date

from tests.reports.ground import an_incident
from vigil.reports.incident import Incident, IncidentTally


def test_an_incident_knows_when_where_whom_what_and_who_says_so_and_nothing_else():
    assert [field.name for field in fields(Incident)] == [
        "id",
        "happened_on",
        "happened_at",
        "community",
        "kind",
        "source",
        "point",
        "area",
        "place_id",
        "description",
        "file",
        "reported_on",
    ]


def test_a_tally_says_less_than_an_incident_no_words_no_place_no_id():
    assert {field.name for field in fields(IncidentTally)} == {
        "happened_on",
        "reported_on",
        "community",
        "kind",
        "area",
        "point",
        "count",
    }


def test_an_incident_is_known_from_its_report_on_or_else_from_its_day_on():
    assert an_incident(reported_on=date(2019, 3, 4)).known_on == date(2019, 3, 4)
    assert an_incident().known_on == an_incident().happened_on
