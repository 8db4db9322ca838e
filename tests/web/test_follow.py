import asyncio

import pytest
from fastapi.sse import ServerSentEvent

from tests.people import COORDINATOR
from vigil import catalogue
from vigil.desk.job import Job
from vigil.desk.office import Office
from vigil.desk.queue import JobId
from vigil.picture.query import UpdateOrder
from vigil.web import follow
from vigil.web.follow import follow_job
from vigil.web.session import Asker

PROGRESS = "picture/progress.html"


def asked(office: Office) -> tuple[Asker, Job]:
    job = office.perform(catalogue.ASK_UPDATE, UpdateOrder(), COORDINATOR)
    return Asker(office, COORDINATOR, session=""), job


async def hear(asker: Asker, job: Job, *, looks: int) -> list[ServerSentEvent]:
    """Follow a job that is asked to stop once the browser has heard of it, and then only looked at so often."""
    heard: list[ServerSentEvent] = []
    async for told in follow_job(asker, job, PROGRESS):
        heard.append(told)
        if len(heard) == 1:
            asker.ask(catalogue.STOP_JOB, JobId(job.id))
        assert len(heard) <= looks
    return heard


def test_a_browser_hears_of_every_change_until_it_is_over(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "LOOKED_AT_EVERY_S", 0.01)
    asker, job = asked(sqlite_office)
    waiting, stopped, over = asyncio.run(hear(asker, job, looks=3))
    assert "Waiting for the worker to take it up." in str(waiting.raw_data)
    assert "Making the picture was stopped." in str(stopped.raw_data)
    assert (over.event, over.raw_data) == ("over", "over")


def test_what_is_over_is_told_once(sqlite_office: Office) -> None:
    asker, job = asked(sqlite_office)
    asker.ask(catalogue.STOP_JOB, JobId(job.id))
    ended = asker.ask(catalogue.GET_JOB, JobId(job.id))

    async def all_of_it() -> list[ServerSentEvent]:
        return [told async for told in follow_job(asker, ended, PROGRESS)]

    told, over = asyncio.run(all_of_it())
    assert "was stopped" in str(told.raw_data)
    assert over.event == "over"


def test_nothing_is_told_while_nothing_changes(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "LOOKED_AT_EVERY_S", 0.01)
    asker, job = asked(sqlite_office)
    looked: list[str] = []

    async def some_of_it() -> None:
        stream = follow_job(asker, job, PROGRESS)
        looked.append(str((await anext(stream)).raw_data))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(stream), timeout=0.3)

    asyncio.run(some_of_it())
    assert len(looked) == 1
