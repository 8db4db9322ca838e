import gzip
import json

import pytest

from tests.people import ANALYST, COORDINATOR, CUSTODIAN, OFFICER
from tests.web import town
from tests.web.visiting import TestClient, opening_of, signed_in, words_of
from vigil.desk.office import Office


def test_an_empty_map(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/map")
    assert opening_of(page) == "The register holds no place to show."
    assert "No place and no outline to show" in page.text


def test_the_map_is_drawn_here_too_with_its_table_and_attribution(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/map")
    assert opening_of(page) == "5 places are known here; 2 stand above normal."
    assert 'class="drawn"' in page.text
    assert page.text.count('class="raised heightened"') == 2
    assert "© OpenStreetMap contributors" in words_of(page)
    assert "Open Government Licence" in words_of(page)
    assert "Tower Hamlets" in words_of(page)
    assert "Invented for demonstration" in words_of(page)
    assert 'data-rounds="/map/rounds.json?plan=1"' in page.text


def test_a_partial_plan_does_not_take_the_whole_ones_place(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan_part(sqlite_office, area="City of London")
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert "made for City of London only" in words_of(browser.get("/map"))
        town.plan(sqlite_office)
        town.plan_part(sqlite_office, area="City of London")
        page = browser.get("/map")
    assert 'data-rounds="/map/rounds.json?plan=2"' in page.text
    assert "made for" not in words_of(page)


def test_places_come_with_their_levels_and_nothing_else(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    with signed_in(sqlite_office, OFFICER) as browser:
        answer = browser.get("/map/places.json")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/geo+json"
    levels = {f["properties"]["id"]: f["properties"]["level"] for f in answer.json()["features"]}
    assert levels == {"m1": "heightened", "m2": "heightened", "s1": "normal", "c1": "normal", "o1": "normal"}
    assert "side door" not in answer.text


def test_what_a_browser_can_unpack_is_packed(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        with browser.stream("GET", "/map/areas.json", headers={"accept-encoding": "gzip"}) as answer:
            packed = b"".join(answer.iter_raw())
            assert answer.headers["content-encoding"] == "gzip"
        plain = browser.get("/map/areas.json", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert json.loads(gzip.decompress(packed)) == plain.json()
    assert len(plain.json()["features"]) == 33


def test_rounds_are_lines_of_the_plan_asked_for(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    made = town.plan(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        lines = browser.get("/map/rounds.json?plan=1").json()["features"]
        assert len(lines) == sum(1 for walk in made.rounds if walk.visits)
        assert browser.get("/map/rounds.json?plan=2").status_code == 404
        assert browser.get("/map?plan=2").status_code == 404
        assert browser.get("/map?plan=one").status_code == 422
        assert "plan 1" in words_of(browser.get("/map?plan=1"))


def test_an_officer_sees_the_map_without_anybody_s_rounds(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, OFFICER) as browser:
        assert "data-rounds" not in browser.get("/map").text
        assert browser.get("/map/rounds.json?plan=1").status_code == 403


@pytest.mark.parametrize("path", ["/map", "/map/places.json", "/map/areas.json", "/map/rounds.json?plan=1"])
def test_the_map_is_not_for_everybody(sqlite_office: Office, stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 303
    with signed_in(sqlite_office, CUSTODIAN) as browser:
        assert browser.get(path).status_code == 403
