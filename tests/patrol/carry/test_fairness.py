from datetime import date, timedelta

import pytest

from vigil.patrol.carry.fairness import (
    PlanShare,
    WeekShare,
    WholeShare,
    add_up_shares,
    choose_plans,
    draw_lines,
    first_day,
    least_planned,
)
from vigil.patrol.stored import StoredWindow

FRIDAY_ON = date(2019, 3, 15)
FIRST = date(2019, 1, 21)


def a_share(plan_id=1, on=FRIDAY_ON, community="muslim", **changes) -> PlanShare:
    values = {"is_carried": False, "windows": 4, "at_stake": 10.0, "planned": 6.0, "proven": 3.0}
    return PlanShare(plan_id=plan_id, on=on, community=community, **(values | changes))


def a_window(window_id, *, value=1.0, visit_id=None, is_first=True, plan_id=1, community="muslim") -> StoredWindow:
    return StoredWindow(
        plan_id=plan_id,
        on=FRIDAY_ON,
        community=community,
        window_id=window_id,
        value=value,
        visit_id=visit_id,
        is_first=is_first,
    )


def test_eight_weeks_begin_on_a_monday():
    assert first_day(FRIDAY_ON) == FIRST
    assert first_day(date(2019, 3, 11)) == FIRST
    assert first_day(date(2019, 3, 17)) == FIRST
    assert FIRST.weekday() == 0


def test_what_a_plan_did_for_each_community_is_added_up():
    windows = [
        a_window("a", value=4.0, visit_id=1),
        a_window("a", value=4.0, visit_id=2),  # two units at one window: it counts once
        a_window("b", value=3.0, visit_id=3),
        a_window("c", value=2.0),
        a_window("c", value=2.0, visit_id=4, is_first=False),  # by repair: proven, never planned
        a_window("d", value=1.0, community="jewish"),
    ]
    jewish, muslim = add_up_shares(windows, proven={2, 4}, carried={1})
    assert muslim == a_share(is_carried=True, windows=3, at_stake=9.0, planned=7.0, proven=6.0)
    assert jewish == a_share(community="jewish", is_carried=True, windows=1, at_stake=1.0, planned=0.0, proven=0.0)


@pytest.mark.parametrize(
    ("carried", "chosen"),
    [((), {3}), ((1,), {1}), ((1, 2), {1, 2}), ((3,), {3})],
)
def test_carried_plans_speak_for_their_day_or_else_the_newest(carried, chosen):
    shares = [a_share(number, is_carried=number in carried) for number in (1, 2, 3)]
    other = a_share(4, on=FRIDAY_ON - timedelta(days=1))
    assert {one.plan_id for one in choose_plans((*shares, other))} == chosen | {4}


def test_each_community_has_its_line_of_weeks():
    shares = [
        a_share(1, on=FIRST),
        a_share(2, on=FIRST + timedelta(days=6), planned=2.0, proven=1.0),
        a_share(3, on=FRIDAY_ON, community="jewish", at_stake=0.0, planned=0.0, proven=0.0),
        a_share(4, on=FIRST - timedelta(days=1)),
        a_share(5, on=FRIDAY_ON + timedelta(days=1)),
    ]
    jewish, muslim = draw_lines(shares, on=FRIDAY_ON)
    assert (jewish.community, muslim.community) == ("jewish", "muslim")
    assert muslim.weeks[0] == WeekShare(FIRST, 8, 0.4, 0.2)
    assert [week.planned for week in muslim.weeks[1:]] == [None] * 7
    assert (muslim.whole, jewish.whole) == (WholeShare(0.4, 0.2), None)
    assert jewish.weeks[-1] == WeekShare(date(2019, 3, 11), 4, None, None)
    assert draw_lines([], on=FRIDAY_ON) == ()


def test_the_community_with_the_smallest_share_is_named():
    shares = [
        a_share(1),
        a_share(1, community="jewish", planned=2.0, proven=2.0),
        a_share(1, community="sikh", planned=2.0, proven=0.0),
        a_share(1, community="hindu", at_stake=0.0, planned=0.0, proven=0.0),
    ]
    least = least_planned(draw_lines(shares, on=FRIDAY_ON))
    assert least is not None
    assert (least.community, least.whole) == ("jewish", WholeShare(0.2, 0.2))
    assert least_planned(draw_lines(shares[3:], on=FRIDAY_ON)) is None
