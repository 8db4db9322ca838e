from datetime import time, timedelta

from vigil.register.change_times import TimeChanges, change_times
from vigil.register.import_report import Rejected
from vigil.register.read_table import Numbered, Reading
from vigil.register.worship.own_time import Days, OwnTime, Start

PLACES = ("a", "b")


def a_time(place_id: str = "a", hour: int = 13) -> OwnTime:
    friday = Days((4,))
    start = Start(at=time(hour))
    return OwnTime(
        place_id=place_id, kind="jumuah", name="Jumu'ah", days=friday, starts=start, lasts=timedelta(hours=1)
    )


def changed(
    *times: OwnTime, rejected: tuple[Rejected, ...] = (), lost: int | None = None, held: tuple[OwnTime, ...] = ()
) -> TimeChanges:
    found = tuple(Numbered(line, own) for line, own in enumerate(times, start=2))
    place_of_line = {one.line: one.value.place_id for one in found} | {one.line: "a" for one in rejected}
    place_of_line.pop(lost or 0, None)
    by_place = {place: tuple(own for own in held if own.place_id == place) for place in PLACES}
    return change_times(Reading(found, rejected, ("kept",)), place_of_line, by_place, PLACES)


def test_a_file_gives_all_the_times_of_the_places_it_names():
    changes = changed(a_time("a", 13), a_time("a", 14), held=(a_time("a", 13), a_time("a", 12), a_time("b")))

    assert changes.times == {"a": (a_time("a", 13), a_time("a", 14))}
    assert (changes.report.added, changes.report.unchanged, changes.report.rejected) == (1, 1, ())
    assert changes.report.remarks == ("kept", "1 times that the file no longer gives were removed.")


def test_a_place_with_a_wrong_row_keeps_what_it_had():
    wrong = Rejected(9, "starts", "x", "is not a start")

    changes = changed(a_time("a"), a_time("b"), rejected=(wrong,))

    assert changes.times == {"b": (a_time("b"),)}
    assert [(one.line, one.field) for one in changes.report.rejected] == [(2, "place_id"), (9, "starts")]
    assert "another row of this place is wrong" in changes.report.rejected[0].reason


def test_a_row_nobody_can_place_keeps_every_place_as_it_was():
    changes = changed(a_time("b"), rejected=(Rejected(9, "", "2", "the row has 2 fields"),), lost=9)

    assert changes.times == {}
    assert "nobody can tell whose it is" in changes.report.rejected[0].reason


def test_a_place_that_is_not_in_the_register_is_set_aside():
    changes = changed(a_time("nowhere"), a_time("b"))

    assert changes.times == {"b": (a_time("b"),)}
    assert [(one.line, one.value) for one in changes.report.rejected] == [(2, "nowhere")]


def test_a_row_that_says_the_same_again_does_no_harm():
    changes = changed(a_time("a"), a_time("a"))

    assert changes.times == {"a": (a_time("a"),)}
    assert [(one.line, one.reason) for one in changes.report.rejected] == [(3, "says the same as line 2")]
    assert changes.report.read == 2
