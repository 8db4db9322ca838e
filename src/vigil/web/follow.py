"""Long work followed by the browser's own stream: told again whenever it changes, until it is over."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from fastapi.sse import ServerSentEvent
from starlette.concurrency import run_in_threadpool

from vigil import catalogue
from vigil.desk.job import Job
from vigil.desk.queue import JobId
from vigil.web.page import render
from vigil.web.session import Asker

LOOKED_AT_EVERY_S: Final = 0.5


async def follow_job(asker: Asker, job: Job, template: str) -> AsyncIterator[ServerSentEvent]:
    """Give how far a job has come, as its template shows it, again whenever that changes, until it is over."""
    yield _told(asker, job, template)
    while not job.is_over:
        await asyncio.sleep(LOOKED_AT_EVERY_S)
        before, job = job, await run_in_threadpool(asker.ask, catalogue.GET_JOB, JobId(job.id))
        if job != before:
            yield _told(asker, job, template)
    yield ServerSentEvent(event="over", raw_data="over")


def _told(asker: Asker, job: Job, template: str) -> ServerSentEvent:
    return ServerSentEvent(raw_data=render(template, asker, job=job))
