"""Putting actions into the queue, watching them, stopping them."""

from dataclasses import dataclass

from vigil.desk import clock, job_store
from vigil.desk.desk import Desk
from vigil.desk.job import Job, waiting_job
from vigil.ground.errors import NotFound


@dataclass(frozen=True, slots=True)
class NewJob:
    """An action by its name in the catalogue, and what is asked of it, in JSON."""

    action: str
    argument: str


@dataclass(frozen=True, slots=True)
class JobId:
    """Which job."""

    id: int


@dataclass(frozen=True, slots=True)
class JobsOf:
    """Asks for the newest jobs of one action."""

    action: str
    limit: int = 20


def queue_job(desk: Desk, new: NewJob) -> Job:
    """Have an action performed by the worker, for whoever asks now."""
    # Heartbeats live by the machine's clock, so that a replay does not lose its worker.
    waiting = waiting_job((new.action, new.argument), desk.actor, at=desk.at, heard_at=clock.now())
    return job_store.add_job(desk.connection, waiting)


def stop_job(desk: Desk, wanted: JobId) -> None:
    """Ask for a job to stop."""
    if job_store.find_job(desk.connection, wanted.id) is None:
        raise NotFound("job", str(wanted.id))
    job_store.change_stop_asked(desk.connection, wanted.id)


def get_job(desk: Desk, wanted: JobId) -> Job:
    """Give one job."""
    found = job_store.find_job(desk.connection, wanted.id)
    if found is None:
        raise NotFound("job", str(wanted.id))
    return found


def list_jobs(desk: Desk, wanted: JobsOf) -> tuple[Job, ...]:
    """Give the newest jobs of one action."""
    return job_store.list_jobs(desk.connection, action=wanted.action, limit=wanted.limit)
