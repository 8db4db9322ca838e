import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import FRIDAY
from tests.people import ADMIN, ANALYST, COORDINATOR
from tests.web import boards, town
from tests.web.visiting import opening_of, parsed, signed_in, words_of
from vigil import catalogue
from vigil.desk.audit import AuditPage
from vigil.desk.office import Office
from vigil.ground.errors import Unreadable
from vigil.picture.board.board import PeriodKind
from vigil.picture.query import BoardPart
from vigil.reports.read_incidents import IncidentFile
from vigil.web.picture_series import PERIODS_LISTED, read_name
from vigil.web.picture_view import query_of

DAILY = boards.a_name(source=boards.LINE, period=PeriodKind.DAY, flag="muslim")
MONTHLY = query_of(boards.a_name(), boards.AS_OF)
BY_DAY = query_of(DAILY, boards.AS_OF)
ARSON = query_of(replace(DAILY, kind="arson"), boards.AS_OF)

INCIDENTS = "id,when,area,community,kind,source,reported_on\n" + "".join(
    f"i{number},2019-03-{1 + number % 12:02}T18:30+00:00,Tower Hamlets,muslim,{kind},community line,{reported}\n"
    for number, (kind, reported) in enumerate(
        [("arson", "2019-03-12")] * 2 + [("arson", "2019-03-14")] + [("abuse", "2019-03-12")] * 40
    )
)


def test_an_alarm_is_opened_to_the_counts_it_rests_on(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    board = boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get(f"/picture/series?{MONTHLY}")
    said = words_of(page)
    assert opening_of(page) == "Islamophobic, all areas: 212 against 100.0."
    assert "Only what was known at the end of Tuesday 12 March 2019 is used. Source: A police force." in said
    assert "Each count is held against the same months of three to five earlier years" in said
    assert "February 2019 212 100 76.5 to 128" in said
    assert "Earlier: 24 months" in said
    assert said.count("counted differently from") >= 1
    assert "A police force publishes these counts." in said
    assert 'width="960"' in page.text
    alarm = next(one.alarm_id for one in board.series if one.name == boards.a_name())
    assert f"/uplifts/propose?alarm={alarm}" in page.text


def test_days_still_coming_in_show_what_they_will_probably_be(sqlite_office: Office) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        said = words_of(browser.get(f"/picture/series?{BY_DAY}"))
        assert "Probably, in the end" in said
        assert "4 1 a day earlier" in said
        assert "14.5 12 to 18" in said
        assert "Probably, in the end" not in words_of(browser.get(f"/picture/series?{MONTHLY}"))


def test_the_reports_behind_a_series_are_those_known_then_of_its_kind(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    sqlite_office.perform(catalogue.IMPORT_INCIDENTS, IncidentFile("more.csv", INCIDENTS.encode()), ADMIN)
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        arson = words_of(browser.get(f"/picture/series?{ARSON}"))
        assert "2 reports of the last four weeks were known on that day." in arson
        every = words_of(browser.get(f"/picture/series?{BY_DAY}"))
        assert "42 reports of the last four weeks were known on that day." in every
        assert f"Earlier: {42 - PERIODS_LISTED} reports" in every
    boards.keep(sqlite_office, replace(boards.a_board(), as_of=boards.AS_OF + timedelta(days=2)))
    with signed_in(sqlite_office, ANALYST) as browser:
        later = ARSON.replace("2019-03-12", "2019-03-14")
        assert "3 reports of the last four weeks" in words_of(browser.get(f"/picture/series?{later}"))


def test_without_a_report_that_is_said(sqlite_office: Office) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        assert "No report of the last four weeks was known on that day." in words_of(
            browser.get(f"/picture/series?{BY_DAY}")
        )


def test_a_count_that_is_high_and_no_alarm_is_told_so(sqlite_office: Office) -> None:
    *earlier, last = boards.months(last=212)
    series = boards.a_series(boards.a_name(), (*earlier, replace(last, is_alarm=False)))
    boards.keep(sqlite_office, boards.a_board(series=(series,)))
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get(f"/picture/series?{MONTHLY}")
        assert "high, but among so many some count always is" in words_of(page)
        assert "Propose an uplift" not in words_of(page)


def test_an_old_alarm_leads_to_no_uplift(sqlite_office: Office) -> None:
    boards.keep(sqlite_office)
    later = replace(sqlite_office, clock=lambda: FRIDAY + timedelta(days=30))
    with signed_in(later, ANALYST) as browser:
        assert "Propose an uplift" not in words_of(browser.get(f"/picture/series?{MONTHLY}"))


def test_the_numbers_of_one_plot_are_sent_for_the_browser(sqlite_office: Office) -> None:
    board = boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        points = browser.get(f"/picture/series.json?{BY_DAY}").json()
        page = browser.get(f"/picture/series?{BY_DAY}").text
    assert points["board"] == board.id
    assert [len(plot["on"]) for plot in points["plots"]] == [200]
    assert 'data-plot="0"' in page


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (MONTHLY, "islamophobic-2019-03-12.svg"),
        (query_of(boards.a_name(area="Tower Hamlets"), boards.AS_OF), "islamophobic-tower-hamlets-2019-03-12.svg"),
        (ARSON, "muslim-arson-2019-03-12.svg"),
    ],
)
def test_a_series_is_taken_away_as_a_figure(sqlite_office: Office, query: str, name: str) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        figure = browser.get(f"/picture/series.svg?{query}")
    assert figure.headers["content-type"] == "image/svg+xml"
    assert figure.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
    assert figure.headers["cache-control"] == "no-store"
    assert parsed(figure.text).get("width") == "1000"


def test_clusters_are_taken_away_as_a_figure(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        figure = browser.get("/picture/clusters.svg?as_of=2019-03-12")
    assert "clusters-2019-03-12.svg" in figure.headers["content-disposition"]
    assert "Harrow, February 2019: 14 against 4 expected." in figure.text


def test_clusters_are_narrowed_to_an_area_and_a_wrong_one_is_told(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        there = browser.get("/picture/clusters.svg?area=tower+hamlets")
        assert browser.get("/picture/clusters.svg?area=Atlantis").status_code == 404
    assert "clusters-tower-hamlets-2019-03-12.svg" in there.headers["content-disposition"]
    assert "Clusters in place and time that reach into Tower Hamlets" in there.text
    assert "Harrow, February 2019" not in there.text


def test_a_series_is_found_whatever_the_case_of_its_name(sqlite_office: Office) -> None:
    boards.keep(sqlite_office)
    there = MONTHLY.replace("islamophobic", "Islamophobic").replace("area=", "area=tower+hamlets")
    with signed_in(sqlite_office, ANALYST) as browser:
        assert browser.get(f"/picture/series?{there}").status_code == 200


def test_forecasts_are_taken_away_as_a_figure_of_all_or_of_one_area(sqlite_office: Office) -> None:
    forecasts = (boards.a_forecast(DAILY, 7), boards.a_forecast(replace(DAILY, area="Camden"), 7))
    boards.keep(sqlite_office, boards.a_board(forecasts=forecasts))
    with signed_in(sqlite_office, ANALYST) as browser:
        every = browser.get("/picture/forecasts.svg?as_of=2019-03-12")
        there = browser.get("/picture/forecasts.svg?area=camden")
        assert browser.get("/picture/forecasts.svg?area=Atlantis").status_code == 404
    assert "forecasts-2019-03-12.svg" in every.headers["content-disposition"]
    assert "forecasts-camden-2019-03-12.svg" in there.headers["content-disposition"]
    assert "all areas together" in every.text
    assert "all areas together" not in there.text
    assert "Camden" in there.text


@pytest.mark.parametrize("part", list(BoardPart))
def test_every_part_is_taken_away_as_a_table(sqlite_office: Office, part: BoardPart) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        table = browser.get(f"/picture/{part}.csv?as_of=2019-03-12")
        page = browser.get("/picture?as_of=2019-03-12").text
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert f"picture-2019-03-12-{part}.csv" in table.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert {row["as_of"] for row in rows} == {"2019-03-12"}
    assert f"/picture/{part}.csv?as_of=2019-03-12" in page


def test_a_table_of_one_area_holds_that_area_alone(sqlite_office: Office) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        table = browser.get("/picture/series.csv?as_of=2019-03-12&area=camden").text
    assert {row["area"] for row in csv.DictReader(io.StringIO(table))} == {"Camden"}


def test_what_leaves_the_desk_stands_in_the_audit_and_what_is_looked_at_does_not(sqlite_office: Office) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        for path in (f"series?{MONTHLY}", f"series.json?{MONTHLY}", "points.json", "clusters.json"):
            assert browser.get(f"/picture/{path}").status_code == 200
        for path in (f"series.svg?{MONTHLY}", "clusters.svg?as_of=2019-03-12", "series.csv?as_of=2019-03-12"):
            assert browser.get(f"/picture/{path}").status_code == 200
        lines = sqlite_office.perform(catalogue.LIST_AUDIT, AuditPage(), ADMIN)
    kept = [(line.action, line.actor_id) for line in lines if line.action.startswith("picture.")]
    assert sorted(kept) == [
        ("picture.export_board", COORDINATOR.id),
        ("picture.take_figure", COORDINATOR.id),
        ("picture.take_figure", COORDINATOR.id),
    ]


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        (MONTHLY.replace("month", "week"), 422, "write day or month"),
        (MONTHLY.replace("2019-03-12", "2019-03-40"), 422, "there is no such day"),
        (MONTHLY.replace("2019-03-12", "2019-03-01"), 404, "There is no picture of “Friday 1 March 2019”"),
        (MONTHLY.replace("islamophobic", "jedi"), 404, "does not hold it"),
        (MONTHLY.replace("islamophobic", "%00"), 404, "does not hold it"),
        (MONTHLY.replace("area=", "area=Atlantis"), 404, "does not hold it"),
        (f"{MONTHLY}&kind=%3Cb%3E", 404, "&lt;b&gt;"),
        ("", 422, "the address names no series; open one from the page Picture"),
    ],
)
def test_a_series_that_no_picture_holds_is_told(sqlite_office: Office, query: str, status: int, says: str) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        for path in ("series", "series.json", "series.svg"):
            answer = browser.get(f"/picture/{path}?{query}")
            assert answer.status_code == status, path
            assert says in answer.text
    lines = sqlite_office.perform(catalogue.LIST_AUDIT, AuditPage(), ADMIN)
    assert not any(line.action == "picture.take_figure" for line in lines)


@pytest.mark.parametrize("path", ["everything.csv", "series.csv?area=Atlantis", "series.csv?as_of=2019-03-99"])
def test_no_table_of_what_is_not_there(sqlite_office: Office, path: str) -> None:
    boards.keep(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        assert browser.get(f"/picture/{path}").status_code in (404, 422)


def test_an_address_without_a_period_means_months() -> None:
    assert read_name(flag="islamophobic").period is PeriodKind.MONTH
    with pytest.raises(Unreadable, match="write day or month"):
        read_name(period="")


def test_a_series_without_a_count_cannot_be_opened(sqlite_office: Office) -> None:
    empty = boards.a_series(boards.a_name(), boards.months(last=96))
    boards.keep(sqlite_office, boards.a_board(series=(replace(empty, points=()),)))
    with signed_in(sqlite_office, ANALYST) as browser:
        assert browser.get(f"/picture/series?{MONTHLY}").status_code == 404
