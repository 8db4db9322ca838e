"""What every test may ask for: a desk on a fresh database of either dialect, people, a browser.

office, connection, desk      on SQLite and on PostgreSQL: the test runs twice
sqlite_office, sqlite_connection, sqlite_desk      on SQLite alone, for what no dialect can change
page                          a page of a real browser; the test is marked `browser` and serves its own office

Each of `connection` and `desk` is a transaction of its own, rolled back at the end; `desk.connection` is
the desk's. On SQLite only one transaction may change at a time: commit what `office` should see first.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import hypothesis
import numpy as np
import psycopg
import pytest
from sqlalchemy import Connection

from tests.people import COORDINATOR
from tests.postgres import a_server
from vigil.database.engine import CHANGES, open_engine
from vigil.desk.desk import Desk, Terms
from vigil.desk.office import Office
from vigil.desk.settings import Settings
from vigil.migrations.upgrade import upgrade

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FRIDAY: Final = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)
"""The moment at which every test's desk stands, unless it says otherwise: eight in the morning in London."""

# The same examples on every run: a red check means the change is wrong, not that the dice fell badly.
# `VIGIL_TEST_EXAMPLES=1000` looks harder, and differently each time.
hypothesis.settings.register_profile("check", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile(
    "harder", deadline=None, database=None, max_examples=int(os.environ.get("VIGIL_TEST_EXAMPLES", "100"))
)
hypothesis.settings.load_profile("harder" if "VIGIL_TEST_EXAMPLES" in os.environ else "check")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file brought up to date once, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _bring_up_to_date(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A PostgreSQL server's address with `%s` for the database; it holds `template`, up to date, to be copied."""
    with a_server() as address:
        with _postgres_admin(address) as admin:
            admin.execute("CREATE DATABASE template")
        _bring_up_to_date(address % "template")
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """An office on a fresh database, once per dialect."""
    if request.param == "sqlite":
        with _sqlite_office(request.getfixturevalue("sqlite_template"), tmp_path) as made:
            yield made
    else:
        with _postgres_office(request.getfixturevalue("postgres_address")) as made:
            yield made


@pytest.fixture
def sqlite_office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office on a fresh SQLite file."""
    with _sqlite_office(sqlite_template, tmp_path) as made:
        yield made


@pytest.fixture
def connection(office: Office) -> Iterator[Connection]:
    """A transaction on a fresh database, once per dialect; it is rolled back."""
    with office.engine.connect().execution_options(**CHANGES) as made:
        yield made


@pytest.fixture
def sqlite_connection(sqlite_office: Office) -> Iterator[Connection]:
    """A transaction on a fresh SQLite file; it is rolled back."""
    with sqlite_office.engine.connect().execution_options(**CHANGES) as made:
        yield made


@pytest.fixture
def desk(office: Office) -> Iterator[Desk]:
    """What an action is given, for the coordinator, once per dialect; what it changes is rolled back."""
    with closing(_a_desk(office)) as made:
        yield made


@pytest.fixture
def sqlite_desk(sqlite_office: Office) -> Iterator[Desk]:
    """What an action is given, for the coordinator, on a fresh SQLite file; what it changes is rolled back."""
    with closing(_a_desk(sqlite_office)) as made:
        yield made


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """A running browser."""
    from playwright.sync_api import sync_playwright

    from tools import browser

    browser.prepare_playwright()
    found = browser.find()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found.program, args=list(found.arguments), env=dict(found.environment)
        )
        yield started
        started.close()


@pytest.fixture
def page(chromium: "Browser") -> "Iterator[Page]":
    """A page in a browser of its own, London time; it must neither complain nor ask anything of the outside."""
    from tests.browsing import WIDE, Watch

    with chromium.new_context(
        viewport={"width": WIDE, "height": 800}, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce"
    ) as context:
        context.set_default_timeout(15_000)
        made = context.new_page()
        watch = Watch(made)
        yield made
        assert watch.complaints == []


def _a_desk(office: Office) -> Desk:
    terms = Terms(at=FRIDAY, actor=COORDINATOR, seed=1, rng=np.random.default_rng(1))
    return Desk(lambda: office.engine.connect().execution_options(**CHANGES), terms)


def _bring_up_to_date(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()


@contextmanager
def _an_office(url: str) -> Iterator[Office]:
    engine = open_engine(url)
    try:
        yield Office(engine=engine, clock=lambda: FRIDAY, settings=Settings(database=url))
    finally:
        engine.dispose()


@contextmanager
def _sqlite_office(template: Path, folder: Path) -> Iterator[Office]:
    path = folder / "vigil.db"
    shutil.copyfile(template, path)
    with _an_office(f"sqlite:///{path}") as office:
        yield office


_numbers = count(1)


@contextmanager
def _postgres_office(address: str) -> Iterator[Office]:
    name = f"desk_{next(_numbers)}"
    with _postgres_admin(address) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template STRATEGY file_copy".encode())
        try:
            with _an_office(address % name) as office:
                yield office
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def _postgres_admin(address: str) -> Iterator[psycopg.Connection]:
    url = (address % "postgres").replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as admin:
        yield admin
