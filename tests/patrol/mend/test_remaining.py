from dataclasses import replace

from tests.patrol.a_day import at
from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from tests.patrol.carry.a_shift import a_plan, a_visit
from vigil.ground.point import Point
from vigil.patrol.cover import measure
from vigil.patrol.mend.rearrange import Focus
from vigil.patrol.mend.remaining import find_focus, remaining_request, remaining_rounds, worth_as_planned
from vigil.patrol.mend.whereabouts import Whereabouts
from vigil.patrol.plan import Round, Stop
from vigil.patrol.stored import StoredUncovered
from vigil.patrol.travel import travel_times

HERE = a_place().point
WINDOWS = (a_window(), a_window("mosque/leaving", opens=830, closes=860), a_window("other", "shul", 900, 930))
REQUEST = a_request(
    places=(a_place(), a_place("shul", east=0.05)),
    windows=WINDOWS,
    units=(a_unit("north", handover_minutes=5), a_unit("south"), a_unit("west")),
)
NORTH = Whereabouts(
    unit_id="north",
    spot_id="mosque",
    point=HERE,
    free_at=at(13, 12),
    done=(a_visit(1, window_id="mosque/arriving"),),
    left=(a_visit(2, window_id="mosque/leaving", arrive_at=at(13, 50), depart_at=at(14, 2)), a_visit(3, window_id="x")),
)
SOUTH = replace(NORTH, unit_id="south", spot_id="", done=(), left=(), free_at=at(13))


def test_units_go_on_from_where_they_are_without_what_is_done_and_who_is_gone():
    request = remaining_request(REQUEST, {"north": NORTH, "south": SOUTH}, withdrawn={"west"})
    north, south = request.units
    assert (north.start_id, north.start, north.ready_minute) == ("mosque", HERE, 13 * 60 + 12)
    assert south == REQUEST.units[1]
    assert [window.id for window in request.windows] == ["mosque/leaving", "other"]


def test_part_of_a_minute_is_not_free_yet():
    late = replace(NORTH, free_at=at(13, 12).replace(second=1))
    assert remaining_request(REQUEST, {"north": late}, withdrawn=()).units[0].ready_minute == 13 * 60 + 13


def test_from_the_door_of_a_place_to_its_next_window_is_a_minute_at_most():
    request = remaining_request(REQUEST, {"north": NORTH}, withdrawn=())
    times = travel_times(request)
    assert times.out(0, "mosque") <= 1
    assert times.out(0, "shul") > 0
    assert times.out(1, "mosque") > 0


def test_what_was_still_to_do_is_known_by_the_minute():
    request = remaining_request(REQUEST, {"north": NORTH, "south": SOUTH}, withdrawn=())
    assert remaining_rounds(request, {"north": NORTH, "south": SOUTH}) == (
        Round("north", (Stop("mosque/leaving", 830, 842),)),
        Round("south", ()),
        Round("west", ()),
    )
    assert isinstance(request.units[0].start, Point)


def test_what_lost_its_visit_and_what_nobody_knew_is_where_to_look():
    plan = a_plan()
    walk = replace(plan.rounds[0], visits=(a_visit(1, window_id="mosque/arriving"), a_visit(2, window_id="other")))
    known = StoredUncovered(
        window_id="mosque/leaving",
        place_id="mosque",
        place_name="Mosque",
        community="muslim",
        area="",
        session_name="Jumuah",
        phase="leaving",
        opens_at=at(13, 50),
        closes_at=at(14, 20),
        value=1.0,
        level="normal",
        reason="units busy elsewhere",
        says="Units are busy.",
    )
    planned = replace(plan, rounds=(walk,), uncovered=(known,))
    ahead = (Round("north", (Stop("mosque/arriving", 780, 792),)),)
    levels = {window.id: "normal" for window in WINDOWS}
    found = find_focus(REQUEST, planned, ahead, levels)
    assert found == Focus(frozenset({"other"}), frozenset({"south", "west"}))
    assert find_focus(REQUEST, replace(planned, uncovered=()), ahead, levels).windows == {"other", "mosque/leaving"}
    raised = levels | {"mosque/leaving": "high", "mosque/arriving": "high"}
    assert find_focus(REQUEST, planned, ahead, raised).windows == {"other", "mosque/leaving"}


def test_as_planned_counts_what_a_unit_that_is_withdrawn_was_to_do():
    meant = {"north": NORTH, "south": SOUTH}
    gone = remaining_request(REQUEST, {"north": replace(NORTH, done=()), "south": SOUTH}, withdrawn={"north"})
    kept = measure(gone, remaining_rounds(gone, meant)).mean_coverage
    planned = worth_as_planned(gone, REQUEST.units, meant)
    assert planned > kept == 0.0
    assert worth_as_planned(gone, REQUEST.units, {"south": SOUTH}) == 0.0
