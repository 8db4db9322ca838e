from dataclasses import replace

from tests.patrol.a_day import a_draft, a_stored_plan, at
from vigil.patrol.plan import commitment


def test_a_plan_is_kept_with_names_and_moments_as_they_stand():
    plan = a_stored_plan()
    north, south = plan.rounds
    assert (north.unit_name, north.base_name, north.kind, north.travel) == (
        "North 1",
        "Town Hall",
        "unarmed",
        "vehicle",
    )
    assert (north.from_at, north.until_at) == (at(8), at(19))
    first = north.visits[0]
    assert (first.place_name, first.address, first.doors) == (
        "مسجد النور Nūr Mosque",
        "1 High Street",
        ("north door", "women's entrance"),
    )
    assert (first.position, first.session_name, first.phase, first.people) == (1, "Jumuah", "arriving", 300)
    assert first.factors == a_draft().known[first.window_id].worth.factors
    assert (first.level, first.level_why, first.uplift_ids) == ("heightened", ("Heightened by uplift 1.",), (1,))
    assert first.opens_at <= first.arrive_at < first.depart_at <= first.closes_at
    assert (first.arrive_at - north.leave_at).total_seconds() == first.travel_minutes * 60
    assert north.back_at > north.visits[-1].depart_at
    assert north.visits[1].travel_minutes == 0
    assert (south.visits, south.leave_at, south.back_at) == ((), None, None)


def test_the_head_says_what_it_is_worth():
    head = a_stored_plan().head
    assert (head.units, head.units_sent, head.visits, head.windows, head.uncovered) == (2, 1, 4, 4, 0)
    assert (head.made_by_name, head.time_zone, head.max_visits_per_place) == ("Amina Coordinator", "Europe/London", 2)
    assert head.covered_value == 1.0
    assert 0 < head.mean_coverage < 1
    assert head.commitment == commitment(head.seed, head.on)


def test_what_is_left_is_kept_with_its_reason():
    draft = a_draft(max_visits_per_place=1)
    plan = a_stored_plan(draft)
    assert [left.reason for left in plan.uncovered] == ["visited as often as asked"] * 2
    left = next(left for left in plan.uncovered if left.place_id == "shul")
    assert (left.place_name, left.area, left.level) == ("בית הכנסת =Shul", "Barnet", "normal")
    assert 0 < plan.head.covered_value < 1


def test_without_any_value_nothing_is_covered():
    draft = a_draft()
    worthless = tuple(
        replace(window, bins=tuple(replace(part, value=0.0) for part in window.bins))
        for window in draft.request.windows
    )
    plan = a_stored_plan(replace(draft, request=replace(draft.request, windows=worthless, max_visits_per_place=None)))
    assert (plan.head.covered_value, plan.head.visits, plan.head.max_visits_per_place) == (0.0, 0, 0)
