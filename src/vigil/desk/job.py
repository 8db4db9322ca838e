"""Work that takes longer than a page may: an action performed later, by the worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from vigil.desk.actor import Actor

LOST_AFTER: Final = timedelta(minutes=2)
"""A running job whose worker has not been heard of for this long is taken up by another."""


TRY_AGAIN_AFTER: Final = timedelta(hours=1)
"""Work of the schedule that failed is asked for again after this long, until it succeeds or the next is due."""


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An action waiting, running or ended: for whom, how far, and what came of it.

    `argument` is the asked-for dataclass in JSON; `share` runs from 0 to 1; `result` is what the action gave, as
    the id of the thing it made; `trouble` is the sentence for people when it failed.
    """

    id: int
    action: str
    argument: str
    actor_id: str
    actor_name: str
    actor_role: str
    state: JobState
    queued_at: datetime
    heard_at: datetime
    share: float = 0.0
    says: str = ""
    result: str = ""
    trouble: str = ""
    stop_asked: bool = False

    @property
    def is_over(self) -> bool:
        """True when nothing more will happen to it."""
        return self.state in (JobState.DONE, JobState.FAILED, JobState.STOPPED)


def waiting_job(work: tuple[str, str], actor: Actor, *, at: datetime, heard_at: datetime) -> Job:
    """Give a job that waits, for whoever asks at a moment.

    Parameters
    ----------
    work : the name of an action in the catalogue, and what is asked of it, in JSON
    heard_at : the same moment by the machine's own clock, by which heartbeats are kept
    """
    action, argument = work
    return Job(
        id=0,
        action=action,
        argument=argument,
        actor_id=actor.id,
        actor_name=actor.name,
        actor_role=(actor.role.name or "").lower(),
        state=JobState.QUEUED,
        queued_at=at,
        heard_at=heard_at,
    )
