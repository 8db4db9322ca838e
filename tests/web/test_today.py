from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.conftest import FRIDAY
from tests.people import ADMIN, COORDINATOR, CUSTODIAN, OFFICER, SECOND_COORDINATOR
from tests.web import town
from tests.web.visiting import TestClient, opening_of, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.posture.query import UpliftAnswer
from vigil.reports.read_counts import CountFile


def test_an_empty_desk(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    assert opening_of(page) == (
        "No gathering still to come today is known here. No uplift is in force; "
        "nobody has been planned to any door yet."
    )
    assert "That is what this register holds, not what there is." in words_of(page)


def test_the_morning_of_the_demonstration(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    assert "begins at 13:15 in 2 mosques known here. No uplift is in force" in opening_of(page)
    words = words_of(page)
    assert "Christchurch mosque shootings" in words
    assert "00:40 our time" in words
    assert "49 killed, as of 15 March 2019, 08:00 UTC" in words
    assert "51" not in words.split("What happened")[1].split("Whose surge")[0]
    assert "February 2019" in words
    assert f"/uplifts/propose?trigger={town.CHRISTCHURCH}" in page.text
    assert 'class="plot"' in page.text
    assert 'class="band"' in page.text


def test_a_headline_that_the_parts_contradict_is_set_right(sqlite_office: Office) -> None:
    # Of 200 a month 12 are of one community; in June 2017 it has 102 of 290, and the others as many as ever.
    part = town.counts().replace(
        "2017-06,Tower Hamlets,E09000030,islamophobic,60", "2017-06,Tower Hamlets,E09000030,islamophobic,102"
    )
    whole = [
        line.replace("islamophobic,102", "faith,290").replace("islamophobic,12", "faith,200")
        for line in part.splitlines()
    ]
    file = CountFile("counts.csv", "\n".join((part.rstrip(), *whole[1:])).encode(), source="A police force")
    in_july = replace(sqlite_office, clock=lambda: datetime(2017, 7, 3, 8, tzinfo=UTC))
    in_july.perform(catalogue.IMPORT_COUNTS, file, ADMIN)
    with signed_in(in_july, COORDINATOR) as browser:
        said = words_of(browser.get("/")).split("Whose surge")[1]
    assert "misleads: Faith offences without Islamophobic offences" in said
    assert "no rise. The surge is Islamophobic" in said


def test_after_the_decision_and_the_plan(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    made = town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    head = made.head
    assert opening_of(page).endswith(
        f"An uplift is in force until Monday 18 March, 18:00; {head.visits} of {head.windows} arriving and leaving "
        "windows have a visit planned."
    )
    assert "Invented for demonstration" in words_of(page)
    assert "Not covered, and why" in words_of(page)
    assert page.text.count('class="tick') == head.visits


def test_a_waiting_proposal_leads_to_its_page(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.propose(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    assert "waits for a second person" in opening_of(page)
    assert 'href="/uplifts/1"' in page.text


def test_a_plan_of_one_area_never_stands_for_the_whole(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    part = town.plan_part(sqlite_office, area="Tower Hamlets")
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert opening_of(browser.get("/")).endswith(f"have a visit planned, by plan {part.id} for Tower Hamlets only.")
        elsewhere = browser.get("/?area=Harrow")
        assert opening_of(elsewhere).endswith("nobody has been planned to any door in Harrow yet.")
        assert "has a visit" not in words_of(elsewhere)
        whole = town.plan(sqlite_office)
        newer = town.plan_part(sqlite_office, area="City of London")
        page = browser.get("/")
    assert f"plan {newer.id} , City of London only. It may send the same units." in words_of(page)
    assert f'<a href="/plans/{whole.id}">Plan {whole.id}</a>, made at' in page.text
    assert page.text.count('class="tick') == whole.head.visits


def test_an_area_without_a_window_is_never_said_to_be_covered(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        words = words_of(browser.get("/?area=Harrow"))
    assert "plan 1 holds no arriving or leaving window in Harrow" in words
    assert "so it covers nobody there" in words


def test_an_area_has_its_own_figures(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    town.propose_without_event(sqlite_office, areas=("Harrow",))
    made = town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        opening = opening_of(browser.get("/?area=tower hamlets"))
        visits = [visit for walk in made.rounds for visit in walk.visits if visit.area == "Tower Hamlets"]
        windows = len(visits) + sum(left.area == "Tower Hamlets" for left in made.uncovered)
        assert 0 < windows < made.head.windows
        assert f"{len(visits)} of {windows} arriving and leaving windows in Tower Hamlets" in opening
        assert "until Monday 18 March, 18:00" in opening
        assert "waits" not in opening
        assert "1 more waits" in opening_of(browser.get("/"))
        assert "No uplift is in force in Camden" in opening_of(browser.get("/?area=Camden"))


def test_what_begins_later_and_what_waits_are_told(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    coming = town.propose_without_event(sqlite_office, from_at=FRIDAY + timedelta(hours=8))
    sqlite_office.perform(catalogue.APPROVE_UPLIFT, UpliftAnswer(coming.id, "This evening."), SECOND_COORDINATOR)
    town.propose(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/")
    assert "An uplift is approved, from 16:00 until Monday 18 March, 18:00; 1 more waits" in opening_of(page)
    assert "Approved, and not yet in force" in words_of(page)
    assert "What is decided" in words_of(page)
    assert "Look at it" in words_of(page)


def test_an_event_whose_uplift_was_ended_can_be_answered_again(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    uplift = town.approve(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert "/uplifts/propose?trigger=" not in browser.get("/").text
        assert "No uplift names Harrow now." in words_of(browser.get("/?area=Harrow"))
        sqlite_office.perform(catalogue.END_UPLIFT, UpliftAnswer(uplift.id, "A mistake."), SECOND_COORDINATOR)
        page = browser.get("/")
    assert "uplift 1 was ended by Brendan Coordinator, 08:00." in words_of(page)
    assert f"/uplifts/propose?trigger={town.CHRISTCHURCH}" in page.text
    assert "Nothing calls for an uplift now." not in words_of(page)
    assert "What we propose" in words_of(page)


def test_one_area_at_a_time(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert "in Tower Hamlets:" in words_of(browser.get("/?area=Tower Hamlets"))
        elsewhere = browser.get("/?area=Harrow")
        assert 'class="tick' not in elsewhere.text
        assert browser.get("/?area=Atlantis").status_code == 404


def test_a_quiet_day_says_that_nothing_calls_for_an_uplift(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    later = replace(sqlite_office, clock=lambda: FRIDAY + timedelta(days=3000))
    with signed_in(later, COORDINATOR) as browser:
        words = words_of(browser.get("/"))
    assert "No event of the last fourteen days" in words
    assert "Nothing calls for an uplift now." in words


def test_an_officer_sees_the_day_and_not_what_is_decided_about_it(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, OFFICER) as browser:
        page = browser.get("/")
    assert page.status_code == 200
    assert "13:15" in opening_of(page)
    assert opening_of(page).endswith("known here.")
    assert 'class="tick' not in page.text
    words = words_of(page)
    for claim in ("uplift", "event", "planned to any door", "What happened", "Whose surge", "What we propose"):
        assert claim not in words


def test_today_is_not_for_everybody(sqlite_office: Office, stranger: TestClient) -> None:
    assert stranger.get("/").headers["location"] == "/sign-in"
    with signed_in(sqlite_office, CUSTODIAN) as browser:
        assert browser.get("/").status_code == 403
