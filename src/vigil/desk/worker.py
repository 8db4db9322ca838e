"""The worker's side of the queue: take a job, say how far it has come, say how it ended.

Each of these is a short transaction of its own, so that a page can watch while an action works.
"""

from dataclasses import replace
from datetime import date

from vigil.database.engine import CHANGES
from vigil.desk import clock, job_store
from vigil.desk.actor import SCHEDULE, Actor, role_named
from vigil.desk.desk import Progress, Stopped
from vigil.desk.job import Job, waiting_job
from vigil.desk.office import Office
from vigil.desk.queue import NewJob


def claim(office: Office) -> Job | None:
    """Take the oldest job that waits, or None."""
    with office.engine.connect().execution_options(**CHANGES) as connection:
        taken = job_store.claim_job(connection, at=clock.now())
        connection.commit()
    return taken


def queue_due(office: Office, name: str, due_on: date, new: NewJob) -> Job | None:
    """Put work of the schedule into the queue, once for each day it is due, whoever looks; again if it failed."""
    with office.engine.connect().execution_options(**CHANGES) as connection:
        waiting = waiting_job((new.action, new.argument), SCHEDULE, at=office.clock(), heard_at=clock.now())
        added = job_store.add_scheduled_job(connection, name, due_on, waiting)
        connection.commit()
    return added


def actor_of(job: Job) -> Actor:
    """Give who asked for a job: it is performed in their name and with their role."""
    return Actor(job.actor_id, job.actor_name, role_named(job.actor_role))


def listener(office: Office, job: Job) -> Progress:
    """Give what hears the progress of a job, and stops it when somebody has asked for that.

    It writes in a transaction of its own, and SQLite has one writer: an action that runs as a job tells how far it is
    before its first use of the connection, or after `let_go`, never in between.
    """

    def hear(share: float, says: str) -> None:
        with office.engine.connect().execution_options(**CHANGES) as connection:
            stop_asked = job_store.change_progress(connection, job.id, share=share, says=says, at=clock.now())
            connection.commit()
        if stop_asked:
            raise Stopped(says)

    return hear


def close(office: Office, ended: Job) -> None:
    """Keep how a job ended."""
    with office.engine.connect().execution_options(**CHANGES) as connection:
        job_store.close_job(connection, replace(ended, heard_at=clock.now()))
        connection.commit()
