"""`vigil patrol`."""

import json

import pytest

from tests.patrol.a_day import MOSQUE, SHUL, a_unit
from tests.patrol.a_request import a_request
from tests.patrol.a_request import a_unit as a_plan_unit
from tests.patrol.inspect.a_case import breaches
from tests.patrol.test_actions import furnish
from vigil.patrol.write_request import write_request

FEW = ("--iterations", "100")


@pytest.fixture
def request_file(tmp_path):
    path = tmp_path / "request.json"
    path.write_text(write_request(a_request()))
    return path


@pytest.fixture
def town(vigil, sqlite_office, monkeypatch):
    """The command line on a machine whose desk knows a mosque, a synagogue and two units."""
    monkeypatch.setenv("VIGIL_REPLAY_AT", "2019-03-15T08:00+00:00")
    furnish(sqlite_office, units=(a_unit(), a_unit("south")), places=(MOSQUE, SHUL))
    return vigil


def test_a_request_becomes_a_plan_without_a_desk(vigil, request_file, tmp_path):
    out = tmp_path / "plan.json"
    ran = vigil("patrol", "plan", str(request_file), "--out", str(out), *FEW, "--threads", "2", "--kind", "single")
    assert (ran.code, ran.out) == (0, "")
    assert "2 visits by 1 of 1 units; 0 of 2 windows are left uncovered" in ran.err
    assert breaches(json.loads(request_file.read_text()), json.loads(out.read_text())) == []


def test_seconds_end_a_search_too(vigil, request_file):
    ran = vigil("patrol", "plan", str(request_file), "--out", "-", "--seconds", "1", "--seed", "9")
    assert json.loads(ran.out)["seed"] == 9


def test_the_same_seed_writes_the_same_plan(vigil, request_file):
    plans = [json.loads(vigil("patrol", "plan", str(request_file), "--out", "-", *FEW).out) for _ in range(2)]
    assert [plan.pop("cpu_s") >= 0 for plan in plans] == [True, True]
    assert plans[0] == plans[1]


def test_the_game_is_not_promised(vigil, request_file):
    ran = vigil("patrol", "plan", str(request_file), "--out", "-", "--kind", "game")
    assert (ran.code, ran.out) == (2, "")
    assert "--kind: must be “single”" in ran.err


def test_a_bad_request_is_said_with_its_path(vigil, request_file):
    request = json.loads(request_file.read_text())
    request["windows"][1]["closes"] = "10:00"
    request_file.write_text(json.dumps(request))
    ran = vigil("patrol", "plan", str(request_file), "--out", "-")
    assert (ran.code, ran.out) == (2, "")
    assert "request.json, field windows[1].closes: must be later than “opens”" in ran.err


def test_when_nothing_can_be_reached_there_is_no_plan(vigil, tmp_path):
    path = tmp_path / "request.json"
    path.write_text(write_request(a_request(units=(a_plan_unit(from_minute=0, until_minute=60),))))
    ran = vigil("patrol", "plan", str(path), "--out", "-")
    assert (ran.code, ran.out) == (1, "")
    assert "No plan is possible: 2 of 2 windows: nobody on shift" in ran.err


def test_the_desk_drafts_plans_lists_shows_exports_and_explains(town, tmp_path):
    drafted = tmp_path / "request.json"
    assert town("patrol", "draft-request", "--on", "2019-03-15", "--out", str(drafted)).code == 0
    ran = town("patrol", "plan-rounds", "--on", "2019-03-15", "--seed", "1", *FEW)
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
    ran = town("patrol", "plan-rounds", "--on", "2019-03-15", "--max-visits", "1", "--community", "jewish", *FEW)
    assert "no visit" in ran.out
    assert "Not covered: " in ran.out


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
