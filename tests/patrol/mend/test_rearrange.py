from dataclasses import replace

from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests
from tests.patrol.mend.filled import fill_rounds
from vigil.patrol.check import find_breaches
from vigil.patrol.cover import measure
from vigil.patrol.mend.keep_up import keep_rounds_up
from vigil.patrol.mend.rearrange import Focus, rearrange
from vigil.patrol.plan import Round, Stop
from vigil.patrol.travel import travel_times

TWO = a_request(
    places=(a_place(), a_place("shul", east=0.02)),
    windows=(a_window(), a_window("mosque/leaving", opens=830, closes=860), a_window("shul", "shul", 765, 800)),
    units=(a_unit("north", from_minute=740), a_unit("south", from_minute=740)),
)


def breaches(request, rounds):
    """What is wrong with rounds. Two units may stand at one door at once, as in a plan that is drawn."""
    return [said for said in find_breaches(request, travel_times(request), rounds) if "visited twice" not in said]


def test_a_window_that_lost_its_visit_is_taken_by_a_unit_near_it():
    before = (Round("north", (Stop("mosque/leaving", 840, 852),)), Round("south", ()))
    found = rearrange(TWO, before, Focus(frozenset({"mosque/arriving", "shul"})), now_minute=740, seed=1)
    visited = sorted(stop.window_id for walk in found.rounds for stop in walk.stops)
    assert set(visited) == {"mosque/arriving", "mosque/leaving", "shul"}
    assert found.worth == measure(TWO, found.rounds).mean_coverage > found.kept_worth
    assert found.kept == before
    assert found == rearrange(TWO, before, Focus(frozenset({"mosque/arriving", "shul"})), now_minute=740, seed=1)


def test_free_time_is_not_filled_up_with_what_was_never_visited():
    before = (Round("north", (Stop("mosque/leaving", 840, 852),)), Round("south", ()))
    found = rearrange(TWO, before, Focus(frozenset({"shul"})), now_minute=740, seed=1)
    assert {stop.window_id for walk in found.rounds for stop in walk.stops} == {"mosque/leaving", "shul"}


def test_who_has_joined_is_sent_wherever_it_is_of_use_and_nobody_else():
    before = (Round("north", (Stop("mosque/leaving", 840, 852),)), Round("south", ()))
    found = rearrange(TWO, before, Focus(units=frozenset({"south"})), now_minute=740, seed=1)
    assert found.rounds[0] == before[0]
    assert {"mosque/arriving", "shul"} & {stop.window_id for stop in found.rounds[1].stops}
    assert rearrange(TWO, before, Focus(), now_minute=740, seed=1).rounds == before


def test_for_a_trifle_nobody_is_told_anything():
    little = replace(TWO, windows=(*TWO.windows[:2], a_window("shul", "shul", 765, 800, value=0.1)))
    before = (Round("north", (Stop("mosque/leaving", 840, 852),)), Round("south", ()))
    found = rearrange(little, before, Focus(frozenset({"shul"})), now_minute=740, seed=1)
    assert found.rounds == found.kept == before
    assert found.worth == found.kept_worth


def test_a_visit_that_is_late_is_not_taken_for_made():
    late = replace(TWO, units=tuple(replace(unit, from_minute=775) for unit in TWO.units))
    before = (Round("north", (Stop("mosque/arriving", 770, 782),)), Round("south", ()))
    rounds = rearrange(late, before, Focus(), now_minute=775, seed=1).rounds
    assert all(stop.arrive_minute >= 775 for walk in rounds for stop in walk.stops)
    assert breaches(late, rounds) == []


@settings(max_examples=10)
@given(requests())
def test_new_rounds_keep_every_rule_and_are_never_worse_than_what_can_be_kept(request):
    before = fill_rounds(request)
    without, left = replace(request, units=request.units[1:]), before[1:]
    if not without.units:
        return
    focus = {stop.window_id for stop in before[0].stops}
    now = int(min(unit.from_minute for unit in without.units))
    after = rearrange(without, left, Focus(frozenset(focus)), now_minute=now, seed=1).rounds
    assert breaches(without, after) == []
    kept = measure(without, keep_rounds_up(without, left)).mean_coverage
    assert measure(without, after).mean_coverage >= kept - 1e-9
