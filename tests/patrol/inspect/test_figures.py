import math

import numpy as np
import pytest

from tests.patrol.inspect.a_case import COVERAGE, a_plan, a_request, a_window, asked_of, told_of
from vigil.patrol.inspect.figures import coverage_faults, fairness_faults, figure_faults, see, tail_value
from vigil.patrol.inspect.present import coverage_by_plan

COVERED = np.array([0.4 * share for share in COVERAGE.values()])
MEAN = float(np.array([10, 20, 8]) @ COVERED) / 38


def sight_of(asked, covered=COVERED):
    return see(asked, covered)


def faults_of(check, request=None, covered=COVERED, **changes):
    asked = asked_of(request)
    return list(check(asked, told_of(a_plan(**changes)), sight_of(asked, covered)))


def test_right_figures_have_no_fault():
    assert faults_of(figure_faults) == []
    assert faults_of(coverage_faults) == []
    assert faults_of(fairness_faults) == []
    assert faults_of(figure_faults, bound=None, gap=None, gap_of_range=None) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"value": 1.0}, "“value” is said to be 1.0 and is 13.33"),
        ({"max_value": 10.0}, "“max_value” is said to be 10.0 and is 20"),
        ({"objective": 1.0}, "“objective” is said to be 1.0"),
        ({"bound": 19.0}, "the bound is 19, above the objective of"),
        ({"gap": 0.0}, "“gap” is said to be 0.0 and is 0.07"),
        ({"gap_of_range": 0.1}, "“gap_of_range” is said to be 0.1 and is 0.05"),
    ],
)
def test_a_wrong_figure_is_found(changes, says):
    assert faults_of(figure_faults, **changes)[0].startswith(says)


def test_where_nothing_has_value_nothing_is_left():
    worthless = a_request(windows=[a_window(bins=[{"id": "b", "from": "12:45", "to": "13:15", "value": 0}])])
    nothing = {"value": 0, "objective": 0, "bound": 0, "gap": 0, "gap_of_range": 0, "max_value": 0}
    assert faults_of(figure_faults, worthless, np.zeros(1), **nothing) == []
    assert faults_of(figure_faults, a_request(windows=[]), np.zeros(0), **nothing) == []


def test_wrong_coverage_is_found_bin_by_bin():
    coverage = a_plan()["coverage"]
    assert faults_of(coverage_faults, coverage=coverage | {"in/1": coverage["in/1"] + 2e-9})[0].startswith(
        "coverage of in/1: is said to be 0.33"
    )
    assert faults_of(coverage_faults, coverage=coverage | {"else": 0.0}) == [
        "coverage of else: the request has no such bin"
    ]
    assert faults_of(coverage_faults, coverage={"in/1": coverage["in/1"], "out/0": coverage["out/0"]}) == [
        "coverage of in/0: is said to be None and is 0"
    ]


def two_communities(floor, name="*"):
    """The mosque's windows, and one of a temple that nobody visits."""
    request = a_request(fairness=[{"group": "community", "name": name, "floor": floor}])
    request["places"].append({"id": "temple", "lat": 51.5, "lon": -0.08, "community": "hindu", "area": "Barnet"})
    bins = [{"id": "t", "from": "12:45", "to": "13:15", "value": 2.0}]
    request["windows"].append(a_window(id="temple", place="temple", bins=bins))
    request["places"].append({"id": "hall", "lat": 51.5, "lon": -0.07, "community": "sikh", "area": "Barnet"})
    return request


COVERED_TOO = np.append(COVERED, 0.0)
OVERALL = MEAN * 38 / 40


def a_row(name, share, floor=0.8, *, met):
    return {"group": "community", "name": name, "share": share, "floor": floor, "met": met}


ROWS = [a_row("muslim", MEAN / OVERALL, met=True), a_row("hindu", 0.0, met=False)]


def fairness_of(rows, floor=0.8, name="*", covered=COVERED_TOO):
    return faults_of(fairness_faults, two_communities(floor, name), covered, fairness=rows)


def test_floors_are_of_the_mean_over_all_bins():
    assert fairness_of(ROWS) == []
    assert fairness_of([*ROWS, a_row("sikh", 1.0, met=True)]) == []  # who has nothing to cover may be listed
    assert fairness_of(ROWS[:1], name="muslim") == []
    assert fairness_of([a_row("hindu", None, 0.0, met=True)], floor=0.0, name="hindu", covered=np.zeros(4)) == []


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (ROWS[:1], "fairness of community hindu: the floor of 0.8 is missing"),
        ([*ROWS, a_row("jewish", 1.0, met=True)], "fairness of community jewish: the request has no such floor"),
        ([ROWS[0], a_row("hindu", 0.0, met=True)], "community hindu: is said to be met, and 0 is less than 0.8 × "),
        ([ROWS[1], a_row("muslim", MEAN / OVERALL, met=False)], "community muslim: is said not to be met, and"),
        ([ROWS[1], a_row("muslim", 1.0, met=True)], "community muslim: the share is said to be 1.0 and is 1.05"),
        ([ROWS[1], a_row("muslim", None, met=True)], "community muslim: the share is said to be None"),
    ],
)
def test_wrong_fairness_is_found(rows, says):
    assert says in fairness_of(rows)[0]


def test_who_follows_a_unit_learns_from_its_first_stop():
    asked, told = asked_of(), told_of()
    by_plan = coverage_by_plan(asked, told.plans)
    left = tail_value(told.plans, by_plan, sight_of(asked))
    assert left == pytest.approx(0.4 * 8 * (1 - COVERAGE["out/0"]) + 0.6 * 20)
    assert tail_value([], by_plan[:0], sight_of(asked)) == 0.0
    assert not math.isnan(left)
