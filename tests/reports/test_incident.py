"""One thing that happened, as a value that says nothing of who anybody is."""

from dataclasses import fields

from vigil.reports.incident import Incident


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
    ]
