"""`vigil upgrade`, `vigil serve`, `vigil work`: starting the desk."""

import typer

from vigil.cli.door import open_office

EXECUTOR = typer.Option(
    "processes",
    "--executor",
    help="where heavy calculations run: on the cores of this machine (processes), in this process (here), "
    "or on a Dask cluster, such as dask://127.0.0.1:8786",
)


def upgrade() -> None:
    """Make the database, or bring it up to date, and load the shipped outlines when it holds none."""
    from vigil import catalogue
    from vigil.desk import office, settings
    from vigil.desk.actor import KEEPER
    from vigil.migrations import upgrade as migrations
    from vigil.register.area import ShippedAreas

    opened = office.open_office(settings.settings_of_this_process())
    ran = migrations.upgrade(opened.engine)
    for migration in ran:
        typer.echo(f"{migration.name} done")
    added = opened.perform(catalogue.ADD_SHIPPED_AREAS, ShippedAreas(), KEEPER)
    typer.echo(f"The database is up to date{f'; {added} outlines loaded' if added else ''}.")


def serve(
    host: str = typer.Option("127.0.0.1", help="address to listen on; keep it to this machine behind a proxy with TLS"),
    port: int = typer.Option(8000, min=1, max=65535, help="port to listen on"),
    *,
    worker: bool = typer.Option(True, help="also start the worker that does long work"),
) -> None:
    """Open the desk in the browser."""
    from vigil.cli.serving import serve_desk

    serve_desk(open_office(), host=host, port=port, with_worker=worker)


def work(
    parent: int = typer.Option(0, help="end when this process is no longer the parent; `vigil serve` gives its own"),
    executor: str = EXECUTOR,
    *,
    once: bool = typer.Option(False, "--once", help="do what is due and what waits, then end"),
) -> None:
    """Do long work, such as planning, as it is asked for, and update the picture every night at 02:00."""
    import os
    from dataclasses import replace

    from vigil.desk.job import JobState
    from vigil.work.executors import open_executor
    from vigil.work.loop import work_on, work_once
    from vigil.work.schedule import queue_due

    with open_executor(executor) as heavy:
        office = replace(open_office(), executor=heavy)
        if not once:
            work_on(office, goes_on=lambda: parent in (0, os.getppid()))
            return
        queue_due(office)
        has_failed = False
        while (job := work_once(office)) is not None:
            has_failed = has_failed or job.state is JobState.FAILED
            typer.echo(f"job {job.id} {job.action}: {job.state}{f' ({job.trouble})' if job.trouble else ''}")
    if has_failed:
        raise typer.Exit(1)
