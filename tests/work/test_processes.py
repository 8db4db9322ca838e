"""Heavy work in processes of this machine: the same answers, in order, whatever happens to a process."""

import os

import pytest

from tests.work.pieces import A_TOWN, end_always, end_once, fall_over, square, who
from vigil.ground.errors import Unavailable
from vigil.ground.executor import IN_THIS_PROCESS
from vigil.picture.board.compose import Means, compose_board
from vigil.work import processes
from vigil.work.processes import LocalProcesses


@pytest.fixture(scope="module")
def pool():
    """Two processes, used by several tests because they take a while to start."""
    made = LocalProcesses(2)
    yield made
    made.close()


def test_answers_come_in_order_from_other_processes_and_are_those_of_this_one(pool):
    told = []
    found = pool.run(who, range(6), heard=told.append)
    assert [number for number, _ in found] == list(range(6))
    assert os.getpid() not in {process for _, process in found}
    assert (told[-1], told) == (6, sorted(told))
    assert pool.run(square, range(20), heard=told.append) == IN_THIS_PROCESS.run(square, range(20))


@pytest.mark.parametrize(("processes", "tasks"), [(1, 3), (2, 1), (2, 0)])
def test_one_core_or_one_task_needs_no_other_process(processes, tasks):
    few = LocalProcesses(processes)
    found = few.run(who, range(tasks), heard=lambda done: None)
    assert {process for _, process in found} <= {os.getpid()}
    few.close()


def test_what_a_piece_raises_is_raised_here(pool):
    with pytest.raises(ZeroDivisionError):
        pool.run(fall_over, range(6), heard=lambda done: None)
    assert pool.run(square, [2, 3], heard=lambda done: None) == (4, 9)


def test_when_a_process_is_ended_from_outside_what_is_missing_is_done_again(pool, tmp_path):
    tasks = [(number, str(tmp_path / "ended")) for number in range(5)]
    assert pool.run(end_once, tasks, heard=lambda done: None) == (0, 1, 2, 3, 4)
    assert (tmp_path / "ended").exists()


def test_when_processes_are_ended_again_and_again_it_is_said_what_to_do(pool, monkeypatch):
    monkeypatch.setattr(processes, "POOLS_TRIED", 1)  # each takes a while to start
    with pytest.raises(Unavailable, match="start `vigil work` with --executor here"):
        pool.run(end_always, range(3), heard=lambda done: None)


def test_a_board_is_the_same_in_other_processes_as_in_this_one(pool):
    def made(executor):
        return compose_board(A_TOWN, seed=1, means=Means(executor, lambda share, says: None))

    assert made(pool) == made(IN_THIS_PROCESS)


def test_whoever_stops_the_work_stops_it(pool):
    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pool.run(square, range(4), heard=stop)
    assert pool.run(square, [2, 3], heard=lambda done: None) == (4, 9)
