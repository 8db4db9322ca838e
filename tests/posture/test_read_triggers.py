from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.ground.errors import Unreadable
from vigil.posture.read_triggers import read_triggers, reconcile_trigger, trigger_id
from vigil.posture.trigger import Toll, Trigger, TriggerKind
from vigil.register.place import Origin

HEADER = (
    "date,started_at,name,place,country,lat,lon,kind,place_of_worship,targeted_group,killed,killed_is_approximate,"
    "killed_reported,note\n"
)
ROW = (
    "2019-03-15,2019-03-15T00:40+00:00,Mosque shootings,Christchurch,NZ,-43.53,172.61,attack_on_place_of_worship,"
    "mosque,muslim,51,0,2019-03-15T06:30+00:00=40;2019-05-02T12:00+00:00=51,during Friday prayers\n"
)


def read_one(row: str) -> Trigger:
    reading = read_triggers((HEADER + row).encode(), "triggers.csv")
    assert reading.rejected == ()
    return reading.found[0].value


def test_a_row_becomes_a_trigger():
    trigger = read_one(ROW)

    assert trigger.id == "2019-03-15-mosque-shootings"
    assert trigger.kind is TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP
    assert (trigger.on, trigger.started_at) == (date(2019, 3, 15), datetime(2019, 3, 15, 0, 40, tzinfo=UTC))
    assert (trigger.worship, trigger.targeted, trigger.note) == (("mosque",), ("muslim",), "during Friday prayers")
    assert trigger.tolls == (
        Toll(40, datetime(2019, 3, 15, 6, 30, tzinfo=UTC)),
        Toll(51, datetime(2019, 5, 2, 12, 0, tzinfo=UTC)),
    )
    assert (trigger.origin.source, trigger.origin.reference) == ("triggers.csv", "line 2")


def test_a_final_figure_alone_has_no_date_and_says_when_sources_differ():
    row = "2003-11-15,,Bombings,Istanbul,TR,41.03,28.97,terror_attack,synagogue,jewish,25,1,,\n"

    trigger = read_one(row)

    assert trigger.started_at is None
    assert trigger.tolls == (Toll(25, None, is_approximate=True),)


def test_figures_without_a_final_one_are_enough():
    assert len(read_one(ROW.replace("muslim,51,", "muslim,,")).tolls) == 2


def test_an_event_without_a_figure_has_no_toll():
    assert read_one("2016-06-23,,Referendum,United Kingdom,GB,51.5,-0.12,political_event,,,,,,\n").tolls == ()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("2019-03-15,2019", "15/03/2019,2019", "date"),
        ("2019-03-15T00:40+00:00,M", "2019-03-15T00:40,M", "started_at"),
        ("2019-03-15T00:40+00:00,M", "2019-03-17T00:40+00:00,M", "started_at"),
        ("Mosque shootings", "", "name"),
        (",NZ,", ",New Zealand,", "country"),
        ("-43.53", "-143.53", "lat"),
        ("attack_on_place_of_worship", "attack", "kind"),
        ("muslim,51", "muslim,fifty", "killed"),
        ("muslim,51", "muslim,-1", "killed"),
        ("muslim,51", "muslim,1.5", "killed"),
        ("muslim,51", "muslim,50", "killed"),
        ("=40;", "40;", "killed_reported"),
        ("=40;", "=many;", "killed_reported"),
        ("2019-03-15T06:30+00:00=40", "dawn=40", "killed_reported"),
        ("2019-03-15T06:30+00:00=40", "2020-03-15T06:30+00:00=40", "killed_reported"),
    ],
)
def test_a_wrong_field_sets_the_row_aside_and_says_which(old: str, new: str, field: str):
    assert old in ROW
    reading = read_triggers((HEADER + ROW.replace(old, new)).encode(), "triggers.csv")

    assert reading.found == ()
    assert [(one.line, one.field) for one in reading.rejected] == [(2, field)]


def test_the_same_event_twice_is_taken_once():
    reading = read_triggers((HEADER + ROW + ROW).encode(), "triggers.csv")

    assert len(reading.found) == 1
    assert reading.rejected[0].reason == "stands in line 2 already"


def test_a_missing_column_is_refused():
    with pytest.raises(Unreadable, match="country"):
        read_triggers(HEADER.replace("country", "land").encode(), "triggers.csv")


def test_an_event_that_reads_the_same_keeps_its_origin():
    held = read_one(ROW)
    again = replace(held, origin=Origin("another.csv", "line 9"))
    changed = replace(again, note="two mosques")

    assert reconcile_trigger(again, held) == held
    assert reconcile_trigger(changed, held) == changed


def test_the_shipped_table_reads_whole():
    content = (files("vigil.posture") / "data" / "trigger_events.csv").read_bytes()

    reading = read_triggers(content, "trigger_events.csv")

    assert reading.rejected == ()
    assert len(reading.found) == 94
    found = {one.value.id: one.value for one in reading.found}
    christchurch = found["2019-03-15-christchurch-mosque-shootings"]
    assert christchurch.started_at == datetime(2019, 3, 15, 0, 40, tzinfo=UTC)
    assert [toll.killed for toll in christchurch.tolls] == [40, 49, 50, 51]


def test_an_id_is_plain():
    assert trigger_id(date(2025, 10, 2), "Murder of Zoë — “Nūr” (Mosque)!") == "2025-10-02-murder-of-zoe-nur-mosque"


@given(st.dates(), st.text(min_size=1))
def test_an_id_has_no_blanks_and_at_most_100_characters(on: date, name: str):
    made = trigger_id(on, name)

    assert made.startswith(on.isoformat())
    assert len(made) <= 100
    assert not any(sign.isspace() for sign in made)


@given(st.dates(date(1950, 1, 1), date(2040, 1, 1)), st.integers(-12, 14), st.integers(0, 24 * 60 - 1))
def test_any_moment_of_the_local_day_is_accepted(on: date, offset_h: int, minute: int):
    at = datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(hours=-offset_h, minutes=minute)
    row = f"{on.isoformat()},{at.isoformat()},Event,Town,GB,51.5,-0.12,threat,,,,,,\n"

    assert read_one(row).started_at == at
