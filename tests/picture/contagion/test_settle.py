"""The whole fit, step by step."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.picture.contagion.made import (
    FIRST_ON,
    LOOSE,
    NAMES,
    SHOCK_DAY,
    events_of,
    settled_shock,
    settled_triggering,
    shocked,
    told_shock,
    triggering,
)
from vigil.picture.contagion import settle as steps
from vigil.picture.contagion.control import SpreadControl, Trigger
from vigil.picture.contagion.settle import (
    Change,
    Settled,
    begin,
    change,
    evidence_of,
    go_on,
    is_fresh,
    share_left,
    weigh_slot,
    with_found_shocks,
    with_half_life,
    with_level_steps,
    with_triggers,
)
from vigil.picture.contagion.slot import SHAPES, fading


def test_a_shock_that_nobody_told_of_is_found_in_both_series():
    settled = settled_shock()
    (slot,) = settled.slots
    assert abs(slot.first_day - SHOCK_DAY) <= 1
    assert not slot.was_given
    assert slot.shape.half_gone_days == pytest.approx(4.0, abs=3)
    assert [state.slots for state in settled.series] == [(0,), (0,)]
    assert settled.series[0].fitted.sizes[0] == pytest.approx(25.0, rel=0.4)


def test_a_trigger_that_was_told_is_named_and_not_found_twice():
    settled = told_shock()
    assert [(slot.name, slot.first_day, slot.was_given) for slot in settled.slots] == [("an attack", SHOCK_DAY, True)]
    again = with_triggers(settled, (Trigger("an attack", date.fromordinal(FIRST_ON.toordinal() + SHOCK_DAY)),))
    assert len(again.slots) == 1


def test_triggers_on_one_day_are_one_and_those_outside_are_left_aside():
    numbered = begin(events_of(shocked(), first_on=None), LOOSE)
    told = (Trigger("one", SHOCK_DAY + 1), Trigger("two", SHOCK_DAY + 1), Trigger("far", 5000), Trigger("before", 0))
    settled = with_triggers(numbered, told)
    assert [(slot.name, slot.first_day) for slot in settled.slots] == [("one; two", SHOCK_DAY)]


def told_days_early(days: int) -> Settled:
    """Give a fit of the shocked series that was told of the trigger so many days before it moved counts."""
    on = date.fromordinal(FIRST_ON.toordinal() + SHOCK_DAY - days)
    return with_triggers(begin(events_of(shocked()), LOOSE), (Trigger("an attack", on),))


def test_a_trigger_of_the_evening_before_moves_the_day_after():
    settled = told_days_early(1)
    (slot,) = settled.slots
    assert (slot.first_day, slot.later_days) == (SHOCK_DAY, 1)
    assert settled.series[0].fitted.sizes[0] == pytest.approx(25.0, rel=0.4)
    on = date.fromordinal(FIRST_ON.toordinal() + SHOCK_DAY - 1)
    assert with_triggers(settled, (Trigger("an attack", on),)).slots == settled.slots
    assert [told_days_early(days).slots[0].later_days for days in (0, 2)] == [0, 1]


def test_a_trigger_leaves_the_day_after_to_another_and_cannot_move_a_day_that_has_not_come():
    begun = begin(events_of(shocked()), LOOSE)
    first, second = (date.fromordinal(FIRST_ON.toordinal() + SHOCK_DAY - before) for before in (1, 0))
    both = with_triggers(begun, (Trigger("one", first), Trigger("two", second)))
    assert [(slot.first_day, slot.later_days) for slot in both.slots] == [(SHOCK_DAY - 1, 0), (SHOCK_DAY, 0)]
    today = begin(events_of(shocked(SHOCK_DAY + 1)), LOOSE)
    (slot,) = with_triggers(today, (Trigger("two", second),)).slots
    assert (slot.first_day, slot.later_days) == (SHOCK_DAY, 0)


def test_without_triggers_nothing_is_opened():
    begun = begin(events_of(shocked(SHOCK_DAY)), LOOSE)
    assert with_triggers(begun, ()).slots == ()


def test_a_trigger_that_moved_nothing_moves_no_series():
    begun = begin(events_of(shocked(SHOCK_DAY)), LOOSE)
    settled = with_triggers(begun, (Trigger("a quiet day", FIRST_ON),))
    assert len(settled.slots) == 1
    assert [state.slots for state in settled.series] == [(), ()]


def test_only_the_calm_share_of_a_day_sets_off_others():
    settled = settled_shock()
    state = settled.series[0]
    slot = settled.slots[0]
    brought = state.fitted.sizes[0] * fading(slot.first_day, slot.shape, settled.events.days)
    assert np.all(settled.calm[: slot.first_day - 1] == 1.0)
    assert settled.calm[slot.first_day, 0] < 0.5
    np.testing.assert_allclose(settled.calm[:, 0], 1 - brought / state.fitted.rates, atol=0.05)


def test_a_slot_is_weighed_without_itself():
    """The likeliest size is about the one fitted, and no size at all is far less likely."""
    settled = settled_shock()
    weighed = weigh_slot(settled, 0, 0)
    shape = SHAPES.index(settled.slots[0].shape)
    row = weighed.log_likelihood[shape]
    assert weighed.sizes[int(row.argmax())] == pytest.approx(settled.series[0].fitted.sizes[0], rel=0.3)
    assert row.max() - row[0] > 20
    other = weigh_slot(replace(settled, series=tuple(replace(one, slots=()) for one in settled.series)), 0, 0)
    assert other.log_likelihood.max() - other.log_likelihood[0, 0] < 1
    late = weigh_slot(settled, 0, 0, later_days=1).log_likelihood
    assert late.max() - late[0, 0] < row.max() - row[0]


def test_going_on_keeps_what_was_settled():
    settled = settled_shock()
    longer = go_on(settled, events_of(shocked(107)))
    assert longer.events.days == 107
    assert longer.calm.shape == (107, 2)
    assert longer.half_life_days == settled.half_life_days
    assert longer.slots == settled.slots
    for old, new in zip(settled.series, longer.series, strict=True):
        assert new.fitted.model.level_step == old.fitted.model.level_step
        assert new.fitted.rates[:60] == pytest.approx(old.fitted.rates[:60], rel=0.25)


def test_a_change_opens_closes_and_keeps_what_is_not_named():
    settled = settled_shock()
    opened = change(settled, 0, Change(closed=np.zeros(2, dtype=np.bool_)))
    assert not opened.fitted.model.closed.any()
    closed = change(replace(settled, series=(opened, settled.series[1])), 0, Change(closed=np.ones(2, dtype=np.bool_)))
    np.testing.assert_array_equal(closed.fitted.children, [0.0, 0.0])
    assert closed.slots == (0,)
    assert change(settled, 0, Change(level_step=0.3)).fitted.model.level_step == 0.3
    fresh = change(settled, 0, Change(slots=()))
    assert change(replace(settled, series=(fresh, settled.series[1])), 0, Change(slots=(0,))).fitted.sizes[0] > 5


def test_the_level_moves_as_freely_as_the_days_ask_for():
    rng = np.random.default_rng(1)
    still = rng.poisson(6.0, (280, 1)).astype(np.float64)
    moving = rng.poisson(6.0 * np.exp(np.sin(np.arange(280) / 14))[:, np.newaxis]).astype(np.float64)
    chosen = [
        with_level_steps(begin(events_of(one, ("muslim",)), LOOSE)).series[0].fitted.model.level_step
        for one in (still, moving)
    ]
    assert chosen[0] < chosen[1]


def test_how_long_an_incident_works_on_is_found():
    settled = settled_triggering()
    assert 0.4 < settled.half_life_days < 2.5
    assert evidence_of(settled) == settled.series[0].fitted.evidence


def test_where_hours_are_known_shorter_times_are_tried(monkeypatch):
    tried = []
    begun = begin(events_of(triggering(40, children=0.3, bins=8), ("muslim",)), LOOSE)

    def remembered(settled, new):
        tried.append(new.half_life_days)
        return replace(settled, half_life_days=new.half_life_days)

    monkeypatch.setattr(steps, "change_all", remembered)
    monkeypatch.setattr(steps, "evidence_of", lambda settled: -abs(settled.half_life_days - 0.0))
    assert with_half_life(begun).half_life_days == 0.18
    assert tried == [0.18, *steps.FADE_HALF_LIVES_DAYS]
    monkeypatch.setattr(steps, "evidence_of", lambda settled: -(np.log(settled.half_life_days) ** 2))
    assert with_half_life(begun).half_life_days == pytest.approx(1.0)
    # Where the evidence is flat between three times, the middle one stands for them.
    monkeypatch.setattr(steps, "evidence_of", lambda settled: -float(settled.half_life_days not in {0.35, 0.7, 1.4}))
    assert with_half_life(begun).half_life_days == 0.35


def test_shocks_are_opened_until_nothing_more_is_beyond():
    settled = with_found_shocks(begin(events_of(shocked()), LOOSE))
    assert [abs(slot.first_day - SHOCK_DAY) <= 1 for slot in settled.slots] == [True]
    assert with_found_shocks(settled).slots == settled.slots


def test_an_old_shock_keeps_the_series_it_moved():
    settled = settled_shock()
    old = replace(settled.slots[0], first_day=10)
    again = with_triggers(replace(settled, slots=(old,), series=(replace(settled.series[0], slots=()),) * 2), ())
    assert [state.slots for state in again.series] == [(), ()]


def test_shocks_are_opened_round_after_round_but_not_for_ever(monkeypatch):
    begun = begin(events_of(shocked()), LOOSE)
    monkeypatch.setattr(steps, "ROUNDS", 0)
    assert with_found_shocks(begun).slots == ()


def test_days_that_lie_close_together_are_one_beginning():
    assert steps._apart([3, 4, 6, 9, 12, 13]) == [3, 9, 13]
    assert steps._apart([]) == []


def test_a_shock_is_fresh_for_two_months():
    settled = settled_shock()
    assert is_fresh(settled, 0)
    old = replace(settled.slots[0], first_day=settled.events.days - steps.FRESH_DAYS - 1)
    assert not is_fresh(replace(settled, slots=(old,)), 0)


def test_what_is_left_a_bin_later():
    assert share_left(replace(settled_triggering(), half_life_days=2.0)) == pytest.approx(0.5**0.5)


def test_a_whole_and_its_parts_do_not_act_on_one_another():
    counts = np.column_stack([shocked(60), shocked(60).sum(axis=1)])
    control = SpreadControl(wholes=("all",), fewest_events=20)
    begun = begin(events_of(counts, (*NAMES, "all")), control)
    closed = np.array([state.fitted.model.closed for state in begun.series])
    np.testing.assert_array_equal(closed, [[False, False, True], [False, False, True], [True, True, False]])


def test_days_that_are_not_known_do_not_count_and_are_filled_with_the_mean_for_what_follows():
    counts = shocked(60)
    counts[10, 0] = np.nan
    begun = begin(events_of(counts), LOOSE)
    data = begun.series[0].fitted.model.data
    assert data.is_known.sum() == 59
    assert np.isfinite(data.past).all()
    assert begun.series[1].fitted.model.data.is_known.all()
