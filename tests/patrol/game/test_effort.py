import pytest

from vigil.ground.executor import IN_THIS_PROCESS
from vigil.patrol.game.effort import WORK_PER_SECOND, GameEffort


def an_effort(seconds: float) -> GameEffort:
    def no_clock() -> float:
        raise AssertionError("work is not counted by a clock")

    return GameEffort(seed=1, seconds=seconds, spent_s=no_clock, tell=lambda _share, _says: None)


@pytest.mark.parametrize("seconds", [0.0, 0.5, 20.0, 0.1 + 0.2])
def test_seconds_stand_for_the_same_whole_work_everywhere(seconds) -> None:
    work = an_effort(seconds).work
    assert isinstance(work, int)
    assert abs(work - seconds * WORK_PER_SECOND) < 1


def test_without_more_said_one_thread_of_this_process_looks_for_one_per_cent() -> None:
    effort = an_effort(1.0)
    assert (effort.gap, effort.threads, effort.executor) == (0.01, 1, IN_THIS_PROCESS)
