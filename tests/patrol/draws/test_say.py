from tests.patrol.a_day import AT
from tests.patrol.draws.a_draw import a_pledge, a_published
from vigil.patrol.draws.say import say_draw
from vigil.patrol.mixture import Baseline
from vigil.patrol.plan import FloorKept

MET = (
    FloorKept("community", "sikh", 0.83, 0.8, is_met=True),
    FloorKept("community", "muslim", 1.1, 0.8, is_met=True),
    FloorKept("area", "Camden", 0.9, 0.5, is_met=True),
)


def said(**changes):
    pledge = changes.pop("pledge", a_pledge())
    return say_draw(a_published(**changes), pledge)


def test_what_was_drawn_says_from_how_many_and_that_it_can_be_proved():
    drawn, _, _ = said(probabilities=(0.005,) * 200)
    assert drawn == (
        "Chance drew this plan from 200 prepared plans, the likeliest of which comes once in 200 draws; the seed was "
        "pledged in the audit before, and is made known when the day is over, so that anyone can prove the draw."
    )
    assert "and is known, so" in said(pledge=a_pledge(revealed_at=AT))[0]
    assert said(probabilities=(1.0,))[0] == "There was only one plan to draw, so it can be foreseen."


def test_how_good_it_is_names_what_is_left_the_certificate_and_what_the_draw_buys():
    baselines = (Baseline("random", "", 80.0), Baseline("repeated", "", 50.1))
    good = said(baselines=baselines)[1]
    assert "can still strike where 26% of the greatest value is at risk" in good
    assert "by more than 0.8% of it, and the best single plan repeated every day would leave 50%." in good
    assert said()[1].endswith("0.8% of it.")
    assert "is not known yet, since the search was too short to prove it." in said(gap=1298.0)[1]
    assert said(max_value=0.0)[1] == "Nothing that can be reached has any value to protect."


def test_how_fair_it_is_names_the_least_protected():
    assert said(floors=MET)[2] == (
        "Fair means: every community at least 0.80 and every area at least 0.50 of everybody’s mean protection; "
        "all floors are met, and the least protected is Sikh communities, with 0.83."
    )
    assert said()[2] == "No floor of fairness was asked for."


def test_a_floor_that_cannot_be_met_is_said_with_how_far_it_is():
    missed = FloorKept("area", "", 0.31, 0.5, is_met=False)
    assert said(floors=(*MET, missed))[2] == (
        "1 of 4 floors of fairness are not met: the one furthest from its floor is places without an area, "
        "with 0.31 of everybody’s mean protection where 0.50 was asked."
    )
