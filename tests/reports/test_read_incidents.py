"""Reading incidents: when, where, community, kind, source; and what is set aside."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.register.place import Community
from vigil.reports.incident import Incident
from vigil.reports.read_incidents import read_incidents

HEADER = "id,when,lat,lon,area,place_id,community,kind,source,description\n"
GOOD = "i1,2019-03-15T00:40+00:00,51.52,-0.07,Tower Hamlets,osm:node/1,muslim,Graffiti,Police,on the door"


def read(text: str, zone: str = "Europe/London"):
    return read_incidents(text.encode(), "incidents.csv", time_zone=zone)


def test_an_incident_is_read_whole():
    (one,) = read(f"{HEADER}{GOOD}\n").found
    assert one.line == 2
    assert one.value == Incident(
        id="i1",
        happened_on=date(2019, 3, 15),
        happened_at=datetime(2019, 3, 15, 0, 40, tzinfo=UTC),
        community=Community.MUSLIM,
        kind="graffiti",
        source="Police",
        point=Point(lat=51.52, lon=-0.07),
        area="Tower Hamlets",
        place_id="osm:node/1",
        description="on the door",
        file="incidents.csv",
    )


def test_the_day_is_that_of_the_places_own_clocks():
    (one,) = read("when,area,community,kind,source\n2019-06-30T23:30+00:00,Barnet,jewish,shouting,CST\n").found
    assert one.value.happened_on == date(2019, 7, 1)


def test_a_day_is_enough_and_other_names_of_columns_are_known():
    (one,) = read("date,borough,religion,kind,source\n2019-06-30,Barnet,judaism,shouting,CST\n").found
    assert (one.value.happened_on, one.value.happened_at) == (date(2019, 6, 30), None)
    assert (one.value.area, one.value.community, one.value.point) == ("Barnet", Community.JEWISH, None)


def test_a_row_without_an_id_is_known_again_by_what_it_says():
    header = "when,area,community,kind,source\n"
    rows = "2019-06-30,Barnet,jewish,Shouting,CST\n2019-06-30,Camden,jewish,shouting,CST\n"
    first, second = read(header + rows).found
    assert first.value.id.startswith("row:")
    assert first.value.id != second.value.id
    again = read("source,kind,community,area,when\nCST,shouting,jewish,barnet,2019-06-30\n").found[0]
    assert again.value.id == first.value.id


def test_two_rows_that_say_the_same_cannot_be_told_apart():
    row = "2019-06-30,Barnet,jewish,shouting,CST\n"
    reading = read(f"when,area,community,kind,source\n{row}{row}")
    assert len(reading.found) == 1
    assert [(one.line, one.field, one.reason) for one in reading.rejected] == [(3, "id", "stands in line 2 already")]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("when", "", "is missing"),
        ("when", "2019-02-30", "is neither a day"),
        ("when", "2019-03-15T08:00", "is neither a day (2019-03-15) nor a moment with its offset"),
        ("when", "0001-01-01T00:00+14:00", "is neither a day"),
        ("when", "yesterday evening", "is neither a day"),
        ("community", "", "is missing"),
        ("community", "martian", "is not one of"),
        ("kind", "", "is missing"),
        ("source", "", "is missing"),
        ("source", "amina@example.org", "an e-mail address"),
        ("lat", "95", "latitude"),
        ("lat", "", "is missing"),
        ("id", "two words", "no blanks"),
        ("id", "a@b.com", "an e-mail address"),
        ("id", "02079460018", "a telephone number"),
        ("area", "amina@example.org", "an e-mail address"),
        ("place_id", "amina@example.org", "an e-mail address"),
        ("place_id", "07700900123", "a telephone number"),
        ("description", "ring 020 7946 0018", "a telephone number"),
        ("description", "x" * 4_001, "longer than 4000"),
    ],
)
def test_a_wrong_row_is_set_aside_and_named(column, value, reason):
    names = HEADER.strip().split(",")
    cells = dict(zip(names, GOOD.split(","), strict=True)) | {column: value}
    reading = read(f"{HEADER}{','.join(cells.values())}\n")
    assert reading.found == ()
    (rejected,) = reading.rejected
    assert (rejected.line, rejected.field) == (2, column)
    assert reason in rejected.reason


def test_what_would_tell_who_somebody_is_does_not_come_back_with_the_rejected_rows():
    (rejected,) = read(f"{HEADER}{GOOD} ring 020 7946 0018\n").rejected
    assert "7946" not in f"{rejected}"


@pytest.mark.parametrize("column", HEADER.strip().split(","))
def test_an_e_mail_address_does_not_come_back_from_any_column(column):
    names = HEADER.strip().split(",")
    cells = dict(zip(names, GOOD.split(","), strict=True)) | {column: "amina@example.org"}
    (rejected,) = read(f"{HEADER}{','.join(cells.values())}\n").rejected
    assert (rejected.field, rejected.value) == (column, "not shown")
    assert "amina" not in f"{rejected}"


def test_an_incident_that_is_nowhere_is_set_aside():
    (rejected,) = read("when,community,kind,source\n2019-06-30,jewish,shouting,CST\n").rejected
    assert rejected.reason.startswith("says nowhere where it was")


def test_a_file_that_would_tell_who_reported_is_refused_whole():
    with pytest.raises(Unreadable, match="line 1, field reporter_name: looks as if"):
        read("when,area,community,kind,source,reporter_name\n2019-06-30,Barnet,jewish,shouting,CST,Anna\n")


def test_other_columns_are_not_read_and_said_so():
    reading = read("when,area,community,kind,source,weather\n2019-06-30,Barnet,jewish,shouting,CST,rain\n")
    assert reading.remarks == ("Columns that were not read: weather.",)
    assert read(f"{HEADER}{GOOD}\n").remarks == ()


@pytest.mark.parametrize("missing", ["when", "community", "kind", "source"])
def test_a_column_that_must_be_there_is_named(missing):
    columns = [name for name in ("when", "area", "community", "kind", "source") if name != missing]
    with pytest.raises(Unreadable, match=f"field {missing}: the column is missing"):
        read(",".join(columns) + "\n")


cells = st.sampled_from(["", "2019-03-15", "muslim", "51.5", "Barnet", "x y", "Police"])


@given(st.lists(st.lists(cells, min_size=10, max_size=10).filter(any), max_size=8))
def test_every_row_is_either_read_or_set_aside(rows):
    reading = read(HEADER + "".join(",".join(row) + "\n" for row in rows))
    assert len(reading.found) + len(reading.rejected) == len(rows)
    assert len({one.value.id for one in reading.found}) == len(reading.found)


@given(st.binary(max_size=200))
def test_whatever_the_file_holds_the_answer_is_incidents_or_a_sentence(content):
    with suppress(Unreadable):
        read_incidents(content, "incidents.csv", time_zone="Europe/London")


REPORTED = "id,date,area,community,kind,source,reported_at\n"


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("2019-03-16", date(2019, 3, 16)),
        ("2019-03-15", date(2019, 3, 15)),
        # Half past eleven at night in Greenwich is the next day in London once summer time has begun.
        ("2019-04-01T23:30Z", date(2019, 4, 2)),
        ("", None),
    ],
)
def test_an_incident_says_when_it_was_reported_or_leaves_it_open(written, on):
    (one,) = read(f"{REPORTED}i1,2019-03-15,Barnet,muslim,graffiti,Police,{written}\n").found
    assert one.value.reported_on == on


@pytest.mark.parametrize("written", ["2019-03-14", "2019-03-14T10:00Z", "soon"])
def test_an_incident_is_not_reported_before_it_happened_nor_at_no_time(written):
    (rejected,) = read(f"{REPORTED}i1,2019-03-15,Barnet,muslim,graffiti,Police,{written}\n").rejected
    assert (rejected.line, rejected.field) == (2, "reported_at")
