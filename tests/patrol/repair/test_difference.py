from tests.patrol.repair.a_day_under_way import a_day, told
from vigil.patrol.plan import Round, Stop
from vigil.patrol.repair.difference import ChangeKind, find_difference


def test_every_kind_of_change_is_told():
    after = (
        Round("a", (Stop("one", 724, 736), Stop("four", 845, 857))),
        Round("b", (Stop("two", 765, 777), Stop("one", 735, 747))),
    )
    found = find_difference(a_day(), told(), after)
    assert [(change.kind.value, change.says) for change in found.changes] == [
        ("dropped", "a no longer goes to three, 13:24 to 13:36."),
        ("taken over", "a goes to four for b, 14:05 to 14:17."),
        ("moved", "b is at two at another time: 12:45 to 12:57."),
        ("new", "b also goes to one, 12:15 to 12:27."),
    ]
    (taken,) = found.of(ChangeKind.TAKEN_OVER)
    assert (taken.before_unit, taken.after_unit) == ("b", "a")
    assert (taken.before, taken.after) == (Stop("four", 844, 856), Stop("four", 845, 857))


def test_nothing_changes():
    assert find_difference(a_day(), told(), told()).changes == ()


def test_a_window_that_is_gone_is_named_by_itself_and_one_in_a_place_with_it():
    before = (Round("a", (Stop("gone", 700, 712),)),)
    (change,) = find_difference(a_day(), before, ()).changes
    assert change.says == "a no longer goes to gone, 11:40 to 11:52."
    from tests.patrol.a_request import a_request

    (change,) = find_difference(a_request(), (), (Round("a", (Stop("mosque/arriving", 770, 782),)),)).changes
    assert change.says == "a also goes to mosque (mosque/arriving), 12:50 to 13:02."
