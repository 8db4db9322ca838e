from fastapi.routing import APIRoute

from tests.web.visiting import TestClient
from vigil.catalogue import every_action
from vigil.desk.office import Office
from vigil.web.app import make_app


def test_health_answers_to_anybody(stranger: TestClient) -> None:
    answer = stranger.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}


def test_every_page_performs_an_action_of_the_catalogue(sqlite_office: Office) -> None:
    names = {route.name for route in make_app(sqlite_office).routes if isinstance(route, APIRoute)}
    assert names - {"health"} <= set(every_action())


def test_scripts_are_served_as_scripts(stranger: TestClient) -> None:
    answer = stranger.get("/static/vigil.css")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["cache-control"] == "no-cache"


def test_there_is_no_list_of_our_addresses_to_read(stranger: TestClient) -> None:
    assert {stranger.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")} == {404}
