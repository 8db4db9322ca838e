import re
from datetime import timedelta

from tests.people import ANALYST, COORDINATOR, OFFICER
from tests.web import town
from tests.web.visiting import TestClient, opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.patrol.query import PlanKind, PlanOrder

ILL = {"why": "a unit is ill", "withdrawn": "u1"}


def proposed(desk: TestClient, **changes: str) -> str:
    answer = send(desk, "/plans/1/repair", {**ILL, **changes})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_unit_is_withdrawn_and_the_new_rounds_are_accepted(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as desk:
        form = desk.get("/plans/1/repair")
        assert opening_of(form) == "Repair the rounds of plan 1 for the rest of Friday 15 March 2019."
        page = desk.get(proposed(desk))
        assert "would change" in opening_of(page)
        assert "of what is still at stake would be covered instead of" in opening_of(page)
        assert "No longer goes to" in words_of(page)
        assert "Withdrawn: Tower Hamlets 1 (invented)." in words_of(page)
        assert "Tower Hamlets 1 (invented), withdrawn" in words_of(page)
        assert "Accept these rounds" in words_of(page)
        accepted = send(desk, "/plans/1/repair/1")
        assert accepted.headers["location"] == "/plans/1/board"
        assert "version 2 of its rounds" in words_of(desk.get("/plans/1/board"))
        page = desk.get("/plans/1/repair/1")
        assert opening_of(page).startswith("These rounds hold as version 2")
        assert "Accept these rounds" not in words_of(page)
        form = desk.get("/plans/1/repair")
        assert "as version 2" in words_of(form)
        assert re.search(r'value="u1" checked', form.text)
        again = send(desk, "/plans/1/repair/1")
        assert again.status_code == 409
        assert "These rounds were accepted before, by Amina Coordinator. Nothing was accepted." in words_of(again)
        assert "Work out new rounds" in words_of(again)


def test_tomorrows_plan_that_counts_on_who_is_out_is_pointed_out_and_made_anew(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    order = PlanOrder(on=town.FRIDAY_ON + timedelta(days=1), kind=PlanKind.SINGLE, iterations=50, seed=1)
    tomorrow = sqlite_office.perform(catalogue.PLAN_ROUNDS, order, COORDINATOR)
    gone = next(walk.unit_id for walk in tomorrow.rounds if walk.visits)
    with signed_in(sqlite_office, COORDINATOR) as desk:
        page = proposed(desk, withdrawn=gone)
        assert send(desk, page + "/tomorrow").status_code == 303  # asked for before it was accepted, and made too
        assert "still counts on" not in words_of(desk.get(page))
        accepted = send(desk, page)
        assert accepted.headers["location"] == page
        words = words_of(desk.get(page))
        assert "Saturday 16 March 2019 still counts on 1 withdrawn unit" in words
        assert "Make a new plan for Saturday 16 March 2019" in words
        assert f'href="/units/unit?id={gone}"' in desk.get(page).text
        assert send(desk, page + "/tomorrow").headers["location"].startswith("/plans/jobs/")
    with signed_in(sqlite_office, ANALYST) as desk:
        assert "Make a new plan" not in words_of(desk.get(page))
        assert send(desk, page + "/tomorrow").status_code == 403


def test_without_a_plan_for_tomorrow_nothing_is_said_of_it(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as desk:
        page = proposed(desk)
        send(desk, page)
        assert "still counts on" not in words_of(desk.get(page))
        assert send(desk, page + "/tomorrow").status_code == 404


def test_when_nothing_better_is_found_that_is_said(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as desk:
        send(desk, proposed(desk))
        page = desk.get(proposed(desk))
        assert opening_of(page) == "Nothing better was found; the rounds can stay as they are."
        assert "Accept" not in words_of(page)


def test_a_repair_needs_a_reason_and_a_unit_of_the_plan(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as desk:
        missing = send(desk, "/plans/1/repair", {"why": " ", "withdrawn": "u2"})
        assert missing.status_code == 422
        assert "Why: say why, in at most 300 characters. Nothing was worked out" in words_of(missing)
        assert re.search(r'value="u2" checked', missing.text)
        assert not re.search(r'value="u1" checked', missing.text)
        assert send(desk, "/plans/1/repair", {"why": "ill", "withdrawn": "nobody"}).status_code == 404
        assert desk.get("/plans/1/repair/9").status_code == 404


def test_repairing_is_for_coordinators_and_seeing_it_for_the_desk(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as desk:
        assert "Work out new rounds" not in words_of(desk.get("/plans/1/repair"))
        assert send(desk, "/plans/1/repair", ILL).status_code == 403
    with signed_in(sqlite_office, OFFICER) as desk:
        assert desk.get("/plans/1/repair").status_code == 403
