import gzip
import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.conftest import FRIDAY
from tests.people import ADMIN, ANALYST, CASEWORKER, COORDINATOR, CUSTODIAN, OFFICER
from tests.web import boards, town
from tests.web.visiting import TestClient, opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.actor import Actor
from vigil.desk.office import Office
from vigil.picture.board.board import PeriodKind
from vigil.picture.board.kept import BoardHead
from vigil.picture.query import BoardQuery, UpdateOrder
from vigil.reports.read_counts import CountFile
from vigil.web.picture import end_of, newest_of_each_day
from vigil.work.loop import work_once

THAT_DAY = "/picture?as_of=2019-03-12"
PATHS = (
    "/picture",
    "/picture/points.json",
    "/picture/clusters.json",
    "/picture/jobs/1",
    "/picture/jobs/1/progress",
    "/picture/series",
    "/picture/series.svg",
    "/picture/series.csv",
)


def test_before_the_first_picture_the_page_says_how_to_have_one_made(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/picture")
        assert opening_of(page) == "No picture has been made yet."
        assert "the last day that is over" in words_of(page)
        assert opening_of(browser.get("/picture?as_of=2018-01-05")) == (
            "No picture has been made yet of what was known on Friday 5 January 2018."
        )
        for path in ("/picture/points.json", "/picture/clusters.json?as_of=2018-01-05", "/picture/series.csv"):
            assert browser.get(path).status_code == 404


def test_the_page_says_what_stands_out_whose_it_is_and_what_next(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/picture")
    said = words_of(page)
    assert opening_of(page) == (
        "As known on 12 March 2019, 2 counts stand out: Islamophobic offences (February 2019: 212, about 100 "
        "expected) and incidents against Muslim communities (12 March 2019: 12, about 3 expected); 1 alarm in "
        "a single area; 2 clusters on the map."
    )
    assert page.headers["cache-control"] == "no-store"
    assert "This is the newest picture there is, and 3 days old." in said
    assert "Source: A police force." in said
    assert "Under a year of history" in said
    assert "Monday 11 March 2019: 4 now, where 1 was known a day earlier." in said
    assert "next 7 days: about 29.4 (14 to 52.5, nine times in ten) , usually 21" in said
    assert "Of 52 such forecasts 47 held." in said
    assert "Incidents that do not say when they were reported" in said
    assert "counted differently from here on: a new form &lt;asks&gt; for the motive" in said
    assert "which are newer: Nothing is alarming in February 2019" in said
    assert "Why this alarm" in said


def test_plots_and_clusters_are_drawn_here_too(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get(THAT_DAY).text
        assert page.count('class="drawn"') == 5
        assert page.count('class="outline member"') == 4
        points = browser.get("/picture/points.json?as_of=2019-03-12").json()
        assert page.count("data-plot=") == len(points["plots"]) == 4
        assert f'data-board="{points["board"]}"' in page
        features = browser.get("/picture/clusters.json?as_of=2019-03-12").json()["features"]
        assert [one["properties"]["number"] for one in features] == ["1", "2"]
        with browser.stream(
            "GET", "/picture/points.json?as_of=2019-03-12", headers={"accept-encoding": "gzip"}
        ) as answer:
            assert json.loads(gzip.decompress(b"".join(answer.iter_raw()))) == points


def test_where_more_than_usual_is_to_be_expected_comes_first(sqlite_office: Office) -> None:
    name = boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim")
    there = replace(name, area="Newham")
    raised = replace(boards.a_forecast(there, 7), low=30.0)
    forecasts = (boards.a_forecast(name, 7), raised, boards.a_forecast(replace(name, area="Brent"), 7))
    boards.keep(sqlite_office, boards.a_board(forecasts=forecasts))
    with signed_in(sqlite_office, ANALYST) as browser:
        said = words_of(browser.get(THAT_DAY))
    first = said.index("by day, Newham, next 7 days: about 29.4")
    assert first < said.index("by day, next 7 days: about 29.4")
    assert "Brent, next 7 days" not in said
    assert said.index("Single areas, most above the usual first") < said.index("communities, Brent, by day")


def test_no_script_nor_style_stands_in_the_page_itself(sqlite_office: Office) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        for path in (THAT_DAY, "/picture?as_of=2018-01-05"):
            page = browser.get(path)
            assert "unsafe" not in page.headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
            assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", page.text)
            assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)


def test_one_area_alone(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        there = browser.get(f"{THAT_DAY}&area=tower%20hamlets")
        assert "stands out in Tower Hamlets: Islamophobic offences (February 2019: 160" in opening_of(there)
        assert "<option selected>Tower Hamlets</option>" in there.text
        assert len(browser.get("/picture/points.json?area=Tower+Hamlets").json()["plots"]) == 1
        assert len(browser.get("/picture/clusters.json?area=Tower+Hamlets").json()["features"]) == 1
        quiet = browser.get(f"{THAT_DAY}&area=Camden")
        assert opening_of(quiet) == "As known on 12 March 2019, no count stands out in Camden."
        assert "No cluster that stands out reaches into Camden." in words_of(quiet)
        assert "No published counts of Camden were known on this day" in words_of(quiet)


def test_an_area_of_which_nothing_is_counted_is_no_wrong_address(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get(f"{THAT_DAY}&area=city%20of%20london")
        assert opening_of(page).startswith("No counts in City of London were known on Tuesday 12 March 2019")
        assert "<option selected>City of London</option>" in page.text
        assert browser.get("/picture/series.csv?area=City+of+London").status_code == 200


def test_a_surge_of_the_day_before_the_last_stands_out_and_can_be_answered(sqlite_office: Office) -> None:
    *earlier, before, last = boards.days(last=2)
    surge = boards.a_series(
        boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim"),
        (*earlier, replace(before, observed=13, is_alarm=True, p_value=1e-4, judged_days=7), last),
        alarm_id="2019-03-12-muslim",
    )
    boards.keep(sqlite_office, boards.a_board(series=(surge,)))
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get(THAT_DAY)
        assert "(11 March 2019: 13, about 3 expected)" in opening_of(page)
        assert "12 March 2019 is still coming in" in opening_of(page)
        assert "/uplifts/propose?alarm=2019-03-12-muslim" in page.text
        assert 'Alarm</strong> <span class="small">11 March 2019</span>' in page.text
        assert "judged together" in words_of(page)


def test_a_headline_that_its_parts_contradict_is_corrected(sqlite_office: Office) -> None:
    rows = ["month,borough,borough_code,flag,count"]
    for year in (2017, 2018, 2019):
        for month in range(1, 13):
            surge = 40 if (year, month) == (2019, 2) else 0
            rows.append(f"{year}-{month:02},Brent,E09000005,islamophobic,{6 + month % 3 + surge}")
            rows.append(f"{year}-{month:02},Brent,E09000005,faith,{12 + month % 3 + surge}")
    known = [row for row in rows if not row.startswith("2019-") or row[5:7] in ("01", "02")]
    file = CountFile("counts.csv", "\n".join((*known, "")).encode(), source="A police force")
    sqlite_office.perform(catalogue.IMPORT_COUNTS, file, ADMIN)
    names = [boards.a_name(flag=flag) for flag in ("islamophobic", "faith")]
    loud = tuple(boards.a_series(name, boards.months(last=212)) for name in names)
    boards.keep(sqlite_office, boards.a_board(series=loud, clusters=(), forecasts=()))
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get(THAT_DAY)
    assert "2 counts stand out: Islamophobic offences" in opening_of(page)
    assert opening_of(page).endswith("the rise in faith offences is that of Islamophobic offences.")
    assert "misleads" in words_of(page)
    assert "Its rise is that of Islamophobic offences." in words_of(page)
    assert "Of the rise in faith offences, 100% is that of Islamophobic offences (between" in words_of(page)


def test_a_board_without_a_count_does_not_say_that_all_is_well(sqlite_office: Office) -> None:
    boards.keep(sqlite_office, boards.a_board(series=(), clusters=(), forecasts=(), notes=()))
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/picture")
    assert opening_of(page).startswith("No counts were known on Tuesday 12 March 2019")
    assert "Bring counts or incidents from a file" in words_of(page)
    assert "No cluster stands out" in words_of(page)
    assert "No series has enough daily events for a forecast." in words_of(page)


def test_only_a_recent_alarm_of_one_community_leads_to_an_uplift(sqlite_office: Office) -> None:
    racist = boards.a_series(boards.a_name(flag="racist"), boards.months(last=212))
    boards.keep(sqlite_office, boards.a_board(series=(*boards.a_board().series, racist)))
    with signed_in(sqlite_office, ANALYST) as browser:
        assert browser.get(THAT_DAY).text.count("/uplifts/propose?alarm=") == 3
    later = replace(sqlite_office, clock=lambda: FRIDAY + timedelta(days=14))
    with signed_in(later, ANALYST) as browser:
        assert "/uplifts/propose" not in browser.get(THAT_DAY).text


def test_a_picture_is_asked_for_watched_and_seen(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        sent = send(browser, "/picture", {"as_of": "2019-03-01", "area": "Camden & more"})
        assert sent.status_code == 303
        watched = sent.headers["location"]
        assert watched == "/picture/jobs/1?area=Camden+%26+more"
        # Asked for twice it is made once.
        assert send(browser, "/picture", {"as_of": "2019-03-01"}).headers["location"] == "/picture/jobs/1"
        page = browser.get(watched)
        assert opening_of(page) == "The picture is being made for Amina Coordinator."
        assert "Waiting for the worker" in words_of(page)
        assert '<meta http-equiv="refresh"' in page.text
        waiting = browser.get("/picture?as_of=2019-02-27")
        assert "A picture is being made for Amina Coordinator" in words_of(waiting)
        assert work_once(sqlite_office) is not None
        assert browser.get(watched).headers["location"] == "/picture?as_of=2019-03-01&area=Camden+%26+more"
        assert browser.get("/picture/jobs/1").headers["location"] == "/picture?as_of=2019-03-01"
        stream = browser.get("/picture/jobs/1/progress")
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store"
        assert "The picture is made." in stream.text
        assert stream.text.rstrip().endswith("event: over\ndata: over")
        assert opening_of(browser.get("/picture")).startswith("No counts were known on Friday 1 March 2019")
        assert "Friday 1 March 2019" in words_of(browser.get("/picture?as_of=2018-01-05"))


def test_without_a_day_the_picture_of_yesterday_is_made(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        assert send(browser, "/picture").status_code == 303
    work_once(sqlite_office)
    board = sqlite_office.perform(catalogue.GET_BOARD, BoardQuery(), ANALYST)
    assert board is not None
    assert board.as_of == date(2019, 3, 14)


def test_a_picture_that_is_being_made_can_be_stopped(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, COORDINATOR) as browser:
        send(browser, "/picture", {"as_of": "2019-03-01"})
        assert send(browser, "/picture/jobs/1/stop").headers["location"] == "/picture/jobs/1"
        page = browser.get("/picture/jobs/1")
    assert opening_of(page) == "Making the picture has ended without one."
    assert "Making the picture was stopped." in words_of(page)
    assert work_once(sqlite_office) is None


def test_the_work_of_another_page_is_not_watched_nor_stopped_here(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        send(browser, "/plans", {"on": "2019-03-15", "seconds": "1", "visits": "1", "area": "", "community": ""})
        assert browser.get("/plans/jobs/1").status_code == 200
        for path in ("/picture/jobs/1", "/picture/jobs/1/progress", "/picture/jobs/9", "/picture/jobs/9/progress"):
            assert browser.get(path).status_code == 404
        assert send(browser, "/picture/jobs/1/stop").status_code == 404
        assert "Asked to stop" not in words_of(browser.get("/plans/jobs/1"))


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("as_of=yesterday", 422, "write the day as 2019-03-15"),
        ("as_of=2019-02-30", 422, "As known at the end of: there is no such day; choose another (found “2019-02-30”)."),
        ("as_of=2019-03-16", 422, "lies ahead; choose a day that has come"),
        ("as_of=2019-03-15", 422, "the newest picture there can be is of Thursday 14 March 2019"),
        ("as_of=9999-12-31", 422, "lies ahead"),
        ("as_of=0001-01-01", 422, "lies before the year 1900"),
        ("as_of=%00", 422, "write the day"),
        ("area=Atlantis", 404, "There is no area “Atlantis”"),
        ("area=%00", 404, "There is no area"),
        ("area=%F0%9F%92%A9", 404, "There is no area"),
        ("area=%3Cscript%3E", 404, "&lt;script&gt;"),
        (f"area={'x' * 5000}", 404, "There is no area"),
    ],
)
def test_what_no_picture_can_be_of_is_told(sqlite_office: Office, query: str, status: int, says: str) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        for path in ("/picture", "/picture/points.json", "/picture/clusters.json"):
            answer = browser.get(f"{path}?{query}")
            assert answer.status_code == status, path
            assert says in answer.text
        if query.startswith("as_of"):
            day = {"as_of": "2019-13-01"}
            assert send(browser, "/picture", day).status_code == 422


@pytest.mark.parametrize("number", ["0", "-1", "one", "99999999999999999999"])
def test_a_job_no_desk_has(sqlite_office: Office, number: str) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get(f"/picture/jobs/{number}")
        assert page.status_code == 404
        assert "There is no such page on this desk." in page.text
        assert '<a href="/picture">Back to Picture</a>' in page.text


@pytest.mark.parametrize("person", [OFFICER, CUSTODIAN, CASEWORKER])
def test_the_picture_is_for_the_desk_alone(sqlite_office: Office, stranger: TestClient, person: Actor) -> None:
    boards.keep(sqlite_office)
    sqlite_office.perform(catalogue.ASK_UPDATE, UpdateOrder(), COORDINATOR)
    with signed_in(sqlite_office, person) as browser:
        for path in PATHS:
            assert browser.get(path).status_code == 403, path
        assert 'href="/picture"' not in browser.get("/").text
    for path in PATHS:
        assert stranger.get(path).status_code == 303, path
    assert stranger.post("/picture").status_code in (303, 403)


@pytest.mark.parametrize("person", [ANALYST, COORDINATOR, ADMIN])
def test_the_desk_finds_the_picture_in_its_rail(sqlite_office: Office, person: Actor) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, person) as browser:
        assert browser.get("/picture").status_code == 200
        assert 'href="/picture"' in browser.get("/audit").text


def test_of_every_day_the_board_made_last_is_listed() -> None:
    made = datetime(2019, 3, 13, tzinfo=FRIDAY.tzinfo)
    heads = tuple(BoardHead(number, date(2019, 3, on), made, 0, 0) for number, on in ((3, 12), (2, 11), (1, 12)))
    assert [one.id for one in newest_of_each_day(heads)] == [3, 2]


def test_a_day_ends_by_the_clocks_of_the_desk() -> None:
    assert end_of(date(2019, 7, 1)).isoformat() == "2019-07-01T23:00:00+00:00"
