"""Heavy work on a real Dask cluster: a scheduler and two workers, each a process of its own, one of which is killed."""

import importlib
import socket
import sys
from contextlib import contextmanager

import pytest

from tests.work.pieces import A_TOWN, a_cluster, fall_over, slow_square, square, who
from vigil.ground.errors import Unavailable
from vigil.ground.executor import IN_THIS_PROCESS, hear_nothing
from vigil.picture.board.compose import Means, compose_board
from vigil.work import dask_cluster
from vigil.work.dask_cluster import DaskCluster
from vigil.work.executors import open_executor


@contextmanager
def joined(cluster):
    """Give the executor that the command line would open."""
    with open_executor(cluster.address) as executor:
        assert isinstance(executor, DaskCluster)
        yield executor


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A cluster of two workers, for several tests because it takes a while to start."""
    with a_cluster(tmp_path_factory.mktemp("dask")) as made:
        yield made


def test_answers_come_in_order_from_the_workers_and_are_those_of_this_process(cluster):
    told = []
    with joined(cluster) as executor:
        found = executor.run(who, range(12), heard=told.append)
        assert [number for number, _ in found] == list(range(12))
        assert {process for _, process in found} <= {worker.pid for worker in cluster.workers}
        assert (told[-1], told) == (12, sorted(told))
        assert executor.run(square, range(9), heard=hear_nothing) == IN_THIS_PROCESS.run(square, range(9))


def test_what_a_piece_raises_is_raised_here_and_the_cluster_goes_on(cluster):
    with joined(cluster) as executor:
        with pytest.raises(ZeroDivisionError):
            executor.run(fall_over, range(5), heard=hear_nothing)
        assert executor.run(square, [3], heard=hear_nothing) == (9,)


def test_a_worker_that_is_killed_midway_changes_nothing_but_the_time(cluster):
    """The board's pieces are Farrington's fits, EARS, nowcasts and scans; one worker is left for later tests."""
    here = compose_board(A_TOWN, seed=1, means=Means(IN_THIS_PROCESS, lambda share, says: None))
    first, second = cluster.workers

    def kill_midway(done: int) -> None:
        if done >= 3:
            first.kill()

    with joined(cluster) as executor:
        squares = executor.run(slow_square, range(10), heard=kill_midway)
        assert squares == tuple(number * number for number in range(10))
        assert first.wait(timeout=30) != 0
        assert second.poll() is None
        assert compose_board(A_TOWN, seed=1, means=Means(executor, lambda share, says: None)) == here
    assert any(one.alarm_id for one in here.series)
    assert here.clusters


def test_a_cluster_without_a_worker_is_waited_for_and_then_said_to_have_none(tmp_path, monkeypatch):
    monkeypatch.setattr(dask_cluster, "HEARD_EVERY_S", 0.1)
    monkeypatch.setattr(dask_cluster, "ALONE_FOR_S", 0.5)
    told = []
    with (
        a_cluster(tmp_path, workers=0) as empty,
        joined(empty) as executor,
        pytest.raises(Unavailable, match="has no worker"),
    ):
        executor.run(square, range(2), heard=told.append)
    assert len(told) >= 2
    assert set(told) == {0}


def test_where_no_scheduler_answers_it_is_said(monkeypatch):
    monkeypatch.setattr(dask_cluster, "FOUND_WITHIN_S", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Unavailable, match="No Dask scheduler answers at tcp://127"):
            DaskCluster(address).run(square, [1], heard=hear_nothing)


def test_without_the_extra_it_is_said_which_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Unavailable, match=r"vigil-desk\[dask\]"):
        DaskCluster("tcp://127.0.0.1:1").run(square, [1], heard=hear_nothing)


class _Failed:
    """A piece that went wrong on the cluster."""

    def __init__(self, problem: Exception) -> None:
        self.problem = problem

    def done(self) -> bool:
        return True

    def result(self) -> object:
        raise self.problem


def test_workers_that_are_ended_again_and_again_or_lack_vigil_are_said_to():
    killed = importlib.import_module("distributed").KilledWorker
    executor = DaskCluster("tcp://somewhere:1")
    with pytest.raises(Unavailable, match="ended again and again"):
        executor._result(_Failed(killed("piece", None, 3)))
    with pytest.raises(Unavailable, match="lacks “vigil”"):
        executor._result(_Failed(ModuleNotFoundError("No module named 'vigil'", name="vigil")))
