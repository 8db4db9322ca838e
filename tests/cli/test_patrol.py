"""`vigil patrol`."""

import json

import pytest

from tests.patrol.a_day import MOSQUE, SHUL, a_unit
from tests.patrol.inspect.a_case import breaches
from tests.patrol.test_actions import furnish

FEW = ("--kind", "single", "--iterations", "100")


@pytest.fixture
def town(vigil, sqlite_office, monkeypatch):
    """The command line on a machine whose desk knows a mosque, a synagogue and two units."""
    monkeypatch.setenv("VIGIL_REPLAY_AT", "2019-03-15T08:00+00:00")
    furnish(sqlite_office, units=(a_unit(), a_unit("south")), places=(MOSQUE, SHUL))
    return vigil


def test_the_desk_drafts_plans_lists_shows_exports_and_explains(town, tmp_path):
    drafted = tmp_path / "request.json"
    assert town("patrol", "draft-request", "--on", "2019-03-15", "--out", str(drafted)).code == 0
    ran = town("patrol", "plan-rounds", "--on", "2019-03-15", "--seed", "1", "--seconds", "1")
    assert "Plan 1 for Friday 15 March 2019:" in ran.out
    assert "Invented for demonstration" in ran.out
    assert town("patrol", "show", "1").out == ran.out
    assert "of 2 units" in town("patrol", "list").out
    plan = tmp_path / "plan.json"
    assert town("patrol", "export", "1", "--format", "json", "--out", str(plan)).code == 0
    assert breaches(json.loads(drafted.read_text()), json.loads(plan.read_text())) == []
    sheet = tmp_path / "north.pdf"
    assert town("patrol", "export", "1", "--format", "pdf", "--unit", "north", "--out", str(sheet)).code == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert "stands at" in town("patrol", "why", "1").out


def test_what_is_left_uncovered_and_who_has_no_visit_is_shown(town):
    ran = town(
        "patrol",
        "plan-rounds",
        "--on",
        "2019-03-15",
        "--max-visits",
        "1",
        "--community",
        "jewish",
        *FEW,
    )
    assert "no visit" in ran.out
    assert "Not covered: " in ran.out


def test_visits_to_one_place_are_counted_for_a_single_plan(town, tmp_path):
    drafted = tmp_path / "request.json"
    words = ("patrol", "draft-request", "--on", "2019-03-15", "--out", str(drafted))
    for more, most in (((), None), (("--kind", "single"), 3), (("--kind", "single", "--max-visits", "2"), 2)):
        assert town(*words, *more).code == 0
        assert json.loads(drafted.read_text()).get("max_visits_per_place") == most


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("plan-rounds", "--iterations", "5"), "--iterations: is for a single plan; a game counts its seconds as work"),
        (("plan-rounds", "--max-visits", "2"), "--max-visits: is for a single plan; a game visits a place as often"),
        (("draft-request", "--out", "-", "--max-visits", "2"), "--max-visits: is for a single plan; a game visits"),
        (("plan-rounds", "--kind", "best"), "--kind: must be one of game, single"),
    ],
)
def test_a_game_refuses_what_only_a_single_plan_looks_at(town, words, says):
    ran = town("patrol", *words, "--on", "2019-03-15")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "2019" not in town("patrol", "list").out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("plan-rounds", "--on", "friday"), 2, "--on: is not a day"),
        (("plan-rounds", "--on", "2019-03-15", "--community", "x"), 2, "--community: must be one of muslim"),
        (("plan-rounds", "--on", "2019-03-14", *FEW), 1, "Thursday 14 March 2019 is over. A plan is made for today"),
        (("plan-rounds", "--on", "9999-12-31"), 2, "field on: must be a day of the years 1900 to 2199"),
        (("plan-rounds", "--on", "2019-03-15", "--area", "Atlantis"), 2, "There is no area “Atlantis”"),
        (("export", "1", "--format", "docx", "--out", "-"), 2, "--format: must be one of csv"),
        (
            ("export", "1", "--format", "json", "--unit", "north", "--out", "-"),
            2,
            "field unit: cannot be given for json",
        ),
        (("why", "5"), 2, "There is no visit “5”"),
        (("show", "5"), 2, "There is no plan “5”"),
    ],
)
def test_bad_input_is_said(town, words, code, says):
    ran = town("patrol", *words)
    assert ran.code == code
    assert says in ran.err
