from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.conftest import FRIDAY
from tests.web.test_day_table import gathering
from vigil.ground.moment import zone_named
from vigil.patrol.stored import PlanHead
from vigil.posture.level import ResponseLevel
from vigil.posture.uplift import Decision, Uplift, UpliftState, UpliftTerms
from vigil.register.place import Community
from vigil.web.day_table import list_rows
from vigil.web.opening import HOUSES, Decided, decided_at, say_today

LONDON = zone_named("Europe/London")
NOBODY = Decided((), ())
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
    commitment="", iterations=1, cpu_s=1.0, max_visits_per_place=2, area="", community="", units=48, visits=118,
    windows=1131, value=1.0, max_value=2.0, mean_coverage=0.5, covered_value=0.5,
)  # fmt: skip


def say(decided: Decided, plan: PlanHead | None = None) -> str:
    (main,) = list_rows([gathering("a", 5.25)])
    return say_today(main, decided, plan, at=FRIDAY, zone=LONDON)


def test_the_morning() -> None:
    assert say(NOBODY) == (
        "Friday prayers begins at 13:15 in 1 mosque known here. No uplift is in force; "
        "nobody has been planned to any door yet."
    )


def test_after_decision_and_plan() -> None:
    assert say(Decided((APPROVED,), ()), PLAN).endswith(
        "An uplift is in force until Monday 18 March, 18:00; 118 of 1,131 arriving and leaving windows have a visit "
        "planned."
    )


def test_several_uplifts_give_the_last_end() -> None:
    longer = replace(APPROVED, terms=replace(TERMS, until_at=FRIDAY + timedelta(days=5)))
    assert "2 uplifts are in force, the last until Wednesday 20 March, 08:00" in say(Decided((APPROVED, longer), ()))


def test_a_proposal_waits() -> None:
    assert "An uplift until Monday 18 March, 18:00 waits for a second person" in say(Decided((), (PROPOSED,)))


def test_no_gathering() -> None:
    assert say_today(None, NOBODY, None, at=FRIDAY, zone=LONDON).startswith("No gathering still to come")


@pytest.mark.parametrize(
    ("uplift", "decided"), [(APPROVED, Decided((APPROVED,), ())), (PROPOSED, Decided((), (PROPOSED,)))]
)
def test_what_matters_now(uplift: Uplift, decided: Decided) -> None:
    assert decided_at([uplift], FRIDAY) == decided
    assert decided_at([uplift], TERMS.until_at) == NOBODY


def test_every_community_has_a_word_for_its_places() -> None:
    assert set(HOUSES) == set(Community)
