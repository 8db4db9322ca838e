from dataclasses import replace

from hypothesis import given, settings

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, requests
from vigil.patrol.check import find_breaches
from vigil.patrol.cover import measure
from vigil.patrol.mend.rearrange import rearrange
from vigil.patrol.mend.refill import keep_rounds_up, refill_rounds
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
    rounds = rearrange(TWO, before, focus={"mosque/arriving", "shul"}, now_minute=740, seed=1)
    visited = sorted(stop.window_id for walk in rounds for stop in walk.stops)
    assert set(visited) == {"mosque/arriving", "mosque/leaving", "shul"}
    assert rounds == rearrange(TWO, before, focus={"mosque/arriving", "shul"}, now_minute=740, seed=1)


def test_a_visit_that_is_late_is_not_taken_for_made():
    late = replace(TWO, units=tuple(replace(unit, from_minute=775) for unit in TWO.units))
    before = (Round("north", (Stop("mosque/arriving", 770, 782),)), Round("south", ()))
    rounds = rearrange(late, before, focus=frozenset(), now_minute=775, seed=1)
    assert all(stop.arrive_minute >= 775 for walk in rounds for stop in walk.stops)
    assert breaches(late, rounds) == []


@settings(max_examples=10)
@given(requests())
def test_new_rounds_keep_every_rule_and_are_never_worse_than_what_can_be_kept(request):
    before = refill_rounds(request, [Round(unit.id, ()) for unit in request.units])
    without, left = replace(request, units=request.units[1:]), before[1:]
    if not without.units:
        return
    focus = {stop.window_id for stop in before[0].stops}
    now = int(min(unit.from_minute for unit in without.units))
    after = rearrange(without, left, focus=focus, now_minute=now, seed=1)
    assert breaches(without, after) == []
    kept = measure(without, keep_rounds_up(without, left)).mean_coverage
    assert measure(without, after).mean_coverage >= kept - 1e-9
