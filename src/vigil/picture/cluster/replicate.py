"""Monte Carlo replications of a scan: how high the best cylinder comes by chance."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.ground.executor import IN_THIS_PROCESS, Executor, hear_nothing
from vigil.picture.cluster.chance import Chance, make_chance
from vigil.picture.cluster.frame import LANES, Frame, count_lanes, make_frame, scan
from vigil.picture.cluster.kernel_draw import Streams
from vigil.picture.cluster.probability import SAME
from vigil.picture.cluster.problem import ScanProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class SequentialStop:
    """When further replications are not worth their time: so many maxima have reached what was observed.

    The probability that stopping leaves is still exact: with the stop after h of them, at replication r, it is h / r
    (Besag and Clifford 1991, Biometrika 78, 301-304). Every maximum is worked out to its end, never cut off once it
    is over what was observed: that would save little, since such a search has nearly all its cost behind it, and the
    Gumbel approximation needs the maxima themselves.
    """

    observed: float
    exceedances: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationPlan:
    """How many replications, from which seed, on how many threads, and when to stop before the end, if ever.

    Raises
    ------
    ValueError : fewer than no replications or one thread, a seed outside 0 to 2**63 - 1
    """

    replications: int = 999
    seed: int = 1
    threads: int = 1
    stop: SequentialStop | None = None

    def __post_init__(self) -> None:
        if self.replications < 0 or self.threads < 1:
            raise ValueError(f"{self.replications} replications on {self.threads} threads")
        if not 0 <= self.seed < 2**63:
            raise ValueError(f"the seed {self.seed} is not between 0 and 2**63 - 1")


@dataclass(frozen=True, slots=True, eq=False)
class ReplicationTask:
    """Some replications of a problem, `first` up to but not `end`; it can be sent to another machine."""

    problem: ScanProblem
    seed: int
    threads: int
    first: int
    end: int


def replicate(
    problem: ScanProblem,
    plan: ReplicationPlan,
    *,
    executor: Executor = IN_THIS_PROCESS,
    heard: Callable[[int], None] = hear_nothing,
) -> FloatArray:
    """Give the highest log-likelihood ratio of each replication: what a scan finds where there is no cluster.

    The r-th replication depends on the problem, the seed and r alone, so that the answer is the same whoever works it
    out, on however many threads.

    Parameters
    ----------
    problem : what is scanned
    plan : how many, from which seed, on how many threads, when to stop
    executor : where they are worked out
    heard : is told, from time to time, how many replications are done

    Returns
    -------
    array, shape (replications,) or, when stopped, up to the replication at which the plan's stop came; at least 0
    """
    size = LANES * plan.threads
    maxima = np.zeros(0)
    round_ = size if plan.stop else max(size, plan.replications)
    while len(maxima) < plan.replications:
        begins, ends = len(maxima), min(plan.replications, len(maxima) + round_)
        tasks = [
            ReplicationTask(problem, plan.seed, plan.threads, first, min(first + size, ends))
            for first in range(begins, ends, size)
        ]
        maxima = np.concatenate(
            [maxima, *executor.run(replicate_chunk, tasks, heard=_relay(heard, begins, ends, size))]
        )
        reached = _stop_at(maxima, plan.stop)
        if reached is not None:
            return maxima[:reached]
        round_ *= 2
    return maxima


def replicate_chunk(task: ReplicationTask) -> FloatArray:
    """Give the highest log-likelihood ratio of each replication of a task, on its threads."""
    frame, chance = make_frame(task.problem), make_chance(task.problem)
    lanes = count_lanes(task.problem, frame)

    def work(first: int) -> FloatArray:
        return _maxima(frame, chance, Streams(task.seed, first), min(lanes, task.end - first))

    starts = range(task.first, task.end, lanes)
    if task.threads == 1:
        return np.concatenate([work(first) for first in starts])
    with ThreadPoolExecutor(task.threads) as pool:
        return np.concatenate(list(pool.map(work, starts)))


def _relay(heard: Callable[[int], None], begins: int, ends: int, size: int) -> Callable[[int], None]:
    """Give what turns the number of tasks done into a number of replications."""

    def hear(done: int) -> None:
        heard(min(ends, begins + done * size))

    return hear


def _maxima(frame: Frame, chance: Chance, streams: Streams, replications: int) -> FloatArray:
    return scan(frame, chance.draw(streams, replications)).ratio


def _stop_at(maxima: FloatArray, stop: SequentialStop | None) -> int | None:
    """Give the replication at which the stop came, if it did."""
    if stop is None:
        return None
    reached = np.flatnonzero(maxima >= stop.observed * (1 - SAME))
    return int(reached[stop.exceedances - 1]) + 1 if len(reached) >= stop.exceedances else None
