from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_request import a_window
from vigil.patrol.group import group_windows


def ids(groups):
    return [tuple(window.id for window in group) for group in groups]


def day(*opens, place="mosque"):
    return tuple(a_window(f"{place} {start}", place, start, start + 30) for start in opens)


def test_without_a_limit_each_window_stands_alone():
    windows = day(700, 800)
    assert ids(group_windows(windows, dict.fromkeys(("mosque 700", "mosque 800"), 1.0), set(), at_most=None)) == [
        ("mosque 700",),
        ("mosque 800",),
    ]


def test_the_most_valuable_lead_and_the_rest_join_the_nearest():
    windows = day(700, 780, 860, 1100)
    worth = {"mosque 700": 2.0, "mosque 780": 9.0, "mosque 860": 8.0, "mosque 1100": 1.0}
    assert ids(group_windows(windows, worth, set(), at_most=2)) == [
        ("mosque 700", "mosque 780"),
        ("mosque 860", "mosque 1100"),
    ]


def test_among_equals_the_earlier_leads():
    worth = {"mosque 700": 1.0, "mosque 780": 1.0}
    assert ids(group_windows(day(780, 700), worth, set(), at_most=1)) == [("mosque 700", "mosque 780")]


def test_what_is_chosen_leads_before_what_is_worth_more():
    worth = {"mosque 700": 1.0, "mosque 780": 9.0, "mosque 860": 8.0, "mosque 1100": 2.0}
    chosen = {"mosque 700", "mosque 1100"}
    assert ids(group_windows(day(700, 780, 860, 1100), worth, chosen, at_most=2)) == [
        ("mosque 1100",),
        ("mosque 700", "mosque 780", "mosque 860"),
    ]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 50), st.floats(0.1, 9)), max_size=20), st.integers(1, 4)
)
def test_every_window_is_in_one_group_and_no_place_has_too_many(drawn, at_most):
    windows = tuple(a_window(f"w{n}", place, start, start + 5) for n, (place, start, _) in enumerate(drawn))
    worth = {f"w{n}": value for n, (_, _, value) in enumerate(drawn)}
    chosen = {f"w{n}" for n in range(0, len(drawn), 3)}
    groups = group_windows(windows, worth, chosen, at_most=at_most)
    assert sorted(window.id for group in groups for window in group) == sorted(worth)
    for place in "abc":
        of_place = [group for group in groups if group[0].place_id == place]
        assert len(of_place) == min(at_most, sum(1 for window in windows if window.place_id == place))
        assert all(window.place_id == place for group in of_place for window in group)
        if sum(window.id in chosen for window in windows if window.place_id == place) <= at_most:
            assert all(sum(window.id in chosen for window in group) <= 1 for group in of_place)
        spans = [(min(w.opens_minute for w in g), max(w.opens_minute for w in g)) for g in of_place]
        assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))
