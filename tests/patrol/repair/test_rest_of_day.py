from dataclasses import replace

from tests.patrol.a_request import a_unit
from tests.patrol.repair.a_day_under_way import a_day, told
from vigil.patrol.plan import Round
from vigil.patrol.repair.rest_of_day import find_rest_of_day
from vigil.patrol.request import Rest


def test_what_has_begun_is_done_and_the_rest_is_ahead():
    rest = find_rest_of_day(a_day(), told(), 770)
    assert rest.done == (Round("a", told()[0].stops[:1]), Round("b", told()[1].stops[:1]))
    assert rest.ahead == (Round("a", told()[0].stops[1:]), Round("b", told()[1].stops[1:]))
    a, b = rest.request.units
    assert (a.start_id, a.ready_minute) == ("one", 770)
    assert (b.start_id, b.ready_minute) == ("two", 776)


def test_who_is_out_has_only_a_past():
    rest = find_rest_of_day(a_day(), told(), 770, {"a"})
    assert [unit.id for unit in rest.request.units] == ["b"]
    assert [walk.unit_id for walk in rest.ahead] == ["b"]
    assert [len(walk.stops) for walk in rest.done] == [1, 1]


def test_who_has_not_begun_is_at_its_base():
    unit = a_unit("a", handover_minutes=10)
    rest = find_rest_of_day(replace(a_day(), units=(unit,)), (), 500)
    assert rest.request.units == (replace(unit, from_minute=490),)
    assert rest.request.units[0].ready_minute == 500
    assert find_rest_of_day(replace(a_day(), units=(unit,)), (), 100).request.units == (unit,)


def test_a_window_that_is_gone_is_nobodys():
    day = a_day()
    rest = find_rest_of_day(replace(day, windows=day.windows[:3]), told(), 770)
    assert rest.ahead[1] == Round("b", ())


def test_what_was_driven_and_rested_counts():
    limited = a_unit("a", max_drive_minutes=40, rest=Rest(30, 740, 900))
    day = replace(a_day(), units=(limited,))
    before = find_rest_of_day(day, told()[:1], 750).request.units[0]
    assert before.rest == limited.rest
    driven = 40 - before.max_drive_minutes
    assert 1 <= driven <= 3
    after = find_rest_of_day(day, told()[:1], 816).request.units[0]
    assert after.rest is None
    assert after.max_drive_minutes < before.max_drive_minutes
    only_rest = replace(day, units=(replace(limited, max_drive_minutes=None),))
    assert find_rest_of_day(only_rest, told()[:1], 816).request.units[0].max_drive_minutes is None
