"""The benchmark of routes: instances are read by the rounding rule, scores are checked from them alone."""

import json

import numpy as np
import pytest

from benchmarks.routes import (
    Case,
    made_up,
    measure,
    read_cases,
    read_instance,
    run,
    score_of,
    solve_ours,
    solve_pyvrp,
)

TEXT = """4 2 3 1
0 100
  0 0 0 0 0 0 0 0 60
  1 3 4 10 5 1 1 1 0 30
  2 1 1 10 7 1 1 1 40 50
  3 30 30 10 9 1 1 1 0 10
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "r901.txt").write_text(TEXT)
    (tmp_path / "pr91.txt").write_text(TEXT)
    (tmp_path / "best.csv").write_text("instance,vehicles,best\nr901,1,12\npr91.txt,2,12\ngone,1,3\nr901,3,12\n")
    return tmp_path


def test_distances_are_cut_off_after_one_decimal_or_two(folder):
    solomon, cordeau = read_instance(folder / "r901.txt"), read_instance(folder / "pr91.txt")
    assert solomon.way[0].tolist() == [0, 50, 14, 424]
    assert cordeau.way[0].tolist() == [0, 500, 141, 4242]
    assert (solomon.closes[0], cordeau.closes[0]) == (600, 6000)
    assert solomon.prize.tolist() == [0, 5, 7, 9]
    assert solomon.stay.tolist() == [0, 100, 100, 100]


@pytest.mark.parametrize(
    ("routes", "score"),
    [
        (((1, 2),), 12),
        ((), 0),
        (((2, 1),), None),  # the window of 1 is over
        (((3,),), None),  # too far away
        (((1, 1),), None),
        (((0,),), None),
        (((1,), (2,)), None),  # one vehicle
    ],
)
def test_a_score_is_counted_from_the_instance_alone(folder, routes, score):
    assert score_of(read_instance(folder / "r901.txt"), routes, 1) == score


def test_a_route_that_ends_after_the_day_scores_nothing(folder):
    (folder / "r902.txt").write_text(TEXT.replace("0 0 60", "0 0 55"))
    assert score_of(read_instance(folder / "r902.txt"), ((1, 2),), 1) == 12
    (folder / "r902.txt").write_text(TEXT.replace("0 0 60", "0 0 51"))
    assert score_of(read_instance(folder / "r902.txt"), ((1, 2),), 1) is None


def test_best_names_the_cases_and_what_is_not_there_is_said(folder, capsys):
    cases = read_cases(folder, folder / "best.csv", [1, 2])
    assert [(case.instance.name, case.vehicles, case.best) for case in cases] == [("r901", 1, 12), ("pr91", 2, 12)]
    assert "gone.txt is not there" in capsys.readouterr().err
    (folder / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SystemExit, match="instance, vehicles, best"):
        read_cases(folder, folder / "other.csv", [1])


def test_each_case_is_printed_and_summed_up_with_its_peer(folder, capsys):
    cases = read_cases(folder, folder / "best.csv", [1, 2])
    summary = run(cases, {"vigil": solve_ours, "pyvrp": solve_pyvrp}, seconds=0.05, seed=1)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["score"], line["gap"]) for line in lines] == [(12, 0.0), (12, 0.0)]
    assert lines[0]["routes"] == [[1, 2]]
    assert [line["pyvrp"]["score"] for line in lines] == [12, 12]
    assert (summary["mean_gap"], summary["cases"], summary["invalid"]) == (0.0, 2, 0)
    assert summary["peers"] == {"pyvrp": {"mean_gap": 0.0, "cases": 2, "invalid": 0}}


def test_what_breaks_a_rule_is_worth_nothing_and_counted(folder):
    case = Case(read_instance(folder / "r901.txt"), 1, 12)
    results = measure(case, {"vigil": ((2, 1),)})
    assert (results["vigil"].score, results["vigil"].gap) == (None, 1.0)


def test_instances_made_up_are_the_same_every_time_and_ours_are_no_worse_than_pyvrps():
    one, other = made_up(1)[0], made_up(1)[0]
    assert (one.way == other.way).all()
    assert np.all(one.opens <= one.closes)
    case = Case(one, 2, None)
    ours, peers = (score_of(one, solve(case, 0.5, 1), 2) for solve in (solve_ours, solve_pyvrp))
    assert ours >= peers
