import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.node import ROOT
from vigil.ground.errors import Unreadable
from vigil.register.import_report import Rejected
from vigil.register.read_table import Reading
from vigil.register.worship.own_time import EVERYTHING, OwnTime, parse_days, parse_start
from vigil.register.worship.read_own_times import read_own_times
from vigil.register.worship.share import SHARES

HEADER = "place_id,kind,name,days,starts,ends,minutes,from,until,people,past_midnight"


def _read(*rows: str, header: str = HEADER) -> Reading[OwnTime]:
    return read_own_times("\n".join((header, *rows)).encode(), "times.csv")


def _one(row: str) -> OwnTime:
    reading = _read(row)
    assert reading.rejected == ()
    return reading.found[0].value


def _why(row: str) -> Rejected:
    reading = _read(row)
    assert reading.found == ()
    (rejected,) = reading.rejected
    assert rejected.line == 2
    return rejected


def test_a_whole_row() -> None:
    own = _one("p1,Jumu'ah,Friday prayer,fri,13:00,13:45,,2019-01-01,2019-12-31,400,")
    assert own == OwnTime(
        place_id="p1",
        kind="jumuah",
        name="Friday prayer",
        days=parse_days("fri"),
        starts=parse_start("13:00"),
        lasts=timedelta(minutes=45),
        from_on=date(2019, 1, 1),
        until_on=date(2019, 12, 31),
        people=400,
    )


def test_the_least_a_file_must_have() -> None:
    reading = _read("p1,sunday,sun,10:00,60", header="place_id,kind,days,starts,minutes")
    assert reading.found[0].value.name == "Sunday"
    assert reading.found[0].line == 2
    assert reading.remarks == ()


@pytest.mark.parametrize("written", ["Jummah", "jumah", "Friday Prayer", "JUMUAH", "jumu‘ah", "jumu’ah"])
def test_spellings_of_one_kind_are_one(written: str) -> None:
    assert _one(f"p1,{written},,fri,13:00,,45,,,,").kind == "jumuah"


def test_a_kind_that_nothing_is_computed_for_is_remarked_once() -> None:
    reading = _read(
        "p1,youth-club,,fri,18:00,,60,,,,", "p2,Youth Club,,sat,18:00,,60,,,,", "p2,sunday,,sun,10:00,,60,,,,"
    )
    assert reading.remarks == ("Line 2: “youth-club” is a service of its own and takes the place of no computed one.",)
    assert len(reading.found) == 3


@pytest.mark.parametrize("written", ["none", "closed", "-"])
def test_a_closure(written: str) -> None:
    own = _one(f"p1,all,,daily,{written},,,2020-03-20,2020-07-04,,")
    assert own.kind == EVERYTHING
    assert own.is_closed
    assert _read(f"p1,all,,daily,{written},,,,,,").remarks == ()


def test_a_service_past_midnight() -> None:
    own = _one("p1,tarawih,,daily,22:30,00:15,,2019-05-06,2019-06-04,,yes")
    assert own.lasts == timedelta(hours=1, minutes=45)


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (",jumuah,,fri,13:00,13:45,,,,,", "place_id", "is missing"),
        ("p1,,,fri,13:00,13:45,,,,,", "kind", "is missing"),
        ("p1,jumu/ah,,fri,13:00,13:45,,,,,", "kind", "is not a short word"),
        (f"p1,{'x' * 41},,fri,13:00,13:45,,,,,", "kind", "is not a short word"),
        ("p1,jumuah,,,13:00,13:45,,,,,", "days", "is missing"),
        ("p1,jumuah,,someday,13:00,13:45,,,,,", "days", "is not days"),
        ("p1,jumuah,,2019-02-29,13:00,13:45,,,,,", "days", "is not days"),
        ("p1,jumuah,,fri,1pm,13:45,,,,,", "starts", "is not a start"),
        ("p1,jumuah,,fri,,13:45,,,,,", "starts", "is missing"),
        ("p1,all,,fri,13:00,13:45,,,,,", "starts", "nothing is held"),
        ("p1,jumuah,,fri,13:00,12:45,,,,,", "ends", "is not after 13:00"),
        ("p1,jumuah,,fri,13:00,13:00,,,,,", "ends", "is not after 13:00"),
        ("p1,jumuah,,fri,13:00,14:00,,,,,yes", "past_midnight", "is after the start"),
        ("p1,jumuah,,fri,13:00,14:00,,,,,perhaps", "past_midnight", "neither yes nor no"),
        ("p1,jumuah,,fri,13:00,24:00,,,,,", "ends", "is not a time"),
        ("p1,jumuah,,fri,13:00,,,,,,", "ends", "is missing"),
        ("p1,jumuah,,fri,13:00,14:00,60,,,,", "minutes", "keep one of the two"),
        ("p1,jumuah,,fri,13:00,,0,,,,", "minutes", "whole number"),
        ("p1,jumuah,,fri,13:00,,1441,,,,", "minutes", "longer than a day"),
        ("p1,jumuah,,fri,sunset-15,18:00,,,,,", "ends", "start by the sun"),
        ("p1,jumuah,,fri,13:00,,60,2019-13-01,,,", "from", "is not a day"),
        ("p1,jumuah,,fri,13:00,,60,2019-05-01,2019-04-01,,", "until", "lies before 2019-05-01"),
        ("p1,jumuah,,2019-03-15,13:00,,60,2019-05-01,,,", "days", "lies outside"),
        ("p1,jumuah,,2019-03-15,13:00,,60,,2019-01-01,,", "days", "lies outside"),
        ("p1,jumuah,,fri,13:00,,60,,,-4,", "people", "whole number"),
    ],
)
def test_a_row_that_is_wrong_says_where_and_what_is_right(row: str, field: str, reason: str) -> None:
    rejected = _why(row)
    assert rejected.field == field
    assert reason in rejected.reason


def test_a_wrong_row_leaves_the_others() -> None:
    reading = _read("p1,jumuah,,fri,13:00,12:00,,,,,", "p2,jumuah,,fri,13:00,13:30,,,,,")
    assert [one.value.place_id for one in reading.found] == ["p2"]
    assert [one.line for one in reading.rejected] == [2]


def test_a_date_within_its_bounds_is_right() -> None:
    own = _one("p1,jumuah,,2019-03-15,13:00,,60,2019-03-01,2019-03-31,,")
    assert own.holds_on(date(2019, 3, 15))


@pytest.mark.parametrize("header", ["place_id,kind,days", "place_id,kind,starts", ""])
def test_a_file_without_its_columns_is_refused(header: str) -> None:
    with pytest.raises(Unreadable):
        _read("p1,jumuah,fri", header=header)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["fri", "daily", "last sun", "2019-03-15", "x", ""]),
            st.sampled_from(["13:00", "sunset", "none", "26:00", ""]),
            st.sampled_from(["13:30", "12:00", "", "abc"]),
        ),
        max_size=10,
    )
)
def test_every_row_is_either_found_or_rejected(rows: list[tuple[str, str, str]]) -> None:
    reading = _read(*(f"p1,jumuah,,{days},{starts},{ends},,,,," for days, starts, ends in rows))
    lines = sorted([one.line for one in reading.found] + [one.line for one in reading.rejected])
    assert lines == list(range(2, 2 + len(rows)))


def test_what_is_read_can_be_stored_as_words_and_read_again() -> None:
    own = _one("p1,arti,,first sat,sunset-15,,45,,,,")
    assert (parse_days(str(own.days)), parse_start(str(own.starts))) == (own.days, own.starts)


PAGE = (ROOT / "docs" / "look-up" / "service-times.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_is_read_whole() -> None:
    example = PAGE.split("```csv\n")[1].split("```")[0]
    reading = read_own_times(example.encode(), "service-times.md")
    assert (len(reading.found), reading.rejected, reading.remarks) == (6, (), ())


def test_every_computed_kind_stands_on_the_page() -> None:
    named = set(re.findall(r"`([a-z0-9-]+)`", PAGE.split("## Kinds that are computed")[1]))
    assert {kind for kind in SHARES if kind not in named and kind.removesuffix("-eve") not in named} == set()
