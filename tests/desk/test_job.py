"""When a job is over."""

from datetime import UTC, datetime

import pytest

from tests.people import COORDINATOR
from vigil.desk.job import Job, JobState, waiting_job

AT = datetime(2019, 3, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "over"),
    [
        (JobState.QUEUED, False),
        (JobState.RUNNING, False),
        (JobState.DONE, True),
        (JobState.FAILED, True),
        (JobState.STOPPED, True),
    ],
)
def test_a_job_is_over_when_nothing_more_will_happen(state, over):
    job = Job(
        id=1,
        action="patrol.plan_rounds",
        argument="{}",
        actor_id="amina",
        actor_name="Amina",
        actor_role="coordinator",
        state=state,
        queued_at=AT,
        heard_at=AT,
    )
    assert job.is_over is over


def test_a_job_waits_in_the_name_and_with_the_role_of_whoever_asked():
    job = waiting_job(("patrol.plan_rounds", "{}"), COORDINATOR, at=AT, heard_at=AT.replace(year=2026))
    assert (job.action, job.argument, job.state) == ("patrol.plan_rounds", "{}", JobState.QUEUED)
    assert (job.actor_id, job.actor_name, job.actor_role) == ("amina", "Amina Coordinator", "coordinator")
    assert (job.queued_at, job.heard_at) == (AT, AT.replace(year=2026))
