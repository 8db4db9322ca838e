from datetime import timedelta

from tests.conftest import FRIDAY
from tests.people import COORDINATOR
from tests.web import town
from tests.web.visiting import TestClient, browser_of, opening_of, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.carry.query import LinkOrder

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


def test_the_board_and_what_is_proven_follow_the_phone(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as desk, browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        visit = phone.get("/carry/round.json", headers=JSON).json()["stops"][0]["visit"]
        assert "0 units are at a door" in opening_of(desk.get("/plans/1/board"))
        phone.post("/carry/events", json=a_batch(an_event(visit, "arrived", 1)), headers=JSON)
        page = desk.get("/plans/1/board")
        assert "1 unit is at a door" in opening_of(page)
        for by in ("place", "community", "area"):
            assert "No visit of plan 1 is due yet" in opening_of(desk.get(f"/plans/1/proven?by={by}"))
            assert desk.get(f"/plans/1/proven.csv?by={by}").text.startswith(f"{by},planned")
        assert "last 8 weeks" in opening_of(desk.get("/plans/fairness"))
        assert "1 phone carries" in opening_of(desk.get("/plans/1/carry"))
