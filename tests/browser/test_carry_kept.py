"""What a phone keeps of the page, and handing a round back: as the desk serves it, without a browser."""

import re
from pathlib import Path

import pytest

from tests.browser.carrying import open_by
from tests.web.visiting import browser_of
from vigil.desk.office import Office
from vigil.web import carry as carry_pages
from vigil.web.page import STATIC

JSON = {"accept": "application/json"}


def test_a_round_that_is_handed_back_is_seen_no_more(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        open_by(phone, sqlite_office)
        answer = phone.post("/carry/hand-back", json={}, headers=JSON)
        assert answer.status_code == 200
        assert 'vigil-carry=""' in answer.headers["set-cookie"]
        assert phone.get("/carry/round.json", headers=JSON).status_code == 401


def test_whoever_keeps_the_cookie_of_a_round_handed_back_sees_nothing(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        open_by(phone, sqlite_office)
        cookie = phone.cookies["vigil-carry"]
        phone.post("/carry/hand-back", json={}, headers=JSON)
        phone.cookies.set("vigil-carry", cookie, path="/carry")
        assert phone.get("/carry/round.json", headers=JSON).status_code == 401


def test_what_a_phone_keeps_of_the_page_knows_nothing_of_a_plan(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        before = phone.get("/carry/shell").text
        open_by(phone, sqlite_office)
        assert phone.get("/carry/shell").text == before
        assert "<title>My round · Vigil</title>" in phone.get("/carry").text


def test_the_worker_keeps_every_file_of_the_page(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        worker = phone.get("/carry/worker.js")
        assert worker.headers["service-worker-allowed"] == "/carry"
        listed = set(re.findall(r'"(/(?:static|carry)/[^"]+)"', worker.text))
        for path in listed:
            assert phone.get(path).status_code == 200, path
        own = {f"/static/carry/{path.name}" for path in (STATIC / "carry").iterdir()}
        # The worker itself and what only the page of a link needs are not part of the page.
        assert own - listed == {"/static/carry/worker.js", "/static/carry/open.mjs"}


def test_the_worker_is_another_when_a_file_of_the_page_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_office: Office
) -> None:
    for path in carry_pages.ASSETS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(carry_pages, "ASSETS", tmp_path)
    with browser_of(sqlite_office) as phone:
        first = phone.get("/carry/worker.js").text
        assert phone.get("/carry/worker.js").text == first
        (tmp_path / "words.mjs").write_text("// another", encoding="utf-8")
        assert phone.get("/carry/worker.js").text != first
