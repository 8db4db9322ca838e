from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from vigil.ground.errors import Unreadable
from vigil.posture.level import ResponseLevel
from vigil.posture.read_threat import day_of, read_record
from vigil.posture.threat import ThreatLevel, ThreatNow, find_threat

CHANGES = b"from_on,level,source\n2006-08-01,severe,first publication\n2020-01-01,,compiled\n"
MEANINGS = b"from_on,level,words,response,base\n2006-08-01,severe,highly likely,heightened,normal\n"
SHIPPED = files("vigil.posture") / "data"


def shipped_at(at: datetime) -> ThreatNow | None:
    record = read_record((SHIPPED / "threat_levels.csv").read_bytes(), (SHIPPED / "threat_meanings.csv").read_bytes())
    return find_threat(record, at=at, on=day_of(at))


@pytest.mark.parametrize(
    ("at", "level", "words"),
    [
        (datetime(2006, 8, 1, 12, tzinfo=UTC), ThreatLevel.SEVERE, "an attack is highly likely"),
        (datetime(2017, 5, 24, 12, tzinfo=UTC), ThreatLevel.CRITICAL, "an attack is expected imminently"),
        (datetime(2019, 3, 15, 8, tzinfo=UTC), ThreatLevel.SEVERE, "an attack is highly likely"),
        (datetime(2013, 5, 22, 14, tzinfo=UTC), ThreatLevel.SUBSTANTIAL, "an attack is a strong possibility"),
        (datetime(2019, 12, 1, 12, tzinfo=UTC), ThreatLevel.SUBSTANTIAL, "an attack is likely"),
        (datetime(2023, 10, 7, 12, tzinfo=UTC), ThreatLevel.SUBSTANTIAL, "an attack is likely"),
    ],
)
def test_the_shipped_record_says_what_was_announced(at: datetime, level: ThreatLevel, words: str):
    found = shipped_at(at)

    assert found is not None
    assert (found.level, found.words, found.is_last_known) == (level, words, False)


def test_the_shipped_record_begins_when_the_level_was_first_published():
    assert shipped_at(datetime(2006, 7, 31, 12, tzinfo=UTC)) is None


def test_the_shipped_record_says_after_its_end_that_it_may_be_out_of_date():
    found = shipped_at(datetime(2030, 1, 1, tzinfo=UTC))

    assert found is not None
    assert found.is_last_known
    assert found.known_until_at < datetime(2027, 1, 1, tzinfo=UTC)


def test_the_shipped_record_gives_every_level_a_meaning_from_the_first_day():
    record = read_record((SHIPPED / "threat_levels.csv").read_bytes(), (SHIPPED / "threat_meanings.csv").read_bytes())

    first = {meaning.level for meaning in record.meanings if meaning.from_on == date(2006, 8, 1)}
    assert first == set(ThreatLevel)
    assert all(meaning.base.rank <= meaning.response.rank for meaning in record.meanings)


def test_a_level_counts_from_midnight_by_london_clocks():
    record = read_record(CHANGES, MEANINGS)

    assert record.changes[0].from_at == datetime(2006, 7, 31, 23, 0, tzinfo=UTC)
    assert record.changes[0].source == "announced on 2006-08-01 (first publication)"
    assert record.known_until_at == datetime(2020, 1, 1, tzinfo=UTC)


def test_a_change_without_a_source_still_says_when_it_was_announced():
    record = read_record(CHANGES.replace(b"first publication", b""), MEANINGS)

    assert record.changes[0].source == "announced on 2006-08-01"


def test_a_meaning_carries_its_levels():
    meaning = read_record(CHANGES, MEANINGS).meanings[0]

    assert (meaning.response, meaning.base) == (ResponseLevel.HEIGHTENED, ResponseLevel.NORMAL)


def test_a_summer_evening_in_utc_is_the_next_day_in_london():
    assert day_of(datetime(2019, 7, 22, 23, 30, tzinfo=UTC)) == date(2019, 7, 23)


@pytest.mark.parametrize(
    ("changes", "meanings", "line", "field"),
    [
        (CHANGES.replace(b"2006-08-01,severe", b"1/8/2006,severe"), MEANINGS, 2, "from_on"),
        (CHANGES.replace(b"severe", b"dire"), MEANINGS, 2, "level"),
        (CHANGES.replace(b"2020-01-01,,compiled\n", b""), MEANINGS, 2, "level"),
        (CHANGES + b"2021-01-01,,again\n", MEANINGS, 4, "level"),
        (CHANGES + b"2021-01-01\n", MEANINGS, 4, ""),
        (b"from_on,level,source\n", MEANINGS, 1, ""),
        (CHANGES, MEANINGS.replace(b"highly likely", b""), 2, "words"),
        (CHANGES, MEANINGS.replace(b"heightened", b"high"), 2, "response"),
        (CHANGES, MEANINGS.replace(b",base", b",floor"), 1, "base"),
    ],
)
def test_a_broken_record_says_where(changes: bytes, meanings: bytes, line: int, field: str):
    with pytest.raises(Unreadable) as caught:
        read_record(changes, meanings)

    assert (caught.value.where.line, caught.value.where.field) == (line, field)


@pytest.mark.parametrize(
    ("at", "level"),
    [
        (datetime(2017, 5, 23, 7, tzinfo=UTC), ThreatLevel.SEVERE),
        (datetime(2017, 5, 23, 21, tzinfo=UTC), ThreatLevel.CRITICAL),
        (datetime(2017, 9, 15, 8, tzinfo=UTC), ThreatLevel.SEVERE),
        (datetime(2017, 9, 15, 20, tzinfo=UTC), ThreatLevel.CRITICAL),
    ],
)
def test_a_level_raised_in_the_evening_did_not_hold_in_the_morning(at, level):
    record = read_record((SHIPPED / "threat_levels.csv").read_bytes(), (SHIPPED / "threat_meanings.csv").read_bytes())
    now = find_threat(record, at=at, on=at.date())
    assert now is not None
    assert now.level is level
