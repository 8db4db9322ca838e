"""`vigil patrol verify`."""

import pytest

from tests.patrol.draws.a_draw import ON
from tests.patrol.draws.test_actions import drawn, tamper
from tests.people import COORDINATOR
from vigil import catalogue
from vigil.patrol.draws.query import PledgeOrder


@pytest.fixture
def day_after(vigil, monkeypatch):
    monkeypatch.setenv("VIGIL_REPLAY_AT", "2019-03-16T08:00+00:00")
    return vigil


def test_an_honest_draw_is_proved_line_by_line(day_after, sqlite_office):
    _, plan_id = drawn(sqlite_office)
    sqlite_office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(ON), COORDINATOR)
    ran = day_after("patrol", "verify", "2019-03-15")
    assert ran.code == 0, ran.out
    lines = ran.out.splitlines()
    assert lines[0].startswith(f"Plan {plan_id}, pledged ")
    assert [line.split()[0] for line in lines[1:7]] == ["holds"] * 6
    assert lines[7] == f"Pledge 2 by {COORDINATOR.name}: no plan was drawn with it."


def test_what_does_not_hold_ends_with_one(day_after, sqlite_office):
    drawn(sqlite_office)
    tamper(sqlite_office, "UPDATE patrol_pledge SET seed = '5'")
    ran = day_after("patrol", "verify", "2019-03-15")
    assert ran.code == 1
    assert "  FAILS  The seed is not the pledged one." in ran.out.splitlines()


def test_a_day_that_is_not_over_keeps_its_seed(vigil, sqlite_office, monkeypatch):
    monkeypatch.setenv("VIGIL_REPLAY_AT", "2019-03-15T20:00+00:00")
    pledge, plan_id = drawn(sqlite_office)
    ran = vigil("patrol", "verify", "2019-03-15")
    assert ran.code == 1
    assert ran.out.startswith(f"Plan {plan_id}: the seed was pledged ")
    assert pledge.commitment in ran.out
    assert str(pledge.seed) not in ran.out


def test_a_year_with_few_draws_is_not_judged(day_after, sqlite_office):
    drawn(sqlite_office)
    ran = day_after("patrol", "verify", "2019")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "2019: 1 draws of days that are over, 1 seeds pledged.",
        "Too few to judge whether plans came as often as was published.",
    ]


def test_a_year_of_draws_is_judged(day_after, sqlite_office):
    for _ in range(40):
        drawn(sqlite_office)
    ran = day_after("patrol", "verify", "2019")
    assert "2019: 40 draws of days that are over, 40 seeds pledged." in ran.out
    assert "Chi-square " in ran.out
    assert "with 1 degrees of freedom" in ran.out
    tamper(sqlite_office, "UPDATE patrol_mixture SET drawn = 1")
    assert day_after("patrol", "verify", "2019").code == 1


@pytest.mark.parametrize("day", ["yesterday", "2019-02-30", "99999", "1066"])
def test_what_is_no_day_is_refused(day_after, day):
    ran = day_after("patrol", "verify", day)
    assert ran.code == 2
    assert "is neither a day such as 2019-03-15 nor a year" in ran.err


def test_a_day_on_which_nothing_was_pledged_is_told(day_after):
    ran = day_after("patrol", "verify", "2019-03-14")
    assert ran.code != 0
    assert "No seed was pledged for it." in ran.err
