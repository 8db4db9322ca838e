"""Replications: the same whoever works them out, in whatever order, on however many threads; and when they stop."""

import pickle

import numpy as np
import pytest

from tests.picture.cluster.small_problems import a_question, as_cases, highest
from vigil.picture.cluster.chance import make_chance
from vigil.picture.cluster.kernel_draw import Streams
from vigil.picture.cluster.problem import ScanKind, ScanModel
from vigil.picture.cluster.question import pose
from vigil.picture.cluster.replicate import ReplicationPlan, SequentialStop, replicate

PROBLEMS = [
    pose(a_question(ScanModel.PERMUTATION, ScanKind.PROSPECTIVE, seed=3)),
    pose(a_question(ScanModel.POISSON, ScanKind.RETROSPECTIVE, seed=4, full=True)),
    pose(a_question(ScanModel.BERNOULLI, ScanKind.SPATIAL, seed=5)),
]


class Backwards:
    """Sends tasks elsewhere as bytes and works them out from the last to the first."""

    def __init__(self):
        self.tasks = 0

    def run(self, function, tasks, *, heard):
        given = {}
        for done, number in enumerate(reversed(range(len(tasks))), start=1):
            given[number] = function(pickle.loads(pickle.dumps(tasks[number])))
            heard(done)
        self.tasks += len(tasks)
        return tuple(given[number] for number in range(len(tasks)))


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.model.value)
def test_each_is_the_plain_maximum_of_its_own_draw(problem):
    maxima = replicate(problem, ReplicationPlan(replications=6, seed=11))
    drawn = make_chance(problem).draw(Streams(11, 0), 6)
    assert list(maxima) == pytest.approx([highest(as_cases(problem, drawn, number)) for number in range(6)])


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.model.value)
def test_threads_and_executors_change_nothing(problem):
    alone = replicate(problem, ReplicationPlan(replications=300, seed=2))
    elsewhere = Backwards()
    for threads in (2, 3):
        plan = ReplicationPlan(replications=300, seed=2, threads=threads)
        np.testing.assert_array_equal(replicate(problem, plan), alone)
        np.testing.assert_array_equal(replicate(problem, plan, executor=elsewhere), alone)
    np.testing.assert_array_equal(
        replicate(problem, ReplicationPlan(replications=300, seed=2), executor=elsewhere), alone
    )
    assert elsewhere.tasks == 2 + 1 + 3
    assert not np.array_equal(replicate(problem, ReplicationPlan(replications=300, seed=3)), alone)
    np.testing.assert_array_equal(replicate(problem, ReplicationPlan(replications=17, seed=2)), alone[:17])


def test_how_many_are_done_is_told():
    told: list[int] = []
    replicate(PROBLEMS[0], ReplicationPlan(replications=300), heard=told.append)
    assert told == [128, 256, 300]


def test_none_are_made_when_none_are_asked_for():
    assert replicate(PROBLEMS[0], ReplicationPlan(replications=0)).size == 0


def test_they_stop_when_so_many_have_reached_what_was_observed():
    problem = PROBLEMS[0]
    whole = replicate(problem, ReplicationPlan(replications=999))
    observed = float(np.median(whole))
    told: list[int] = []
    plan = ReplicationPlan(replications=999, stop=SequentialStop(observed=observed, exceedances=30))
    stopped = replicate(problem, plan, heard=told.append)
    np.testing.assert_array_equal(stopped, whole[: len(stopped)])
    assert np.count_nonzero(stopped >= observed) == 30
    assert stopped[-1] >= observed
    assert told == [128]


def test_they_go_on_to_the_end_when_too_few_have():
    whole = replicate(PROBLEMS[0], ReplicationPlan(replications=999))
    told: list[int] = []
    plan = ReplicationPlan(replications=999, stop=SequentialStop(observed=float(whole.max()) + 1))
    np.testing.assert_array_equal(replicate(PROBLEMS[0], plan, heard=told.append), whole)
    assert told == [128, 256, 384, 512, 640, 768, 896, 999]


def test_a_maximum_that_differs_by_rounding_has_reached_what_was_observed():
    whole = replicate(PROBLEMS[0], ReplicationPlan(replications=200))
    plan = ReplicationPlan(replications=200, stop=SequentialStop(observed=float(whole[0]) * (1 + 1e-14), exceedances=1))
    assert len(replicate(PROBLEMS[0], plan)) == 1


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ({"replications": -1}, "-1 replications on 1 threads"),
        ({"threads": 0}, "999 replications on 0 threads"),
        ({"seed": -1}, "the seed -1 is not"),
        ({"seed": 2**63}, "the seed 9223372036854775808 is not"),
    ],
)
def test_numbers_out_of_range_are_refused(plan, why):
    with pytest.raises(ValueError, match=why):
        ReplicationPlan(**plan)
