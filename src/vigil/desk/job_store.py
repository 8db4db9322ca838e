"""The queue of jobs, a table like any other; one code path for both dialects."""

from dataclasses import fields
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Float,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    and_,
    delete,
    not_,
    or_,
    select,
    update,
)

from vigil.database.engine import lock_for_append
from vigil.database.metadata import Moment, metadata
from vigil.desk.actor import SCHEDULE
from vigil.desk.job import LOST_AFTER, TRY_AGAIN_AFTER, Job, JobState

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("action", String(64), nullable=False),
    Column("argument", Text, nullable=False),
    Column("actor_id", String(64), nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("actor_role", String(32), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("queued_at", Moment, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("share", Float, nullable=False),
    Column("says", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("stop_asked", Boolean, nullable=False),
)

scheduled_run = Table(
    "scheduled_run",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("job_id", Integer, nullable=False),
)


def add_job(connection: Connection, new: Job) -> Job:
    """Put a job at the end of the queue; its id is given here."""
    values = {field.name: getattr(new, field.name) for field in fields(new) if field.name != "id"}
    values["state"] = new.state.value
    row = connection.execute(job.insert().values(**values).returning(*job.c)).mappings().one()
    return _job(row)


def add_scheduled_job(connection: Connection, name: str, due_on: date, new: Job) -> Job | None:
    """Put a job of the schedule into the queue for the day it is due; None when that was done already.

    It is done once, and again only when it has failed and `TRY_AGAIN_AFTER` has passed since.
    """
    lock_for_append(connection, "scheduled_run")
    of_day = and_(scheduled_run.c.name == name, scheduled_run.c.due_on >= due_on)
    failed = and_(job.c.state == JobState.FAILED.value, job.c.heard_at <= new.heard_at - TRY_AGAIN_AFTER)
    done = select(scheduled_run.c.job_id).join(job, job.c.id == scheduled_run.c.job_id).where(of_day, not_(failed))
    if connection.execute(done.limit(1)).first():
        return None
    connection.execute(delete(scheduled_run).where(scheduled_run.c.name == name, scheduled_run.c.due_on == due_on))
    added = add_job(connection, new)
    connection.execute(scheduled_run.insert().values(name=name, due_on=due_on, job_id=added.id))
    return added


def find_job(connection: Connection, job_id: int) -> Job | None:
    """Give the job with this id, or None."""
    row = connection.execute(select(job).where(job.c.id == job_id)).mappings().first()
    return _job(row) if row else None


def list_jobs(connection: Connection, *, action: str, limit: int) -> tuple[Job, ...]:
    """Give the newest jobs of one action first."""
    wanted = select(job).where(job.c.action == action).order_by(job.c.id.desc()).limit(limit)
    return tuple(_job(row) for row in connection.execute(wanted).mappings())


def claim_job(connection: Connection, *, at: datetime) -> Job | None:
    """Take the oldest job that waits, or whose worker was lost; None when there is none.

    What a person waits for goes before what the schedule has asked for.
    """
    free = (
        select(job.c.id)
        .where(
            or_(
                job.c.state == JobState.QUEUED.value,
                and_(job.c.state == JobState.RUNNING.value, job.c.heard_at < at - LOST_AFTER),
            )
        )
        .order_by(job.c.actor_id == SCHEDULE.id, job.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = update(job).where(job.c.id == free.scalar_subquery()).values(state=JobState.RUNNING.value, heard_at=at)
    row = connection.execute(taken.returning(*job.c)).mappings().first()
    return _job(row) if row else None


def change_progress(connection: Connection, job_id: int, *, share: float, says: str, at: datetime) -> bool:
    """Note how far a job has come; say whether somebody asked for it to stop."""
    noted = update(job).where(job.c.id == job_id).values(share=share, says=says, heard_at=at)
    return bool(connection.execute(noted.returning(job.c.stop_asked)).scalar_one())


def change_stop_asked(connection: Connection, job_id: int) -> None:
    """Ask for a job to stop; one that still waits is stopped at once."""
    connection.execute(update(job).where(job.c.id == job_id).values(stop_asked=True))
    waiting = and_(job.c.id == job_id, job.c.state == JobState.QUEUED.value)
    connection.execute(update(job).where(waiting).values(state=JobState.STOPPED.value))


def close_job(connection: Connection, ended: Job) -> None:
    """Keep how a job ended."""
    connection.execute(
        update(job)
        .where(job.c.id == ended.id)
        .values(
            state=ended.state.value,
            share=ended.share,
            says=ended.says,
            result=ended.result,
            trouble=ended.trouble,
            heard_at=ended.heard_at,
        )
    )


def _job(row: RowMapping) -> Job:
    return Job(**{**row, "state": JobState(row["state"])})
