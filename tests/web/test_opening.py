from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import FRIDAY
from tests.patrol.a_day import a_draft, a_stored_plan
from tests.web.test_day_table import gathering
from vigil.ground.moment import zone_named
from vigil.patrol.stored import PlanHead
from vigil.posture.level import ResponseLevel
from vigil.posture.uplift import Decision, Uplift, UpliftState, UpliftTerms
from vigil.register.place import Community
from vigil.web.day_table import list_rows
from vigil.web.opening import (
    HOUSES,
    Cover,
    Decided,
    answers_at,
    cover_of,
    decided_at,
    is_open,
    narrow_uplifts,
    say_closed,
    say_cover,
    say_decided,
    say_gathering,
    say_scope,
    say_today,
)

LONDON = zone_named("Europe/London")
NOBODY = Decided()
TERMS = UpliftTerms(
    level=ResponseLevel.HEIGHTENED,
    communities=(Community.MUSLIM,),
    areas=("Brent",),
    from_at=FRIDAY,
    until_at=FRIDAY + timedelta(days=3, hours=10),
    time_zone="Europe/London",
    reasons=("why",),
)
PROPOSED = Uplift(id=1, state=UpliftState.PROPOSED, terms=TERMS, figures=(), proposal=Decision("a", "A", FRIDAY, "why"))
APPROVED = replace(PROPOSED, state=UpliftState.APPROVED, answer=Decision("b", "B", FRIDAY, "yes"))
PLAN = PlanHead(
    id=1, on=date(2019, 3, 15), time_zone="Europe/London", made_at=FRIDAY, made_by_id="a", made_by_name="A", seed=1,
    commitment="", iterations=1, cpu_s=1.0, max_visits_per_place=2, area="", community="", units=48, units_sent=12,
    visits=118, windows=1131, windows_visited=118, value=1.0, max_value=2.0, mean_coverage=0.5, covered_value=0.5,
)  # fmt: skip


LATER = replace(APPROVED, id=3, terms=replace(TERMS, from_at=FRIDAY + timedelta(hours=8)))
REFUSED = replace(PROPOSED, state=UpliftState.REFUSED, answer=Decision("b", "B", FRIDAY, "no"))
ENDED = replace(APPROVED, state=UpliftState.ENDED, ending=Decision("c", "C", FRIDAY + timedelta(hours=1), "over"))


def say(decided: Decided, area: str = "") -> str:
    return say_decided(decided, at=FRIDAY, zone=LONDON, area=area)


def test_the_morning() -> None:
    (main,) = list_rows([gathering("a", 5.25)])
    clauses = [say(NOBODY), say_cover(None, area="")]
    assert say_today(say_gathering(main, LONDON, area=""), clauses) == (
        "Friday prayers begins at 13:15 in 1 mosque known here. No uplift is in force; "
        "nobody has been planned to any door yet."
    )
    assert say_gathering(main, LONDON, area="Brent").endswith("in 1 mosque known here in Brent.")


def test_what_a_person_may_not_see_is_left_out() -> None:
    assert say_today("Friday prayers begin.", []) == "Friday prayers begin."


def test_no_gathering() -> None:
    assert say_gathering(None, LONDON, area="") == "No gathering still to come today is known here."


@pytest.mark.parametrize(
    ("cover", "area", "says"),
    [
        (None, "Brent", "nobody has been planned to any door in Brent yet"),
        (Cover(PLAN, 118, 1131), "", "118 of 1,131 arriving and leaving windows have a visit planned"),
        (Cover(PLAN, 2, 9), "Brent", "2 of 9 arriving and leaving windows in Brent have a visit planned"),
        (Cover(PLAN, 0, 0), "Brent", "plan 1 holds no arriving or leaving window in Brent"),
        (
            Cover(replace(PLAN, area="Camden", community="jewish"), 2, 9),
            "",
            "2 of 9 arriving and leaving windows have a visit planned, by plan 1 for Camden, Jewish communities only",
        ),
    ],
)
def test_what_is_covered(cover: Cover | None, area: str, says: str) -> None:
    assert say_cover(cover, area=area) == says


def test_windows_are_counted_from_visits_and_what_is_left() -> None:
    plan = a_stored_plan(a_draft(max_visits_per_place=1))
    cover = cover_of(plan)
    assert (cover.head, cover.visited, cover.windows) == (plan.head, plan.head.visits, plan.head.windows)


def test_the_scope_of_a_plan() -> None:
    assert say_scope(PLAN) == ""
    assert say_scope(replace(PLAN, community="sikh")) == "Sikh communities only"


LONGER = replace(APPROVED, terms=replace(TERMS, until_at=FRIDAY + timedelta(days=5)))


@pytest.mark.parametrize(
    ("decided", "says"),
    [
        (NOBODY, "No uplift is in force"),
        (Decided((APPROVED,)), "An uplift is in force until Monday 18 March, 18:00"),
        (Decided((APPROVED, LONGER)), "2 uplifts are in force, the last until Wednesday 20 March, 08:00"),
        (Decided(waiting=(PROPOSED,)), "An uplift until Monday 18 March, 18:00 waits for a second person"),
        (Decided(waiting=(PROPOSED, PROPOSED)), "2 uplifts wait for a second person"),
        (Decided(coming=(LATER,)), "An uplift is approved, from 16:00 until Monday 18 March, 18:00"),
        (Decided(coming=(LATER, LATER)), "2 uplifts are approved, the first from 16:00"),
        (
            Decided((APPROVED,), (LATER,), (PROPOSED,)),
            (
                "An uplift is in force until Monday 18 March, 18:00; 1 more holds from 16:00; "
                "1 more waits for a second person"
            ),
        ),
        (
            Decided((APPROVED,), (LATER, LATER), (PROPOSED, PROPOSED)),
            (
                "An uplift is in force until Monday 18 March, 18:00; 2 more hold from 16:00; "
                "2 more wait for a second person"
            ),
        ),
    ],
)
def test_what_is_decided(decided: Decided, says: str) -> None:
    assert say(decided) == says


def test_an_area_without_an_uplift_is_named() -> None:
    assert say(NOBODY, area="Harrow") == "No uplift is in force in Harrow"


@pytest.mark.parametrize(
    ("uplift", "decided"),
    [
        (APPROVED, Decided((APPROVED,))),
        (PROPOSED, Decided(waiting=(PROPOSED,))),
        (LATER, Decided(coming=(LATER,))),
    ],
)
def test_what_matters_now(uplift: Uplift, decided: Decided) -> None:
    assert decided_at([uplift], FRIDAY) == decided
    assert decided_at([uplift], TERMS.until_at) == NOBODY


def test_uplifts_to_come_stand_in_their_order() -> None:
    last = replace(LATER, id=2, terms=replace(TERMS, from_at=FRIDAY + timedelta(hours=9)))
    assert decided_at([last, LATER], FRIDAY).coming == (LATER, last)


def of_event(uplift: Uplift, number: int) -> Uplift:
    return replace(uplift, id=number, terms=replace(uplift.terms, trigger_id="e"))


@pytest.mark.parametrize("over", [REFUSED, ENDED])
def test_what_is_over_answers_no_event_before_what_is_open(over: Uplift) -> None:
    waiting, later_over = of_event(PROPOSED, 1), of_event(over, 2)
    assert not is_open(over, FRIDAY + timedelta(hours=2))
    assert answers_at([later_over, waiting, APPROVED], FRIDAY) == {"e": waiting}
    assert answers_at([later_over, of_event(over, 1)], FRIDAY) == {"e": later_over}


def test_an_uplift_whose_time_ran_out_answers_nothing() -> None:
    assert is_open(APPROVED, FRIDAY)
    assert not is_open(APPROVED, TERMS.until_at)
    assert not is_open(PROPOSED, TERMS.until_at)


@pytest.mark.parametrize(
    ("uplift", "says"),
    [
        (REFUSED, "uplift 1 was refused by B, 08:00"),
        (ENDED, "uplift 1 was ended by C, 09:00"),
        (APPROVED, "uplift 1 ran out, Monday 18 March, 18:00"),
        (PROPOSED, "uplift 1 ran out, Monday 18 March, 18:00"),
    ],
)
def test_how_an_uplift_came_to_its_end(uplift: Uplift, says: str) -> None:
    assert say_closed(uplift, FRIDAY, LONDON) == says


def test_only_the_uplifts_that_name_an_area() -> None:
    assert narrow_uplifts([APPROVED], {"Brent", "A force"}) == (APPROVED,)
    assert narrow_uplifts([APPROVED], {"Harrow"}) == ()


def test_every_community_has_a_word_for_its_places() -> None:
    assert set(HOUSES) == set(Community)
