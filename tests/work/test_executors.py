"""Where heavy work runs, as it is named on the command line."""

import pytest

from vigil.ground.errors import Unreadable
from vigil.ground.executor import IN_THIS_PROCESS
from vigil.work.dask_cluster import DaskCluster
from vigil.work.executors import open_executor
from vigil.work.processes import LocalProcesses


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("processes", LocalProcesses),
        ("dask://127.0.0.1:8786", DaskCluster),
        ("dask+tls://scheduler.example:8786", DaskCluster),
        ("dask://[::1]:8786", DaskCluster),
    ],
)
def test_a_name_gives_its_executor_and_nothing_is_started_before_it_is_needed(name, kind):
    with open_executor(name) as executor:
        assert isinstance(executor, kind)


def test_here_is_this_process():
    with open_executor("here") as executor:
        assert executor is IN_THIS_PROCESS


@pytest.mark.parametrize("name", ["", "ray", "dask://", "dask://host", "dask://:8786", "tcp://host:1", "dask://h:٣"])
def test_any_other_name_is_refused_with_those_there_are(name):
    with pytest.raises(Unreadable, match=r"dask://127\.0\.0\.1:8786"), open_executor(name):
        pass


def test_an_executor_is_left_when_the_work_fails():
    with pytest.raises(ZeroDivisionError), open_executor("processes"):
        raise ZeroDivisionError
