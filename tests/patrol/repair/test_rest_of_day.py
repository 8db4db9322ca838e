from dataclasses import replace

from tests.patrol.a_request import a_unit
from tests.patrol.repair.a_day_under_way import a_day, told
from vigil.patrol.plan import Round, Stop
from vigil.patrol.repair.rest_of_day import find_rest_of_day
from vigil.patrol.request import Rest


def test_what_has_begun_is_done_and_the_rest_is_ahead():
    rest = find_rest_of_day(a_day(), told(), 770)
    assert rest.done == (Round("a", told()[0].stops[:1]), Round("b", told()[1].stops[:1]))
    assert rest.ahead == (Round("a", told()[0].stops[1:]), Round("b", told()[1].stops[1:]))
    a, b = rest.request.units
    assert (a.start_id, a.ready_minute) == ("one", 770)
    assert (b.start_id, b.ready_minute) == ("two", 776)


def test_who_is_driving_to_a_door_goes_there():
    # From one to three takes 6 minutes and a is to be there at 804: it sets out at 798.
    door = (Stop("one", 724, 736), Stop("three", 804, 816))
    for at, made in ((796, 1), (797, 1), (798, 2), (803, 2)):
        rest = find_rest_of_day(a_day(), told(), at)
        assert rest.done[0] == Round("a", door[:made])
        assert rest.ahead[0] == Round("a", door[made:])
        assert (rest.request.units[0].start_id, rest.request.units[0].ready_minute) == (
            ("three", 816) if made == 2 else ("one", at)
        )
    assert find_rest_of_day(a_day(), told(), 803, {"a"}).done[0] == Round("a", door[:1])


def test_who_sets_out_from_its_base_goes_on_too():
    rest = find_rest_of_day(a_day(), told(), 723)
    assert rest.done[0] == Round("a", (Stop("one", 724, 736),))
    late = replace(a_day(), units=tuple(replace(unit, from_minute=724) for unit in a_day().units))
    assert find_rest_of_day(late, told(), 723).done[0] == Round("a", ())


def test_who_is_driving_to_what_it_may_no_longer_visit_turns_round():
    def done(**changes):
        window = replace(a_day().windows[2], **changes)
        day = replace(a_day(), windows=(*a_day().windows[:2], window, a_day().windows[3]))
        return len(find_rest_of_day(day, told(), 803).done[0].stops)

    assert (done(), done(opens_minute=805), done(closes_minute=815), done(min_persons=3)) == (2, 1, 1, 1)
    lame = replace(a_day(), units=tuple(replace(unit, max_drive_minutes=3) for unit in a_day().units))
    assert len(find_rest_of_day(lame, told(), 803).done[0].stops) == 1


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
