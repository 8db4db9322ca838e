import json

import pytest

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from vigil.patrol.game.effort import GameEffort
from vigil.patrol.game.solve import solve_game
from vigil.patrol.inspect.faults import inspect_plan
from vigil.patrol.plan import commitment
from vigil.patrol.request import FairnessFloor, Request
from vigil.patrol.write_mixture import mixture_as_json, write_mixture
from vigil.patrol.write_request import write_request

AGREED = [
    "value",
    "objective",
    "bound",
    "gap",
    "gap_of_range",
    "max_value",
    "coverage",
    "fairness",
    "unreachable",
    "plans",
    "drawn",
    "commitment",
    "seed",
    "tail_value",
    "entropy_bits",
    "iterations",
    "columns",
    "cpu_s",
]
"""What a plan has for everybody who reads one."""


def a_night() -> Request:
    """Give two places, one open past midnight and one that nobody can reach, and two units."""
    return a_request(
        places=(a_place("späti", community="sikh"), a_place("church", east=-0.01), a_place("far", east=3.0)),
        windows=(
            a_window("in", "church", 1395, 1425),
            a_window("out", "späti", 1430, 1470, value=30.0),
            a_window("far", "far", 1400, 1430, value=5.0),
        ),
        units=tuple(a_unit(f"u{n}", from_minute=1300, until_minute=1500) for n in range(2)),
        fairness=(FairnessFloor("community", "*", 0.5),),
        plan_cap=0.25,
    )


@pytest.fixture(scope="module")
def made():
    effort = GameEffort(seed=11, seconds=0.05, spent_s=lambda: 0.0, tell=lambda _share, _says: None)
    return solve_game(a_night(), effort)


def test_the_check_finds_no_fault_in_what_is_written(made) -> None:
    found = inspect_plan(write_request(a_night()).encode(), write_mixture(made).encode(), "request", "plan")
    assert found.faults == ()
    assert "2 units" in found.summary


def test_the_check_finds_what_is_changed(made) -> None:
    for key, wrong in (("value", 1.0), ("drawn", len(made.plans)), ("tail_value", 0.0), ("unreachable", [])):
        changed = json.dumps(mixture_as_json(made) | {key: wrong}).encode()
        assert inspect_plan(write_request(a_night()).encode(), changed, "request", "plan").faults, key


def test_it_has_all_that_was_agreed(made) -> None:
    written = json.loads(write_mixture(made))
    assert set(AGREED) <= set(written)
    assert written["kind"] == "game"
    assert (written["date"], written["time_zone"]) == ("2019-03-15", "Europe/London")
    assert written["gap"] == made.gap
    assert written["gap_of_range"] == made.gap_of_range
    assert written["commitment"] == commitment(11, made.request.day.on)
    assert written["seed"] == 11
    assert written["unreachable"] == ["far"]
    assert {row["window"]: row["value"] for row in written["uncovered"]}["far"] == 5.0
    assert set(written["coverage"]) == {part.id for window in made.request.windows for part in window.bins}
    assert [(row["group"], row["name"], row["floor"]) for row in written["fairness"]] == [
        ("community", "muslim", 0.5),
        ("community", "sikh", 0.5),
    ]
    assert {row["name"] for row in written["baselines"]} == {baseline.name for baseline in made.baselines}
    assert [row["name"] for row in written["floor_costs"]] == [cost.name for cost in made.floor_costs]
    assert len(written["shares"]) == 3


def test_rounds_are_written_with_moments_that_go_on_after_midnight(made) -> None:
    written = json.loads(write_mixture(made))
    assert len(written["plans"]) == len(made.plans)
    for plan, told in zip(made.plans, written["plans"], strict=True):
        assert told["probability"] == plan.probability
        assert [walk["unit"] for walk in told["rounds"]] == ["u0", "u1"]
        for walk, told_walk in zip(plan.rounds, told["rounds"], strict=True):
            assert [stop["window"] for stop in told_walk["stops"]] == [stop.window_id for stop in walk.stops]
            for stop, told_stop in zip(walk.stops, told_walk["stops"], strict=True):
                assert told_stop["arrive"] == made.request.day.write(stop.arrive_minute)
                assert told_stop["depart"] == made.request.day.write(stop.depart_minute)
    moments = {stop["depart"] for plan in written["plans"] for walk in plan["rounds"] for stop in walk["stops"]}
    assert any(moment.startswith("2019-03-16T00:") for moment in moments)


def test_it_is_one_line_in_the_letters_people_use(made) -> None:
    text = write_mixture(made)
    assert text.endswith("}\n")
    assert text.count("\n") == 1
