"""Browsers without a screen: one that nobody has signed in with, and a way to sign in as anybody."""

from collections.abc import Iterator

import pytest

from tests.web.visiting import TestClient, browser_of
from vigil.desk.office import Office


@pytest.fixture
def stranger(sqlite_office: Office) -> Iterator[TestClient]:
    """A browser at the desk's door."""
    with browser_of(sqlite_office) as made:
        yield made
