import asyncio
import re
from datetime import timedelta

import pytest
from fastapi.sse import ServerSentEvent

from tests.conftest import FRIDAY
from tests.people import ANALYST, COORDINATOR, OFFICER
from tests.web import town
from tests.web.test_carry import JSON, a_batch, a_link, an_event, carry
from tests.web.visiting import TestClient, browser_of, opening_of, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.carry.proven import Grouping
from vigil.patrol.query import PlanId
from vigil.web import board
from vigil.web.board import follow_board
from vigil.web.session import Asker


def tell(phone: TestClient, visit: int, kind: str, number: int, **changes: object) -> None:
    event = an_event(visit, kind, number, **changes)
    assert phone.post("/carry/events", json=a_batch(event), headers=JSON).status_code == 200


def test_the_board_follows_what_a_phone_says(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as desk, browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        first, second, *_ = phone.get("/carry/round.json", headers=JSON).json()["stops"]
        page = desk.get("/plans/1/board")
        assert "0 units are at a door" in opening_of(page)
        assert "not heard of yet" in words_of(page)
        tell(phone, first["visit"], "arrived", 1)
        page = desk.get("/plans/1/board")
        assert "1 unit is at a door" in opening_of(page)
        assert "last heard of 08:00" in words_of(page)
        tell(phone, second["visit"], "cannot", 2, text="the bridge is closed")
        tell(phone, first["visit"], "observation", 3, text="<b>paint</b> on the wall")
        page = desk.get("/plans/1/board")
        assert opening_of(page).endswith("needs a decision.")
        assert f"{second['place']} : The unit cannot go there. “the bridge is closed”" in words_of(page)
        assert "<b>paint</b>" not in page.text
        assert "What units saw" in words_of(page)
        assert page.headers["cache-control"] == "no-store"


def test_a_unit_folds_into_one_line_that_says_where_it_is(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as desk, browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        first, second, *rest = phone.get("/carry/round.json", headers=JSON).json()["stops"]

        def line() -> str:
            summary = re.search(r"<summary id=\"unit-.*?</summary>", desk.get("/plans/1/board").text, re.DOTALL)
            assert summary
            return re.sub(r"<[^>]*>", "", summary.group())

        assert first["place"] in line()
        tell(phone, first["visit"], "arrived", 0)
        tell(phone, first["visit"], "departed", 1)
        assert second["place"] in line()
        assert "There 08:00–08:0" in words_of(desk.get("/plans/1/board"))
        tell(phone, second["visit"], "on_way", 2)
        assert "On the way" in line()
        for number, stop in enumerate((second, *rest)):
            tell(phone, stop["visit"], "cannot", 3 + number, text="closed")
        assert "Cannot" in line()


def test_each_state_has_a_shape_and_a_word(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as desk:
        a_link(sqlite_office)
        page = desk.get("/plans/1/board").text
    for word in ("planned", "on_way", "present", "left", "missed", "cannot"):
        assert f'class="mark {word}"' in page


def test_a_position_away_from_the_door_is_said_to_be_thrown_away(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as desk, browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        visit = phone.get("/carry/round.json", headers=JSON).json()["stops"][0]["visit"]
        tell(phone, visit, "arrived", 0, position={"lat": 51.0, "lon": 0.0})
        page = words_of(desk.get("/plans/1/board"))
        assert "1 position not kept" in page
        assert "by position" not in page


async def hear(asker: Asker, office: Office, *, looks: int) -> list[ServerSentEvent]:
    """Follow the board of plan 1 until it has been told so often."""
    heard: list[ServerSentEvent] = []
    carried = office.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), COORDINATOR)
    async for told in follow_board(asker, carried):
        heard.append(told)
        if len(heard) == looks:
            break
    return heard


def test_a_browser_hears_when_the_board_changes(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "LOOKED_AT_EVERY_S", 0.01)
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        visit = phone.get("/carry/round.json", headers=JSON).json()["stops"][0]["visit"]
        asker = Asker(sqlite_office, COORDINATOR, session="")

        async def both() -> list[ServerSentEvent]:
            listening = asyncio.create_task(hear(asker, sqlite_office, looks=2))
            await asyncio.sleep(0.3)  # it looks many times and tells nothing, for nothing has changed
            await asyncio.to_thread(tell, phone, visit, "arrived", 1)
            return await asyncio.wait_for(listening, timeout=20)

        before, after = asyncio.run(both())
    assert "0 units are at a door" in str(before.raw_data)
    assert "1 unit is at a door" in str(after.raw_data)


def test_a_plan_is_read_again_only_when_something_came_in(sqlite_office: Office) -> None:
    with browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        visit = phone.get("/carry/round.json", headers=JSON).json()["stops"][0]["visit"]
        asker = Asker(sqlite_office, COORDINATOR, session="")
        first = sqlite_office.perform(catalogue.GET_CARRIED_PLAN, PlanId(1), COORDINATOR)
        again = board._look_again(asker, first)
        assert again.plan is first.plan
        tell(phone, visit, "arrived", 1)
        later = board._look_again(asker, again)
        assert later.plan is not first.plan
        assert len(later.events) == len(first.events) + 1


def test_after_some_minutes_the_browser_must_ask_anew(sqlite_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "LOOKED_AT_EVERY_S", 0.01)
    monkeypatch.setattr(board, "TOLD_FOR", timedelta(seconds=0.2))
    with signed_in(sqlite_office, ANALYST) as desk:
        a_link(sqlite_office)
        stream = desk.get("/plans/1/board/live", headers={"accept": "text/event-stream"})
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.text.count("at a door") == 1
        assert desk.get("/plans/9/board/live").status_code == 404


@pytest.mark.parametrize("by", Grouping)
def test_planned_and_proven_are_shown_and_taken_away(sqlite_office: Office, by: Grouping) -> None:
    with signed_in(sqlite_office, ANALYST) as desk, browser_of(sqlite_office) as phone:
        carry(phone, a_link(sqlite_office))
        assert "No visit of plan 1 is due yet" in opening_of(desk.get("/plans/1/proven"))
        stop = phone.get("/carry/round.json", headers=JSON).json()["stops"][0]
        tell(phone, stop["visit"], "arrived", 0, position={"lat": stop["lat"], "lon": stop["lon"]})
    evening = Office(
        sqlite_office.engine, lambda: FRIDAY + timedelta(hours=15), sqlite_office.settings, sqlite_office.executor
    )
    with signed_in(evening, ANALYST) as desk:
        page = desk.get(f"/plans/1/proven?by={by}")
        assert opening_of(page).startswith("1 of ")
        assert opening_of(page).endswith("is proven.")
        assert f"By {by}" in words_of(page)
        table = desk.get(f"/plans/1/proven.csv?by={by}")
        assert table.headers["content-disposition"].endswith(f"plan-1-proven-by-{by}.csv")
        assert table.text.startswith(f"{by},planned,due")


def test_fairness_is_shown_by_community(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as desk:
        assert "No plan was made" in opening_of(desk.get("/plans/fairness"))
        a_link(sqlite_office)
        page = desk.get("/plans/fairness")
        said = re.fullmatch(
            r"Muslim communities had the least of the plans of the last 8 weeks: "
            r"a visit was planned for (\d+) % of what was at stake, and 0 % is proven so far\.",
            opening_of(page),
        )
        assert said, opening_of(page)
        assert 0 < int(said.group(1)) <= 100
        assert "Muslim" in words_of(page)
        assert "1 of these 8 weeks had a plan." in words_of(page)
        assert "/plans/fairness" in desk.get("/plans").text
        for door in ("carry", "board", "proven"):
            assert f'href="/plans/1/{door}"' in desk.get("/plans/1").text


def test_the_board_is_for_the_desk(sqlite_office: Office, stranger: TestClient) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    for path in ("/plans/1/board", "/plans/1/board/live", "/plans/1/proven", "/plans/1/proven.csv", "/plans/fairness"):
        assert stranger.get(path).status_code == 303
        with signed_in(sqlite_office, OFFICER) as desk:
            assert desk.get(path).status_code == 403
