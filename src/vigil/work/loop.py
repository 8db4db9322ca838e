"""The worker: takes one job after another and performs it in the name of whoever asked."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from vigil import catalogue
from vigil.desk import worker
from vigil.desk.desk import Stopped
from vigil.desk.job import Job, JobState
from vigil.desk.office import Office
from vigil.ground.errors import NotFound, VigilError
from vigil.work import schedule

log = logging.getLogger(__name__)

WAIT_S: Final = 0.5


def work_once(office: Office) -> Job | None:
    """Perform the next job and give it as it ended, or None when none waits."""
    job = worker.claim(office)
    if job is None:
        return None
    ended = _perform(office, job)
    worker.close(office, ended)
    return ended


def work_on(office: Office, *, goes_on: Callable[[], bool]) -> None:
    """Perform jobs until `goes_on` says no, those that are due by the clock too; sleep a little when none waits."""
    looked_at: datetime | None = None
    while goes_on():
        minute = office.clock().replace(second=0, microsecond=0)
        if minute != looked_at:
            schedule.queue_due(office)
            looked_at = minute
        if work_once(office) is None:
            time.sleep(WAIT_S)


def _perform(office: Office, job: Job) -> Job:
    try:
        action = catalogue.every_action().get(job.action)
        if action is None:
            raise NotFound("action", job.action)
        asked = TypeAdapter(action.asked).validate_json(job.argument)
        given = office.perform(action, asked, worker.actor_of(job), progress=worker.listener(office, job))
    except Stopped:
        return replace(job, state=JobState.STOPPED, says="Stopped on request.")
    except VigilError as problem:
        return replace(job, state=JobState.FAILED, trouble=problem.says)
    except Exception:
        # One job that fails in a way nobody foresaw must not end the worker: the rest of the desk waits for it.
        log.exception("job %s (%s) failed", job.id, job.action)
        return replace(job, state=JobState.FAILED, trouble="Something went wrong that nobody foresaw; see the log.")
    return replace(job, state=JobState.DONE, share=1.0, says="Done.", result=str(getattr(given, "id", "")))
