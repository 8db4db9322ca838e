from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vigil.posture.level import ResponseLevel
from vigil.posture.threat import Meaning, ThreatChange, ThreatLevel, ThreatNow, ThreatRecord, find_threat, with_changes

FIRST = datetime(2006, 8, 1, tzinfo=UTC)
LATER = datetime(2014, 8, 29, tzinfo=UTC)
COMPILED = datetime(2020, 1, 1, tzinfo=UTC)


def a_change(from_at: datetime, level: ThreatLevel) -> ThreatChange:
    return ThreatChange(from_at=from_at, level=level, source="announced")


def a_meaning(from_on: date, level: ThreatLevel, words: str) -> Meaning:
    return Meaning(
        from_on=from_on, level=level, words=words, response=ResponseLevel.HEIGHTENED, base=ResponseLevel.NORMAL
    )


RECORD = ThreatRecord(
    (a_change(FIRST, ThreatLevel.SUBSTANTIAL), a_change(LATER, ThreatLevel.SEVERE)),
    (
        a_meaning(date(2006, 8, 1), ThreatLevel.SUBSTANTIAL, "a strong possibility"),
        a_meaning(date(2019, 7, 23), ThreatLevel.SUBSTANTIAL, "likely"),
        a_meaning(date(2006, 8, 1), ThreatLevel.SEVERE, "highly likely"),
    ),
    COMPILED,
)


def threat_at(at: datetime, record: ThreatRecord = RECORD) -> ThreatNow:
    found = find_threat(record, at=at, on=at.date())
    assert found is not None
    return found


def test_the_newest_change_holds_with_its_meaning():
    found = threat_at(datetime(2019, 3, 15, 8, 0, tzinfo=UTC))

    assert (found.level, found.words, found.since_at) == (ThreatLevel.SEVERE, "highly likely", LATER)
    assert (found.response, found.base) == (ResponseLevel.HEIGHTENED, ResponseLevel.NORMAL)
    assert not found.is_last_known


def test_a_change_holds_from_its_own_moment():
    assert threat_at(LATER - timedelta(microseconds=1)).level is ThreatLevel.SUBSTANTIAL
    assert threat_at(LATER).level is ThreatLevel.SEVERE


def test_before_it_was_first_published_there_is_none():
    assert find_threat(RECORD, at=FIRST - timedelta(seconds=1), on=date(2006, 7, 31)) is None


def test_without_a_meaning_there_is_none():
    record = ThreatRecord(RECORD.changes, (), COMPILED)

    assert find_threat(record, at=LATER, on=LATER.date()) is None


def test_the_same_level_is_told_in_the_words_of_its_time():
    record = ThreatRecord(RECORD.changes[:1], RECORD.meanings, COMPILED)

    assert threat_at(datetime(2019, 7, 22, tzinfo=UTC), record).words == "a strong possibility"
    assert threat_at(datetime(2019, 7, 23, tzinfo=UTC), record).words == "likely"


def test_after_the_record_was_compiled_it_is_the_last_known():
    assert not threat_at(COMPILED).is_last_known
    assert threat_at(COMPILED + timedelta(days=1)).is_last_known


def test_a_change_the_desk_was_told_of_is_not_merely_the_last_known():
    told = COMPILED + timedelta(days=30)
    record = with_changes(RECORD, (a_change(told, ThreatLevel.SUBSTANTIAL),))

    assert threat_at(told - timedelta(days=1), record).is_last_known
    assert threat_at(told + timedelta(days=365), record).level is ThreatLevel.SUBSTANTIAL
    assert not threat_at(told + timedelta(days=365), record).is_last_known


def test_a_change_the_desk_was_told_of_wins_over_a_shipped_one_of_the_same_moment():
    record = with_changes(RECORD, (a_change(LATER, ThreatLevel.SUBSTANTIAL),))

    assert threat_at(LATER, record).level is ThreatLevel.SUBSTANTIAL


@given(st.permutations(RECORD.changes), st.datetimes(datetime(2006, 8, 2), datetime(2026, 1, 1)))
def test_the_order_of_the_record_does_not_matter(changes: list[ThreatChange], naive: datetime):
    at = naive.replace(tzinfo=UTC)

    assert threat_at(at, with_changes(RECORD, tuple(changes))) == threat_at(at)
