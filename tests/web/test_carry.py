import re
import uuid
from datetime import timedelta

import pytest

from tests.conftest import FRIDAY
from tests.people import ANALYST, COORDINATOR, OFFICER
from tests.web import town
from tests.web.visiting import HERE, TestClient, browser_of, opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.carry.query import LinkOrder
from vigil.patrol.carry.words import WHY_NOT
from vigil.patrol.query import PlanId
from vigil.web.carry import ASSETS

JSON = {"accept": "application/json"}


def a_link(office: Office, unit: str = "u1") -> str:
    """Plan the Friday and make a link for a unit of it."""
    town.settle(office)
    plan = town.plan(office)
    return office.perform(catalogue.MAKE_CARRY_LINK, LinkOrder(plan.id, unit), COORDINATOR).token


def carry(browser: TestClient, token: str) -> None:
    assert browser.post(f"/carry/open/{token}").headers["location"] == "/carry"


def an_event(visit: int, kind: str, number: int, **changes: object) -> dict[str, object]:
    """Give an event as a phone sends it."""
    event = {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "visit": visit,
        "kind": kind,
        "at": (FRIDAY + timedelta(minutes=number)).isoformat(),
        "seq": number,
    }
    return {**event, **changes}


def a_batch(*events: object, sent_at: object = FRIDAY.isoformat(), device: str = "phone-a") -> dict[str, object]:
    return {"device": device, "sent_at": sent_at, "events": list(events)}


def test_a_unit_carries_its_round_from_link_to_proof(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        token = a_link(sqlite_office)
        offered = phone.get(f"/carry/open/{token}")
        assert opening_of(offered) == "This link gives one phone a round to carry."
        opened = phone.post(f"/carry/open/{token}")
        cookie = opened.headers["set-cookie"]
        for part in ("vigil-carry=", "HttpOnly", "Path=/carry", "SameSite=strict"):
            assert part in cookie
        assert phone.post(f"/carry/open/{token}").status_code == 403
        round_ = phone.get("/carry/round.json", headers=JSON)
        assert round_.headers["cache-control"] == "no-store"
        visit = round_.json()["stops"][0]["visit"]
        answer = phone.post("/carry/events", json=a_batch(an_event(visit, "arrived", 1)), headers=JSON)
        assert answer.status_code == 200, answer.text
        assert answer.json()["accepted"] == ["00000000-0000-4000-8000-000000000001"]
        assert phone.get("/carry/round.json", headers=JSON).json()["stops"][0]["state"] == "present"
        page = phone.get("/carry")
        assert "Present" in words_of(page)


def test_who_previews_a_link_does_not_use_it_up(sqlite_office: Office) -> None:
    token = a_link(sqlite_office)
    with browser_of(sqlite_office) as phone:
        for _ in range(3):
            assert phone.get(f"/carry/open/{token}").status_code == 200
        carry(phone, token)


def test_over_https_the_cookie_goes_nowhere_else(sqlite_office: Office) -> None:
    token = a_link(sqlite_office)
    with browser_of(sqlite_office) as phone:
        opened = phone.post(f"https://localhost/carry/open/{token}", headers={"origin": "https://localhost"})
        cookie = opened.headers["set-cookie"]
        assert cookie.startswith("__Secure-vigil-carry=")
        assert "Secure" in cookie
        assert "Domain" not in cookie


def test_a_link_is_not_opened_where_others_read_along(sqlite_office: Office) -> None:
    token = a_link(sqlite_office)
    with browser_of(sqlite_office) as phone:
        opened = phone.post(f"http://desk.example/carry/open/{token}", headers={"origin": "http://desk.example"})
        assert opened.status_code == 422
        assert "set-cookie" not in opened.headers
        carry(phone, token)  # and it is not used up


def test_only_a_page_of_the_desk_may_open_a_link_or_send_events(sqlite_office: Office) -> None:
    token = a_link(sqlite_office)
    with browser_of(sqlite_office) as phone:
        assert phone.post(f"/carry/open/{token}", headers={"origin": "https://evil.example"}).status_code == 403
        carry(phone, token)
        for origin in ("https://evil.example", ""):
            sent = phone.post("/carry/events", json=a_batch(), headers={"origin": origin, **JSON})
            assert sent.status_code == 403


@pytest.mark.parametrize("path", ["/carry", "/carry/round.json"])
def test_who_carries_nothing_sees_nothing(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path, headers=JSON)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not-carrying"
    assert "Ask the desk" in stranger.get(path).text
    assert stranger.post("/carry/events", json=a_batch(), headers=JSON).status_code == 401
    assert stranger.post("/carry/visits/1").status_code == 401


def test_a_phone_sees_neither_the_desk_nor_other_units(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        round_ = phone.get("/carry/round.json", headers=JSON)
        assert round_.json()["unit"]["id"] == "u1"
        assert "Tower Hamlets 2" not in round_.text
        for path in ("/", "/plans", "/plans/1", "/plans/1/board", "/plans/1/carry", "/plans/1/pdf", "/places"):
            assert phone.get(path).status_code == 303


def test_a_round_is_not_shown_before_its_hour_and_the_phone_is_told_when(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office, "u2"))  # from noon
        early = phone.get("/carry/round.json", headers=JSON)
        assert early.status_code == 409
        assert early.json() == {
            "code": "refused",
            "says": "This round can be seen from Friday 15 March 2019, 10:00. Open this page again then.",
        }
        page = phone.get("/carry")
        assert "can be seen from" in page.text
        assert opening_of(page) == "Not yet"


def test_no_page_of_a_phone_leads_to_the_desk(sqlite_office: Office) -> None:
    token = a_link(sqlite_office, "u2")
    with browser_of(sqlite_office) as phone:
        unknown = phone.get("/carry")
        carry(phone, token)
        early, again = phone.get("/carry"), phone.post(f"/carry/open/{token}")
        assert [page.status_code for page in (unknown, early, again)] == [401, 409, 403]
        for page in (unknown, early, again):
            assert "Go to the first page" not in page.text
            assert 'href="/"' not in page.text
        assert "Go to the first page" in phone.get("/nowhere").text


def test_the_page_does_all_it_must_without_a_script(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        page = phone.get("/carry")
        form = re.search(r'name="form" value="([0-9a-f]{64})"', page.text)
        event = re.search(r'name="event" value="([0-9a-f-]{36})"', page.text)
        assert form
        assert event
        visit = phone.get("/carry/round.json", headers=JSON).json()["stops"][0]["visit"]
        data = {"form": form.group(1), "event": event.group(1), "kind": "arrived"}
        for _ in range(2):  # pressed twice, it counts once
            sent = phone.post(f"/carry/visits/{visit}", data=data)
            assert (sent.status_code, sent.headers["location"]) == (303, f"/carry#visit-{visit}")
        assert len(sqlite_office.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST).events) == 1
        assert phone.post(f"/carry/visits/{visit}", data={**data, "form": "0" * 64}).status_code == 403
        wrong = phone.post("/carry/visits/999", data={**data, "event": str(uuid.uuid4())})
        assert wrong.status_code == 422
        assert "not a visit of this unit" in wrong.text
        assert 'href="/carry">Back to your round' in wrong.text


def test_without_a_script_a_reason_is_asked_for_and_what_is_missing_is_said(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        visit = phone.get("/carry/round.json", headers=JSON).json()["stops"][0]["visit"]
        assert f'href="/carry/visits/{visit}/cannot"' in phone.get("/carry").text
        page = phone.get(f"/carry/visits/{visit}/cannot")
        assert opening_of(page).startswith("Why can you not go to ")
        form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page.text))
        for kind, missing in (
            ("cannot", "choose a reason why you cannot go there"),
            ("observation", "write in a few words what you saw"),
            ("note", "write your note"),
        ):
            refused = phone.post(f"/carry/visits/{visit}", data={**form, "kind": kind, "text": " "})
            assert refused.status_code == 422
            assert missing in words_of(refused)
        told = {**form, "choice": "Running late", "text": "by an hour"}
        assert phone.post(f"/carry/visits/{visit}", data=told).status_code == 303
        (event,) = sqlite_office.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), ANALYST).events
        assert (event.kind.value, event.text) == ("cannot", "Running late: by an hour")
        assert phone.get("/carry/visits/999/cannot").status_code == 404


def test_both_pages_ask_why_with_the_same_words() -> None:
    asked = (ASSETS / "ask.mjs").read_text(encoding="utf-8")
    assert all(f'"{reason}"' in asked for reason in WHY_NOT)


def test_what_cannot_be_read_says_so_to_the_phone(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        answer = phone.post("/carry/events", content=b"{", headers=JSON)
        assert (answer.status_code, answer.json()["code"]) == (422, "unreadable")
        large = a_batch(*[an_event(1, "note", n, text="x" * 2000) for n in range(200)])
        assert phone.post("/carry/events", json=large, headers=JSON).status_code == 413


def test_a_phone_that_asks_too_often_is_told_to_wait(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vigil.web.phone.PHONE_ASKS", 3)
    monkeypatch.setattr("vigil.web.phone.LINKS_TRIED", 2)
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        answers = [phone.get("/carry/round.json", headers=JSON) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert answers[-1].json()["code"] == "too-often"
        tried = [phone.post(f"/carry/open/guess-{n}").status_code for n in range(2)]
        assert tried == [403, 429]


def test_the_pages_of_a_phone_may_ask_where_it_is_and_no_other_page_may(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as desk:
        for path in ("/carry", "/carry/worker.js", "/carry/open/x"):
            assert "geolocation=(self)" in desk.get(path).headers["permissions-policy"]
        for path in ("/", "/carryon", "/plans", "/static/carry/worker.js"):
            assert "geolocation=()" in desk.get(path).headers["permissions-policy"]
        policy = desk.get("/carry").headers["content-security-policy"]
        assert "manifest-src 'self'" in policy
        assert "worker-src 'self'" in policy


def test_a_phone_can_keep_the_page_among_its_programs(stranger: TestClient) -> None:
    manifest = stranger.get("/carry/manifest.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"
    assert (manifest.json()["scope"], manifest.json()["start_url"]) == ("/carry", "/carry")
    worker = stranger.get("/carry/worker.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert worker.headers["service-worker-allowed"] == "/carry"
    assert worker.headers["cache-control"] == "no-store"


def test_the_desk_makes_lists_and_withdraws_links(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as desk, browser_of(sqlite_office) as phone:
        assert "0 phones carry a round of plan 1" in opening_of(desk.get("/plans/1/carry"))
        made = send(desk, "/plans/1/carry", {"unit": "u1"})
        address = re.search(rf"{HERE}(/carry/open/[\w-]+)", made.text)
        assert address
        assert 'class="qr"' in made.text
        assert "This desk is open to this machine alone" in words_of(made)
        later = desk.get("/plans/1/carry").text
        assert address.group(1) not in later
        assert 'class="qr"' not in later
        assert phone.post(address.group(1)).status_code == 303
        assert "1 phone carries" in opening_of(desk.get("/plans/1/carry"))
        assert send(desk, "/plans/1/carry/1/withdraw").headers["location"] == "/plans/1/carry"
        assert "withdrawn" in words_of(desk.get("/plans/1/carry"))
        assert phone.get("/carry/round.json", headers=JSON).status_code == 401
        assert send(desk, "/plans/1/carry", {"unit": "nobody"}).status_code == 404


def test_the_desk_sets_when_a_plan_can_be_seen(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    terms = {"hours_before": "5", "grace_minutes": "15", "within_m": "80"}
    with signed_in(sqlite_office, COORDINATOR) as desk:
        assert send(desk, "/plans/1/carry/terms", terms).headers["location"] == "/plans/1/carry"
        assert "from 5 hours before its shift until 15 minutes after it" in words_of(desk.get("/plans/1/carry"))
        assert send(desk, "/plans/1/carry/terms", {**terms, "within_m": "5"}).status_code == 422
        page = send(desk, "/plans/1/carry/terms", {**terms, "within_m": "near", "grace_minutes": "20"})
        assert page.status_code == 422
        assert "Metres of the place: write a whole number (found “near”). Nothing was changed" in words_of(page)
        assert 'value="near" required aria-invalid="true"' in page.text
        assert 'value="20"' in page.text


def test_who_carries_a_plan_is_for_the_desk_and_deciding_for_coordinators(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as desk:
        assert "Make a link" not in words_of(desk.get("/plans/1/carry"))
        assert send(desk, "/plans/1/carry", {"unit": "u1"}).status_code == 403
    with signed_in(sqlite_office, OFFICER) as desk:
        assert desk.get("/plans/1/carry").status_code == 403


def test_a_link_that_fails_for_a_reason_nobody_foresaw_stands_in_no_log(
    sqlite_office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("unforeseen")

    with browser_of(sqlite_office) as phone:
        monkeypatch.setattr("vigil.web.carry.render", fail)
        assert phone.get("/carry/open/secret-token").status_code == 500
    assert "/carry/open/…" in caplog.text
    assert "secret-token" not in caplog.text
