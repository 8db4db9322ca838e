"""When a job is over."""

from datetime import UTC, datetime

import pytest

from vigil.desk.job import Job, JobState

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
