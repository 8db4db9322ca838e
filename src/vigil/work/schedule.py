"""What is done by the clock, once a day: the picture of the day that ended, the seeds of days that are over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from pydantic import TypeAdapter

from vigil import catalogue
from vigil.desk import worker
from vigil.desk.clock import DESK_ZONE
from vigil.desk.job import Job
from vigil.desk.office import Office
from vigil.desk.queue import NewJob
from vigil.ground.moment import local_day, local_moment
from vigil.patrol.draws.query import RevealOrder
from vigil.picture.query import UpdateOrder


@dataclass(frozen=True, slots=True)
class Scheduled:
    """Work that is done once a day: its name, the hour by the desk's clocks, and what is then asked for."""

    name: str
    at: time
    ask: Callable[[date], NewJob]


def _update(due_on: date) -> NewJob:
    """Ask for the board of the day that has just ended."""
    order = UpdateOrder(due_on - timedelta(days=1))
    return NewJob(catalogue.UPDATE_PICTURE.name, TypeAdapter(UpdateOrder).dump_json(order).decode())


def _reveal(_due_on: date) -> NewJob:
    """Ask for the seeds of all days that are over to be made known."""
    return NewJob(catalogue.REVEAL_DRAWS.name, TypeAdapter(RevealOrder).dump_json(RevealOrder()).decode())


EVERY: Final = (Scheduled("nightly picture", time(2, 0), _update), Scheduled("nightly seeds", time(2, 30), _reveal))


def due_on(one: Scheduled, at: datetime) -> date:
    """Give the latest day on which work was due at a moment."""
    today = local_day(at, DESK_ZONE)
    return today if local_moment(today, one.at, DESK_ZONE) <= at else today - timedelta(days=1)


def queue_due(office: Office) -> tuple[Job, ...]:
    """Put into the queue what is due and not there yet.

    A day is queued once, however many workers look and however often they start; what failed, again after an hour.
    After nights in which no worker ran
    the latest is caught up, once; boards of the nights between can be asked for by their day.
    """
    at = office.clock()
    days = ((one, due_on(one, at)) for one in EVERY)
    found = [worker.queue_due(office, one.name, on, one.ask(on)) for one, on in days]
    return tuple(job for job in found if job is not None)
