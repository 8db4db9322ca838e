from dataclasses import replace

import pytest

from tests.patrol.a_day import a_stored_plan
from tests.people import ANALYST, COORDINATOR, CUSTODIAN, OFFICER
from tests.web import town
from tests.web.visiting import TestClient, opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.actor import Actor
from vigil.desk.office import Office
from vigil.patrol.scope import EVERYWHERE
from vigil.register.place import Community
from vigil.register.query import RegisterQuery
from vigil.web.places import area_names, find_plan, list_visits
from vigil.web.session import Asker


def test_an_empty_register_says_what_to_do(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/places")
    assert opening_of(page) == "The register holds no place yet."
    assert "Bring places from a file" in words_of(page)


def test_search_folds_accents_and_escapes_names(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, OFFICER) as browser:
        assert opening_of(browser.get("/places?words=nur")) == "1 place matches."
        page = browser.get("/places?words=parish&community=christian&area=Tower Hamlets")
    assert "&lt;Parish&gt;" in page.text
    assert "<Parish>" not in page.text


def test_none_found_is_never_said_to_be_none(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/places?community=muslim&area=Harrow")
    assert opening_of(page) == "No place on this register matches."
    assert "None found is not none there." in words_of(page)
    assert "126" in words_of(page)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/places?area=Atlantis", 404),
        (f"/places?words={'x' * 201}", 422),
        ("/places?page=0", 422),
        ("/places?page=99999999999", 422),
        ("/places?community=jedi", 200),
        ("/places/osm:node/404", 404),
        ("/places/<script>", 404),
    ],
)
def test_bad_questions_get_a_page_that_says_so(sqlite_office: Office, path: str, status: int) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get(path)
    assert page.status_code == status
    assert "<script>" not in page.text.split("<main")[1]


def test_pages_lead_on_and_keep_the_question(sqlite_office: Office) -> None:
    rows = [f"p{n},Chapel {n:03},christian,51.5,{-n / 10_000:.4f}" for n in range(60)]
    town.settle(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        content = "\n".join(("id,name,religion,lat,lon", *rows))
        send(browser, "/places/import", files={"file": ("chapels.csv", content)})
        first = browser.get("/places?words=chapel")
        assert opening_of(first) == "60 places match."
        assert "1 to 50 of 60" in words_of(first)
        assert "page=2" in first.text
        second = browser.get("/places?words=chapel&page=2")
        assert "51 to 60 of 60" in words_of(second)
        assert "page=3" not in second.text


def test_a_place_shows_its_day_its_level_and_who_stands_there(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    town.plan(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/places/m1")
    words = words_of(page)
    assert opening_of(page).startswith("Masjid an-Nūr: heightened; next, Jumu‘ah at 13:15, about 765 people.")
    assert "Al-Nur Centre" in words
    assert "900 people, stated" in words
    assert "Heightened" in words
    assert "13:15" in words
    assert "Uplift 1" in words
    assert "Visits planned" in words
    assert "Invented for demonstration" in words
    assert "places.csv" in words


def test_a_place_without_a_gathering_says_so(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, OFFICER) as browser:
        words = words_of(browser.get("/places/o1"))
    assert "No gathering is known here for this day." in words
    assert "Visits planned" not in words


def test_a_file_is_taken_and_wrong_rows_are_shown_and_can_be_fetched(sqlite_office: Office) -> None:
    content = "name,religion,lat,lon\nGood,muslim,51.5,-0.1\nNo point,muslim,ninety,-0.1\n<b>,sikh,51.5,400\n"
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = send(browser, "/places/import", files={"file": (r"C:\files\more.csv", content)})
        assert page.status_code == 200
        assert opening_of(page) == "2 of 3 rows in more.csv were left out; the other one was taken."
        assert "data:text/csv;charset=utf-8;base64," in page.text
        again = send(browser, "/places/import", files={"file": ("more.csv", content)})
    assert "0 places added, 0 changed, 1 already" in words_of(again)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("broken.csv", b"\xff\xfe\x00n\x00a", "broken.csv"),
        ("columns.csv", b"name,lat\nA,51\n", "columns.csv"),
        ("empty.csv", b"", "empty.csv"),
        ("map.geojson", b"{not json", "map.geojson"),
        ("photo.png", b"\x89PNG", "photo.png"),
        ("places.osm.pbf", b"not a pbf", "places.osm.pbf"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    sqlite_office: Office, name: str, content: bytes, says: str
) -> None:
    town.settle(sqlite_office)
    before = sqlite_office.perform(catalogue.COUNT_REGISTER, RegisterQuery(), COORDINATOR)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = send(browser, "/places/import", files={"file": (name, content)})
    assert page.status_code == 422
    assert says in words_of(page)
    assert sqlite_office.perform(catalogue.COUNT_REGISTER, RegisterQuery(), COORDINATOR) == before


def test_a_form_without_a_file_is_refused(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        assert send(browser, "/places/import").status_code == 422


@pytest.mark.parametrize(("person", "status"), [(OFFICER, 403), (CUSTODIAN, 403), (ANALYST, 200)])
def test_bringing_files_is_for_the_desk(sqlite_office: Office, person: Actor, status: int) -> None:
    with signed_in(sqlite_office, person) as browser:
        assert browser.get("/places/import").status_code == status


@pytest.mark.parametrize("path", ["/places", "/places/m1", "/places/import"])
def test_nobody_sees_places_without_signing_in(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 303


def test_without_districts_police_forces_are_offered(sqlite_office: Office) -> None:
    asker = Asker(sqlite_office, COORDINATOR, "s")
    assert area_names(asker) == ()
    town.settle(sqlite_office)
    assert len(area_names(asker)) == 33
    assert find_plan(Asker(sqlite_office, OFFICER, "s"), town.FRIDAY_ON, EVERYWHERE) is None


def test_a_plan_of_elsewhere_says_nothing_of_who_stands_here(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.plan_part(sqlite_office, area="City of London")
    with signed_in(sqlite_office, COORDINATOR) as browser:
        words = words_of(browser.get("/places/m1"))
        assert "No plan of this day covers this place yet." in words
        assert "Nobody is planned to stand here" not in words
        town.plan(sqlite_office)
        town.plan_part(sqlite_office, community=Community.JEWISH)
        assert "Visits planned, by plan 2" in words_of(browser.get("/places/m1"))
        assert "Visits planned, by plan 3" in words_of(browser.get("/places/s1"))


def test_visits_stand_in_the_order_of_the_day() -> None:
    plan = a_stored_plan()
    later_first = replace(plan, rounds=plan.rounds[::-1])
    (place_id,) = {visit.place_id for visit in plan.rounds[0].visits[:1]}
    moments = [visit.arrive_at for _walk, visit in list_visits(later_first, place_id)]
    assert moments == sorted(moments)
    backwards = replace(plan, rounds=(replace(plan.rounds[0], visits=plan.rounds[0].visits[::-1]),))
    assert [visit.arrive_at for _walk, visit in list_visits(backwards, place_id)] == moments
