"""The worker loop: performs what waits, and survives what goes wrong."""

from dataclasses import dataclass

import pytest

from tests.people import COORDINATOR
from vigil import catalogue
from vigil.desk.action import Action
from vigil.desk.actor import Role
from vigil.desk.desk import Desk
from vigil.desk.job import JobState
from vigil.desk.queue import JobId, JobsOf, NewJob
from vigil.ground.errors import Refused
from vigil.work import loop


@dataclass(frozen=True)
class Asked:
    count: int


@dataclass(frozen=True)
class Made:
    id: str


def make(desk: Desk, asked: Asked) -> Made:
    """Make something, saying how far it is."""
    for step in range(asked.count):
        desk.tell(step / asked.count, f"step {step}")
    return Made(f"thing-{asked.count}")


def refuse(desk: Desk, asked: Asked) -> Made:
    """Refuse."""
    raise Refused("a-rule", "A rule says no.")


def fall_over(desk: Desk, asked: Asked) -> Made:
    """Fall over."""
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def three_actions(monkeypatch):
    for name, run in (("MAKE", make), ("REFUSE", refuse), ("FALL_OVER", fall_over)):
        action = Action(f"try.{run.__name__}", Role.COORDINATOR, run, "Try.")
        monkeypatch.setattr(catalogue, name, action, raising=False)


def queue(office, action, argument='{"count": 2}'):
    return office.perform(catalogue.QUEUE_JOB, NewJob(action, argument), COORDINATOR)


def test_nothing_waits(sqlite_office):
    assert loop.work_once(sqlite_office) is None


def test_a_job_is_done_and_says_what_it_made(office):
    queue(office, "try.make")
    ended = loop.work_once(office)
    assert (ended.state, ended.share, ended.result, ended.trouble) == (JobState.DONE, 1.0, "thing-2", "")


def test_a_stopped_job_ends_as_stopped(sqlite_office):
    queue(sqlite_office, "try.make")
    job = loop.worker.claim(sqlite_office)
    sqlite_office.perform(catalogue.STOP_JOB, JobId(job.id), COORDINATOR)
    assert loop._perform(sqlite_office, job).state is JobState.STOPPED


@pytest.mark.parametrize(
    ("action", "argument", "trouble"),
    [
        ("try.refuse", '{"count": 2}', "A rule says no."),
        ("try.fall_over", '{"count": 2}', "nobody foresaw"),
        ("try.unknown", "{}", "There is no action “try.unknown”."),
        ("try.make", '{"count": "many"}', "nobody foresaw"),
    ],
)
def test_a_job_that_fails_says_why_and_the_next_goes_on(sqlite_office, action, argument, trouble):
    queue(sqlite_office, action, argument)
    queue(sqlite_office, "try.make")
    failed, done = loop.work_once(sqlite_office), loop.work_once(sqlite_office)
    assert failed.state is JobState.FAILED
    assert trouble in failed.trouble
    assert done.state is JobState.DONE


def test_the_worker_goes_on_until_told_and_rests_when_nothing_waits(sqlite_office, monkeypatch):
    rests = []
    monkeypatch.setattr(loop.time, "sleep", rests.append)
    queue(sqlite_office, "try.make")
    answers = iter([True, True, True, True, True, False])
    loop.work_on(sqlite_office, goes_on=lambda: next(answers))
    assert rests == [loop.WAIT_S, loop.WAIT_S]
    done = sqlite_office.perform(catalogue.LIST_JOBS, JobsOf("picture.update"), COORDINATOR)
    assert [job.state for job in done] == [JobState.DONE]


def test_a_job_has_no_more_rights_than_who_asked(sqlite_office):
    queue(sqlite_office, "desk.add_user", '{"id":"eve","name":"Eve","role":64,"password":"a long password"}')
    assert loop.work_once(sqlite_office).state is JobState.FAILED
