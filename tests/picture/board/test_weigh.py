"""Weighing all series together: the step-up rule, family by family, day by day."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.picture.board.town import AS_OF, BY_DAY, BY_MONTH, judged
from vigil.picture.board.board import BoardPoint
from vigil.picture.board.weigh import highest_kept, weigh

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def a_point(p_value, *, on=AS_OF, is_alarm=True) -> BoardPoint:
    return BoardPoint(on=on, observed=9, expected=2.0, alarm_above=7.0, p_value=p_value, is_alarm=is_alarm)


@given(CHANCES, st.floats(0.01, 0.5))
def test_what_is_kept_is_what_the_step_up_rule_keeps(chances, share):
    ordered = sorted(chances)
    fits = [rank for rank in range(1, len(ordered) + 1) if ordered[rank - 1] <= rank / len(ordered) * share]
    kept = [chance for chance in chances if chance <= highest_kept(chances, share)]
    assert len(kept) >= max(fits, default=0)
    assert sorted(kept) == ordered[: len(kept)]
    assert bool(kept) == bool(fits)


def test_where_nothing_is_wrong_an_alarm_is_as_seldom_as_it_says():
    rng = np.random.default_rng(11)
    nights = [highest_kept(list(rng.uniform(size=50)), 0.1) >= 0 for _ in range(4000)]
    assert np.mean(nights) == pytest.approx(0.1, abs=0.015)


def test_an_alarm_that_many_series_would_give_by_chance_is_none_and_one_that_stands_out_stays():
    areas = [replace(BY_DAY, area=f"a{number}") for number in range(99)]
    dull = [judged(a_point(0.5, is_alarm=False), name=name) for name in areas[2:]]
    found = weigh([judged(a_point(9e-4), name=areas[0]), judged(a_point(1e-9), name=areas[1]), *dull])
    assert [one.points[-1].is_alarm for one in found[:3]] == [False, True, False]
    assert found[0].points[-1] == replace(a_point(9e-4), is_alarm=False)


def test_series_over_all_areas_are_weighed_by_themselves_and_other_days_and_publishers_too():
    dull = [judged(a_point(0.5, is_alarm=False), name=replace(BY_DAY, kind=f"k{number}")) for number in range(99)]
    whole = judged(a_point(9e-4), a_point(9e-4, on=AS_OF - timedelta(days=1)))
    month = judged(a_point(9e-3), name=BY_MONTH)
    assert weigh([whole, month, *dull])[:2] == (whole, month)


def test_what_has_no_chance_stays_as_it_is_and_what_was_no_alarm_never_becomes_one():
    silent, calm = judged(BoardPoint(on=AS_OF, observed=3)), judged(a_point(1e-12, is_alarm=False))
    assert weigh([silent, calm]) == (silent, calm)
    without_chance = judged(a_point(None))
    assert weigh([without_chance]) == (without_chance,)
