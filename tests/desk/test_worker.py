"""The worker's side of the queue: each step is seen by others at once."""

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import FRIDAY
from tests.people import COORDINATOR
from vigil import catalogue
from vigil.desk import worker
from vigil.desk.actor import SCHEDULE
from vigil.desk.desk import Stopped
from vigil.desk.job import JobState
from vigil.desk.queue import JobId, JobsOf, NewJob


def test_a_job_is_claimed_followed_and_closed_in_the_open(office):
    assert worker.claim(office) is None
    queued = office.perform(catalogue.QUEUE_JOB, NewJob("desk.verify_audit", "{}"), COORDINATOR)
    job = worker.claim(office)
    assert job.id == queued.id
    assert worker.actor_of(job) == COORDINATOR
    worker.listener(office, job)(0.25, "a quarter")
    seen = office.perform(catalogue.GET_JOB, JobId(job.id), COORDINATOR)
    assert (seen.state, seen.share, seen.says) == (JobState.RUNNING, 0.25, "a quarter")
    worker.close(office, replace(job, state=JobState.DONE))
    assert office.perform(catalogue.GET_JOB, JobId(job.id), COORDINATOR).state is JobState.DONE


def test_a_stop_reaches_the_work_at_its_next_word(office):
    queued = office.perform(catalogue.QUEUE_JOB, NewJob("desk.verify_audit", "{}"), COORDINATOR)
    hear = worker.listener(office, worker.claim(office))
    hear(0.1, "on the way")
    office.perform(catalogue.STOP_JOB, JobId(queued.id), COORDINATOR)
    with pytest.raises(Stopped):
        hear(0.2, "still on the way")


def test_what_is_due_is_queued_once_in_the_name_of_the_schedule(office):
    new, friday = NewJob("picture.update", "{}"), date(2019, 3, 15)
    job = worker.queue_due(office, "nightly picture", friday, new)
    assert (job.actor_id, job.actor_role, job.queued_at) == (SCHEDULE.id, "analyst", FRIDAY)
    assert worker.queue_due(office, "nightly picture", friday, new) is None
    assert office.perform(catalogue.LIST_JOBS, JobsOf("picture.update"), COORDINATOR) == (job,)
