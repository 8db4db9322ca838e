"""Every page reaches an action: its route bears the action's name, and what changes something is never a mere look."""

from typing import Final

from fastapi.routing import APIRoute

from vigil import catalogue
from vigil.desk.action import Action
from vigil.web.app import ROUTES

PAGES: Final = tuple(route for router in ROUTES for route in router.routes if isinstance(route, APIRoute))

CHANGES: Final = {thing.name for thing in vars(catalogue).values() if isinstance(thing, Action) and not thing.reads}
READS: Final = {thing.name for thing in vars(catalogue).values() if isinstance(thing, Action) and thing.reads}


def test_every_page_bears_the_name_of_an_action() -> None:
    assert PAGES
    assert [page.path for page in PAGES if page.name not in CHANGES | READS] == []


def test_only_forms_change_something() -> None:
    """A page that is only looked at may bear a changing action's name when its form is sent to the same path."""
    sent = {(page.path, page.name) for page in PAGES if page.methods == {"POST"}}
    looks = [page for page in PAGES if page.methods != {"POST"}]
    assert [page.path for page in looks if page.name in CHANGES and (page.path, page.name) not in sent] == []
