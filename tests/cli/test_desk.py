"""`vigil upgrade`, `vigil work`, `vigil serve`."""

import os

import pytest

from tests.people import COORDINATOR
from vigil import catalogue
from vigil.desk.job import JobState
from vigil.desk.queue import JobId, NewJob


def test_a_new_database_is_made_with_its_outlines_and_a_second_time_nothing_is_done(vigil, tmp_path, monkeypatch):
    monkeypatch.setenv("VIGIL_DATABASE", f"sqlite:///{tmp_path}/new/vigil.db")
    first, second = vigil("upgrade"), vigil("upgrade")
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("0001_desk done\n")
    assert first.out.endswith("The database is up to date; 76 outlines loaded.\n")
    assert second.out == "The database is up to date.\n"


def test_what_waits_and_the_nightly_update_are_done_once(vigil, sqlite_office):
    job = sqlite_office.perform(catalogue.QUEUE_JOB, NewJob("desk.verify_audit", "{}"), COORDINATOR)
    ran = vigil("work", "--once")
    names = ("desk.verify_audit", "picture.update", "patrol.reveal_draws")
    assert ran.out.splitlines() == [f"job {number} {name}: done" for number, name in enumerate(names, job.id)]
    assert sqlite_office.perform(catalogue.GET_JOB, JobId(job.id), COORDINATOR).state is JobState.DONE
    assert vigil("work", "--once").out == ""


def test_a_night_that_failed_is_told_to_whatever_started_the_worker(vigil, sqlite_office):
    job = sqlite_office.perform(catalogue.QUEUE_JOB, NewJob("desk.unknown", "{}"), COORDINATOR)
    ran = vigil("work", "--once")
    assert ran.code == 1
    assert f"job {job.id} desk.unknown: failed (There is no action" in ran.out
    assert f"job {job.id + 1} picture.update: done" in ran.out


def test_a_worker_ends_when_its_parent_is_gone(vigil):
    assert vigil("work", "--parent", str(os.getpid())).code == 0


def test_the_desk_is_served_as_asked(vigil, monkeypatch):
    asked = {}
    monkeypatch.setattr("vigil.cli.serving.serve_desk", lambda office, **how: asked.update(how))
    assert vigil("serve", "--port", "8123", "--no-worker").code == 0
    assert asked == {"host": "127.0.0.1", "port": 8123, "with_worker": False}


@pytest.mark.parametrize("name", ["dask://", "dask://host", "ray://host:1", "dask://host:port", ""])
def test_an_executor_that_is_none_is_named_with_those_there_are(vigil, name):
    ran = vigil("work", "--once", "--executor", name)
    assert ran.code == 2
    assert "is neither here nor processes nor a scheduler such as dask://127.0.0.1:8786" in ran.err
