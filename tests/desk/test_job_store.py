"""The queue: first come, first served, nobody twice, nobody lost."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from vigil.database.engine import CHANGES
from vigil.desk.actor import SCHEDULE
from vigil.desk.job import LOST_AFTER, TRY_AGAIN_AFTER, Job, JobState
from vigil.desk.job_store import (
    add_job,
    add_scheduled_job,
    change_progress,
    change_stop_asked,
    claim_job,
    close_job,
    find_job,
    list_jobs,
)

AT = datetime(2019, 3, 15, 8, tzinfo=UTC)


def a_job(**changes):
    values = {
        "id": 0,
        "action": "patrol.plan_rounds",
        "argument": "{}",
        "actor_id": "amina",
        "actor_name": "Amina",
        "actor_role": "coordinator",
        "state": JobState.QUEUED,
        "queued_at": AT,
        "heard_at": AT,
    }
    return Job(**{**values, **changes})


def test_jobs_are_taken_in_order_and_once(connection):
    first, second = add_job(connection, a_job()), add_job(connection, a_job())
    assert claim_job(connection, at=AT) == replace(first, state=JobState.RUNNING)
    assert claim_job(connection, at=AT).id == second.id
    assert claim_job(connection, at=AT) is None


def test_a_job_whose_worker_was_lost_is_taken_again(connection):
    job = add_job(connection, a_job())
    claim_job(connection, at=AT)
    assert claim_job(connection, at=AT + LOST_AFTER) is None
    assert claim_job(connection, at=AT + LOST_AFTER + timedelta(seconds=1)).id == job.id


def test_a_worker_that_is_heard_of_keeps_its_job(connection):
    job = add_job(connection, a_job())
    claim_job(connection, at=AT)
    assert change_progress(connection, job.id, share=0.5, says="half", at=AT + LOST_AFTER) is False
    assert claim_job(connection, at=AT + LOST_AFTER + timedelta(seconds=1)) is None
    assert (find_job(connection, job.id).share, find_job(connection, job.id).says) == (0.5, "half")


def test_a_waiting_job_stops_at_once_and_a_running_one_is_told(connection):
    waiting, running = add_job(connection, a_job()), None
    change_stop_asked(connection, waiting.id)
    assert find_job(connection, waiting.id).state is JobState.STOPPED
    running = add_job(connection, a_job())
    claim_job(connection, at=AT)
    change_stop_asked(connection, running.id)
    assert find_job(connection, running.id).state is JobState.RUNNING
    assert change_progress(connection, running.id, share=0.1, says="", at=AT) is True


def test_how_a_job_ended_is_kept(connection):
    job = add_job(connection, a_job())
    ended = replace(job, state=JobState.DONE, share=1.0, says="Done.", result="7", heard_at=AT + timedelta(minutes=1))
    close_job(connection, ended)
    assert find_job(connection, job.id) == ended
    assert find_job(connection, 999) is None


def test_the_newest_jobs_of_an_action_come_first(connection):
    ids = [add_job(connection, a_job()).id for _ in range(3)]
    add_job(connection, a_job(action="other"))
    assert [job.id for job in list_jobs(connection, action="patrol.plan_rounds", limit=2)] == ids[:0:-1]


def test_two_workers_never_take_the_same_job(office):
    with office.engine.connect().execution_options(**CHANGES) as connection:
        for _ in range(4):
            add_job(connection, a_job())
        connection.commit()
    taken = []
    for _ in range(4):
        with office.engine.connect().execution_options(**CHANGES) as connection:
            taken.append(claim_job(connection, at=AT).id)
            connection.commit()
    assert len(set(taken)) == 4


def test_what_the_schedule_asks_for_is_queued_once_for_its_day_and_waits_for_people(connection):
    friday, nightly = date(2019, 3, 15), a_job(actor_id=SCHEDULE.id, action="picture.update")
    first = add_scheduled_job(connection, "nightly picture", friday, nightly)
    assert add_scheduled_job(connection, "nightly picture", friday, nightly) is None
    assert add_scheduled_job(connection, "nightly picture", friday - timedelta(days=1), nightly) is None
    assert add_scheduled_job(connection, "another", friday, nightly) is not None
    assert add_scheduled_job(connection, "nightly picture", friday + timedelta(days=1), nightly) is not None
    asked = add_job(connection, a_job())
    assert [claim_job(connection, at=AT).id, claim_job(connection, at=AT).id] == [asked.id, first.id]


def test_what_the_schedule_asked_for_and_failed_is_asked_for_again_after_an_hour(connection):
    friday, nightly = date(2019, 3, 15), a_job(actor_id=SCHEDULE.id, action="picture.update")
    first = add_scheduled_job(connection, "nightly picture", friday, nightly)
    close_job(connection, replace(first, state=JobState.FAILED, trouble="The cluster does not answer."))
    soon = replace(nightly, heard_at=nightly.heard_at + TRY_AGAIN_AFTER - timedelta(seconds=1))
    assert add_scheduled_job(connection, "nightly picture", friday, soon) is None
    later = replace(nightly, heard_at=nightly.heard_at + TRY_AGAIN_AFTER)
    again = add_scheduled_job(connection, "nightly picture", friday, later)
    assert again.id > first.id
    assert add_scheduled_job(connection, "nightly picture", friday, later) is None
    close_job(connection, replace(again, state=JobState.DONE))
    much_later = replace(nightly, heard_at=nightly.heard_at + timedelta(hours=9))
    assert add_scheduled_job(connection, "nightly picture", friday, much_later) is None
