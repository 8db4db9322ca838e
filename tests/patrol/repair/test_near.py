from tests.patrol.repair.a_day_under_way import NAMES, a_day, told
from vigil.patrol.repair import near
from vigil.patrol.repair.near import Group, find_groups
from vigil.patrol.repair.rest_of_day import find_rest_of_day


def rest(at=700, **out):
    return find_rest_of_day(a_day(), told(), at, **out)


def test_all_are_looked_at_when_there_are_few():
    assert find_groups(rest(), {"four"}, 700) == (Group((0, 1), frozenset(NAMES)),)


def test_windows_that_are_over_are_not_looked_at():
    assert find_groups(rest(800), {"four"}, 800) == (Group((0, 1), frozenset({"three", "four"})),)


def test_of_many_those_nearest_to_what_is_lost_are(monkeypatch):
    monkeypatch.setattr(near, "MOST_UNITS", 1)
    monkeypatch.setattr(near, "MOST_WINDOWS", 1)
    assert find_groups(rest(), {"four"}, 700) == (Group((1,), frozenset({"two", "four"})),)
    assert find_groups(rest(), {"one"}, 700)[0].units == (0,)


def test_when_nothing_is_lost_all_have_their_turn(monkeypatch):
    monkeypatch.setattr(near, "MOST_UNITS", 1)
    assert sorted(unit for group in find_groups(rest(), set(), 700) for unit in group.units) == [0, 1]


def test_nobody_and_nothing_left_is_no_group():
    assert find_groups(rest(out={"a", "b"}), {"four"}, 700) == ()
    assert find_groups(rest(1000), {"unknown"}, 1000) == (Group((0, 1), frozenset()),)


def test_when_few_are_to_change_only_what_is_lost_is_looked_at_by_those_near_it():
    assert find_groups(rest(), {"four"}, 700, set()) == (Group((0, 1), frozenset(NAMES), frozenset({"four"})),)
    (group,) = find_groups(rest(795), {"four", "unknown"}, 795, set())
    assert group == Group((0, 1), frozenset({"three", "four"}), frozenset({"four"}))
    assert find_groups(rest(), set(), 700, set()) == ()
    assert find_groups(rest(1000), {"four"}, 1000, set()) == ()


def test_who_has_joined_looks_at_everything_near():
    assert find_groups(rest(), set(), 700, {"b"}) == (Group((1,), frozenset(NAMES)),)
    assert len(find_groups(rest(), {"four"}, 700, {"b"})) == 2
