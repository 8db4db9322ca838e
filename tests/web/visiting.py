"""Visiting the desk as a browser does: signing in, sending its forms, reading its pages."""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from xml.etree import ElementTree as ET

import httpx

from tests.people import ADMIN
from vigil import catalogue
from vigil.desk.access import Everybody, LinkFor, NewUser
from vigil.desk.actor import Actor
from vigil.desk.office import Office
from vigil.web.app import make_app

with warnings.catch_warnings():
    # Starlette would rather be tested with httpx2, which does not come from the makers of httpx.
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from starlette.testclient import TestClient

__all__ = ["TestClient"]

HERE: Final = "http://localhost"
PASSWORD: Final = "correct horse battery"

_MAIN: Final = re.compile(r"<main.*?</main>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_TOKEN: Final = re.compile(r'name="form" value="([0-9a-f]{64})"')


@contextmanager
def browser_of(office: Office) -> Iterator[TestClient]:
    """Give a browser that says where its forms come from, and does not follow where it is sent."""
    application = TestClient(
        make_app(office), base_url=HERE, headers={"origin": HERE}, follow_redirects=False, raise_server_exceptions=False
    )
    with application as made:
        yield made


def add_person(office: Office, person: Actor) -> None:
    """Let a person in, with the password all of them have."""
    office.perform(catalogue.ADD_USER, NewUser(person.id, person.name, person.role, PASSWORD), ADMIN)


@contextmanager
def signed_in(office: Office, person: Actor) -> Iterator[TestClient]:
    """Give the browser of a person who has signed in by a one-time link."""
    if person.id not in {user.id for user in office.perform(catalogue.LIST_USERS, Everybody(), ADMIN)}:
        add_person(office, person)
    link = office.perform(catalogue.MAKE_LINK, LinkFor(person.id), ADMIN)
    with browser_of(office) as browser:
        assert browser.post(f"/sign-in/{link.token}").status_code == 303
        yield browser


def send(browser: TestClient, path: str, data: dict[str, str] | None = None, **more: object) -> httpx.Response:
    """Send a form of a page of the desk, with the token its pages give."""
    token = _TOKEN.search(browser.get("/audit").text)
    carried = {"form": token.group(1)} if token else {}
    answer: httpx.Response = browser.post(path, data={**carried, **(data or {})}, **more)
    return answer


def words_of(page: httpx.Response) -> str:
    """Give the words of a page's main part, as one line."""
    found = _MAIN.search(page.text)
    assert found, page.text
    return " ".join(_TAG.sub(" ", found.group()).split())


def opening_of(page: httpx.Response) -> str:
    """Give the sentence a page opens with."""
    found = re.search(r"<h1.*?</h1>", page.text, re.DOTALL)
    assert found, page.text
    return " ".join(_TAG.sub(" ", found.group()).split())


def parsed(svg: str) -> ET.Element:
    """Give a drawing as the tree it is; it must be well-formed XML."""
    return ET.fromstring(svg)
