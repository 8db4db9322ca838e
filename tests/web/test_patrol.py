import json
from datetime import timedelta

import pytest

from tests.conftest import FRIDAY
from tests.patrol.draws.test_actions import drawn, tamper
from tests.patrol.sensitivity.test_actions import keep
from tests.people import ANALYST, COORDINATOR, OFFICER
from tests.web import town
from tests.web.visiting import TestClient, opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.audit import AuditPage
from vigil.desk.office import Office
from vigil.desk.queue import JobId
from vigil.patrol.query import PlanFormat
from vigil.work.loop import work_once

ORDER = {"on": "2019-03-15", "seconds": "1", "visits": "1", "area": "", "community": ""}


def test_without_units_no_plan_can_be_made(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/plans")
    assert opening_of(page) == "No plan can be made yet: the register holds no unit."
    assert "Plan the rounds" not in words_of(page)


def test_a_plan_is_asked_for_watched_and_seen(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert opening_of(browser.get("/plans")) == "No plan has been made yet; 2 units could be sent."
        asked = send(browser, "/plans", ORDER)
        assert asked.headers["location"] == "/plans/jobs/1"
        waiting = browser.get("/plans/jobs/1")
        assert opening_of(waiting) == "A plan is being made for Amina Coordinator."
        assert "Waiting for the worker" in words_of(waiting)
        assert opening_of(browser.get("/plans")) == "A plan is being made."
        work_once(sqlite_office)
        assert browser.get("/plans/jobs/1").headers["location"] == "/plans/1"
        stream = browser.get("/plans/jobs/1/progress")
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert "The plan is made." in stream.text
        assert stream.headers["cache-control"] == "no-store"
        assert stream.text.rstrip().endswith("event: over\ndata: over")
        page = browser.get("/plans/1")
        assert "of 2 units on Friday 15 March 2019" in opening_of(page)
        assert "Invented for demonstration" in words_of(page)
        assert "Masjid an-Nūr" in words_of(page)
        assert page.headers["cache-control"] == "no-store"


def test_a_waiting_plan_can_be_stopped(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        send(browser, "/plans", ORDER)
        assert send(browser, "/plans/jobs/1/stop").headers["location"] == "/plans/jobs/1"
        page = browser.get("/plans/jobs/1")
        assert opening_of(page) == "Planning has ended without a plan."
        assert "Planning was stopped." in words_of(page)
    assert work_once(sqlite_office) is None


def test_whoever_waits_behind_other_work_is_told(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        for _ in range(2):
            send(browser, "/plans", ORDER)
        assert "Asked for before it" not in words_of(browser.get("/plans/jobs/1"))
        second = browser.get("/plans/jobs/2")
        assert "Asked for before it, and done first: a plan for Amina Coordinator" in words_of(second)
        assert 'href="/plans/jobs/1"' in second.text
        send(browser, "/plans/jobs/1/stop")
        assert "Asked for before it" not in words_of(browser.get("/plans/jobs/2"))


def test_a_plan_that_cannot_be_made_says_why(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        # No place of this community stands in the area: only planning itself finds that out.
        send(browser, "/plans", {**ORDER, "area": "Bromley", "community": "sikh"})
        work_once(sqlite_office)
        job = sqlite_office.perform(catalogue.GET_JOB, JobId(1), COORDINATOR)
        assert job.trouble in words_of(browser.get("/plans/jobs/1"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"on": "someday"}, "Day: "),
        ({"on": "9999-12-31"}, "Day: must be a day of the years 1900 to 2199"),
        ({"on": "0001-01-01"}, "Day: must be a day of the years 1900 to 2199"),
        ({"seconds": "-1"}, "Search for: write a whole number"),
        ({"seconds": "0"}, "Search for: must be between 1 and 3,600"),
        ({"visits": "0"}, "Visits to a place: must be between 1 and 100"),
        ({"visits": "many"}, "Visits to a place: write a whole number"),
        ({"community": "jedi"}, "not a community"),
    ],
)
def test_an_order_nobody_can_keep_is_refused(sqlite_office: Office, changes: dict[str, str], says: str) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = send(browser, "/plans", {**ORDER, **changes})
        assert answer.status_code == 422
        assert says in words_of(answer)
        assert browser.get("/plans/jobs/1").status_code == 404


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"area": "Atlantis"}, 404, "There is no area “Atlantis”."),
        ({"on": "2019-03-14"}, 409, "Thursday 14 March 2019 is over."),
    ],
)
def test_what_the_worker_could_not_plan_is_refused_before_it_is_asked(
    sqlite_office: Office, changes: dict[str, str], status: int, says: str
) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = send(browser, "/plans", {**ORDER, **changes})
        assert answer.status_code == status
        assert says in words_of(answer)
        assert browser.get("/plans/jobs/1").status_code == 404


def test_an_order_that_is_refused_comes_back_as_it_was_written(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    sent = {**ORDER, "on": "2019-03-14", "seconds": "10", "kind": "single", "visits": "3", "community": "jewish"}
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = send(browser, "/plans", sent).text
    assert 'value="2019-03-14"' in page
    for chosen in ('value="jewish"', 'value="single"', 'value="10"'):
        assert f"{chosen} selected" in page
    assert 'max="20" value="3"' in page


def test_an_analyst_reads_plans_and_makes_none(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        assert "Plan the rounds" not in words_of(browser.get("/plans"))
        assert "/plans/1/pdf" not in browser.get("/plans/1").text
        assert send(browser, "/plans", ORDER).status_code == 403
        assert browser.get("/plans/1/csv").status_code == 403


@pytest.mark.parametrize("kind", list(PlanFormat))
def test_a_plan_is_taken_away_as_a_file(sqlite_office: Office, kind: PlanFormat) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        file = browser.get(f"/plans/1/{kind}")
    assert file.status_code == 200
    assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''plan-1")
    assert file.headers["cache-control"] == "no-store"
    if kind in {PlanFormat.JSON, PlanFormat.REQUEST, PlanFormat.GEOJSON}:
        json.loads(file.content)


@pytest.mark.parametrize(
    "path", ["/plans/1/exe", "/plans/99/csv", "/plans/1/csv?unit=nobody", "/visits/999", "/plans/99"]
)
def test_what_is_not_there(sqlite_office: Office, path: str) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert browser.get(path).status_code in {404, 422}


@pytest.mark.parametrize("kind", ["json", "request"])
def test_a_file_that_is_always_whole_is_not_given_for_one_unit(sqlite_office: Office, kind: str) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = browser.get(f"/plans/1/{kind}?unit=u1")
        assert answer.status_code == 422
        assert "holds every unit" in words_of(answer)
        assert browser.get(f"/plans/1/{kind}?unit=").status_code == 200


def test_a_visit_is_walked_back_to_the_uplift(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    made = town.plan(sqlite_office)
    visit = next(v for walk in made.rounds for v in walk.visits if v.community == "muslim")
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get(f"/visits/{visit.id}")
    assert visit.place_name in opening_of(page)
    assert "Christchurch mosque shootings" in words_of(page)
    assert "Uplift 1" in words_of(page)


def test_plans_are_for_the_desk(sqlite_office: Office, stranger: TestClient) -> None:
    for path in ("/plans", "/plans/1", "/plans/1/csv", "/plans/jobs/1", "/visits/1"):
        assert stranger.get(path).status_code == 303
    with signed_in(sqlite_office, OFFICER) as browser:
        assert browser.get("/plans").status_code == 403
        assert browser.get("/plans/1").status_code == 403


def test_somebody_unknown_hears_no_progress(stranger: TestClient) -> None:
    answer = stranger.get("/plans/jobs/1/progress", headers={"accept": "text/event-stream"})
    assert answer.status_code == 401


def test_the_progress_of_no_job_is_not_found(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert browser.get("/plans/jobs/99/progress").status_code == 404


def test_an_officer_hears_no_progress(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        send(browser, "/plans", ORDER)
    with signed_in(sqlite_office, OFFICER) as browser:
        assert browser.get("/plans/jobs/1/progress").status_code == 403


def test_the_day_offered_is_today(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/plans").text
    assert f'min="{FRIDAY.date()}" max="{FRIDAY.date() + timedelta(days=366)}" value="{FRIDAY.date()}"' in page


def test_a_drawn_plan_says_what_was_drawn_how_good_it_is_and_how_fair(sqlite_office: Office) -> None:
    _, plan_id = drawn(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        words = words_of(browser.get(f"/plans/{plan_id}"))
    assert "Chance drew this plan from 2 prepared plans" in words
    assert "can still strike where" in words
    assert "all floors are met, and the least protected is Muslim communities, with 0.90." in words
    assert "The best plan, every day. 40.00" in words
    assert "Muslim community 0.90 0.80 yes +0.100" in words
    assert "can foresee it" not in words


def test_a_search_that_was_too_short_is_said_before_the_figures(sqlite_office: Office) -> None:
    _, plan_id = drawn(sqlite_office)
    warns = "The search was too short: nothing is proved of how near the best this is"
    with signed_in(sqlite_office, ANALYST) as browser:
        assert warns not in words_of(browser.get(f"/plans/{plan_id}"))
        tamper(sqlite_office, "UPDATE patrol_mixture SET gap = 2.5")
        words = words_of(browser.get(f"/plans/{plan_id}"))
    assert words.index(warns) < words.index("The figures behind it")
    assert "No mixture of plans at all" not in words


def test_a_plan_that_was_not_drawn_says_that_it_can_be_foreseen(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        send(browser, "/plans", {**ORDER, "kind": "single"})
        work_once(sqlite_office)
        assert "not drawn by chance: whoever sees how it is made can foresee it" in words_of(browser.get("/plans/1"))


def test_a_seed_is_pledged_before_a_plan_waits_to_be_made(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        send(browser, "/plans", {**ORDER, "kind": "game"})
        send(browser, "/plans", {**ORDER, "kind": "single"})
        assert send(browser, "/plans", {**ORDER, "kind": "dice"}).status_code == 422
    lines = sqlite_office.perform(catalogue.LIST_AUDIT, AuditPage(), ANALYST)
    assert [line.action for line in lines].count("patrol.pledge_draw") == 1


def test_what_would_change_if_an_assumption_were_wrong_is_asked_for_and_shown(sqlite_office: Office) -> None:
    plan_id = keep(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert "It takes some minutes." in words_of(browser.get(f"/plans/{plan_id}"))
        watched = send(browser, f"/plans/{plan_id}/sensitivity").headers["location"]
        assert opening_of(browser.get(watched)) == (
            "It is being worked out what would change if an assumption were wrong."
        )
        work_once(sqlite_office)
        assert browser.get(watched).headers["location"] == f"/plans/{plan_id}"
        words = words_of(browser.get(f"/plans/{plan_id}"))
        assert "What a raised response level counts +30 %" in words
        assert send(browser, "/plans/99/sensitivity").status_code == 404
    with signed_in(sqlite_office, ANALYST) as browser:
        assert send(browser, f"/plans/{plan_id}/sensitivity").status_code == 403
