"""Queueing through the office."""

import pytest

from tests.people import COORDINATOR, OFFICER
from vigil import catalogue
from vigil.desk.job import JobState
from vigil.desk.queue import JobId, JobsOf, NewJob
from vigil.ground.errors import NotAllowed, NotFound


def test_a_job_waits_in_the_name_of_whoever_asked(office):
    job = office.perform(catalogue.QUEUE_JOB, NewJob("desk.verify_audit", "{}"), COORDINATOR)
    assert (job.state, job.actor_id, job.actor_role) == (JobState.QUEUED, "amina", "coordinator")
    assert office.perform(catalogue.GET_JOB, JobId(job.id), COORDINATOR) == job
    assert office.perform(catalogue.LIST_JOBS, JobsOf("desk.verify_audit"), COORDINATOR) == (job,)


def test_a_waiting_job_can_be_stopped(office):
    job = office.perform(catalogue.QUEUE_JOB, NewJob("desk.verify_audit", "{}"), COORDINATOR)
    office.perform(catalogue.STOP_JOB, JobId(job.id), COORDINATOR)
    assert office.perform(catalogue.GET_JOB, JobId(job.id), COORDINATOR).state is JobState.STOPPED


@pytest.mark.parametrize("action", [catalogue.GET_JOB, catalogue.STOP_JOB])
def test_a_job_that_is_not_there_is_not_found(office, action):
    with pytest.raises(NotFound):
        office.perform(action, JobId(99), COORDINATOR)


def test_an_officer_queues_nothing(office):
    with pytest.raises(NotAllowed):
        office.perform(catalogue.QUEUE_JOB, NewJob("desk.verify_audit", "{}"), OFFICER)
