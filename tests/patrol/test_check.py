import pytest

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from vigil.patrol.check import find_breaches
from vigil.patrol.plan import Round, Stop
from vigil.patrol.request import Rest, TravelFactor, TravelRule
from vigil.patrol.travel import travel_times

ARRIVING = Stop("mosque/arriving", 770, 782)
FAR = a_place("far", east=0.2)
LEAVING = Stop("mosque/leaving", 835, 847)


def breaches_of(*rounds, **changes):
    request = a_request(**changes)
    return find_breaches(request, travel_times(request), rounds)


def test_a_round_that_keeps_every_rule_has_no_breach():
    assert breaches_of(Round("unit", (ARRIVING, LEAVING))) == ()
    assert breaches_of(Round("unit", ())) == ()


@pytest.mark.parametrize(
    ("stops", "changes", "says"),
    [
        ((Stop("mosque/arriving", 765, 777),), {"units": (a_unit(from_minute=762),)}, "cannot be at mosque/arriving"),
        (
            (Stop("mosque/arriving", 780, 792), Stop("mosque/leaving", 830, 842)),
            {"windows": (a_window(), a_window("mosque/leaving", "far", 830, 860)), "places": (a_place(), FAR)},
            "cannot be at mosque/leaving",
        ),
        ((Stop("mosque/arriving", 764, 776),), {}, "not inside its window"),
        ((Stop("mosque/arriving", 789, 801),), {}, "not inside its window"),
        ((Stop("mosque/arriving", 770, 781),), {}, "not 12 minutes long"),
        ((LEAVING,), {"units": (a_unit(until_minute=850),)}, "not back by the end of its shift"),
        ((ARRIVING, Stop("mosque/arriving", 785, 797)), {}, "visited twice"),
        ((ARRIVING, LEAVING), {"max_visits_per_place": 1}, "mosque: 2 visits where 1 were asked"),
        ((ARRIVING,), {"units": (a_unit(from_minute=762, handover_minutes=5),)}, "cannot be at mosque/arriving"),
        ((LEAVING,), {"units": (a_unit(until_minute=855, handover_minutes=5),)}, "not back by the end of its shift"),
        ((ARRIVING,), {"windows": (a_window(min_persons=3),)}, "has not the people or skills that mosque/arriving"),
        ((ARRIVING,), {"windows": (a_window(skills=("french",)),)}, "has not the people or skills"),
        ((ARRIVING, LEAVING), {"units": (a_unit(max_drive_minutes=7),)}, "drives 8 minutes where 7 are allowed"),
        ((ARRIVING, LEAVING), {"units": (a_unit(rest=Rest(60, 775, 840)),)}, "no room for its rest of 60 minutes"),
        ((LEAVING,), {"units": (a_unit(rest=Rest(30, 830, 1000), until_minute=880),)}, "no room for its rest of 30"),
        ((ARRIVING,), {"travel": TravelRule(factors=(TravelFactor(0, 780, 200.0),))}, "cannot be at mosque/arriving"),
    ],
)
def test_each_broken_rule_is_found(stops, changes, says):
    found = breaches_of(Round("unit", stops), **changes)
    assert len(found) == 1
    assert says in found[0]


def test_limits_that_are_kept_are_no_breach():
    able = {"persons": 3, "skills": ("french", "punjabi"), "handover_minutes": 5, "max_drive_minutes": 8}
    window = a_window(min_persons=3, skills=("punjabi",))
    unit = a_unit(rest=Rest(45, 775, 860), **able)
    both = (window, a_window("mosque/leaving", opens=830, closes=860))
    assert breaches_of(Round("unit", (ARRIVING, LEAVING)), units=(unit,), windows=both) == ()
    assert breaches_of(Round("unit", ()), units=(a_unit(rest=Rest(45, 775, 860)),)) == ()


def test_rounds_are_one_for_each_unit():
    assert breaches_of() == ("The rounds are not one for each unit, in order.",)


def test_visits_within_the_limit_are_no_breach():
    assert breaches_of(Round("unit", (ARRIVING, LEAVING)), max_visits_per_place=2) == ()


def test_two_units_may_not_share_a_window():
    units = (a_unit("a"), a_unit("b"))
    assert breaches_of(Round("a", (ARRIVING,)), Round("b", (ARRIVING,)), units=units) == (
        "b: mosque/arriving is visited twice.",
    )
