"""What earlier events set off, side by side, on a page and as a table."""

import csv
import io
from datetime import date

import pytest

from tests.conftest import FRIDAY
from tests.people import ADMIN, ANALYST, OFFICER
from tests.picture.impacts.timelines import an_excess, an_impact
from tests.web import town
from tests.web.visiting import opening_of, signed_in, words_of
from vigil import catalogue
from vigil.desk.audit import AuditPage
from vigil.desk.office import Office
from vigil.picture.board.board import PeriodKind, SeriesName
from vigil.picture.impacts.half_life import HalfLife
from vigil.reports.read_counts import CountFile
from vigil.web.picture_events import COLUMNS, REFERENCE, Compared, write_impacts

LONDON_BRIDGE = "2017-06-03-london-bridge-and-borough-market-attack"
PITTSBURGH = "2018-10-27-pittsburgh-synagogue-shooting"


def read_table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def compared(**changes: str) -> Compared:
    name = SeriesName(source="A force", period=PeriodKind.MONTH, area=changes.get("area", ""), flag="islamophobic")
    return Compared(date(2019, 3, 15), (("A force", "islamophobic"),), name, (), (), 0)


@pytest.fixture
def settled(sqlite_office: Office) -> Office:
    """A desk with the town's counts and the events that come with Vigil."""
    town.settle(sqlite_office)
    return sqlite_office


def test_without_published_counts_nothing_is_compared(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/picture/events")
        assert browser.get("/picture/events.csv").status_code == 404
    assert page.status_code == 200
    assert opening_of(page) == "No published counts were known on that day, so nothing can be compared."


def test_reference_events_stand_side_by_side_as_known_on_the_day(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        page = browser.get("/picture/events")
    said = words_of(page)
    assert opening_of(page).startswith(
        "Islamophobic offences after London Bridge and Borough Market attack (3 June 2017)"
    )
    assert "in June 2017 60 against 12.0" in opening_of(page)
    assert "Islamophobic offences, all areas together, by month. Source: A police force." in said
    assert "Only what was known at the end of Friday 15 March 2019 is used." in said
    assert "not measurable from monthly figures" in said
    assert "60 against about 12" in said
    assert "Christchurch mosque shootings Friday 15 March 2019 Cannot be told: the counts run from" in said
    for one in REFERENCE:
        assert f'value="{one}" checked' in page.text
    assert page.text.count('scope="row"') == len(REFERENCE)
    assert page.text.count("<h1") == 1
    assert '<label for="as_of">' in page.text


def test_the_counts_of_a_day_are_those_known_on_it(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        early = browser.get("/picture/events", params={"as_of": "2017-07-02", "event": LONDON_BRIDGE})
        later = browser.get("/picture/events", params={"as_of": "2017-09-02", "event": LONDON_BRIDGE})
    assert words_of(early).count("not known") == 2
    assert "by the end of July 2017" not in words_of(early)
    assert "by the end of August 2017" in words_of(later)


def test_events_of_which_nobody_knew_are_left_out_and_counted(settled: Office) -> None:
    asked = {"as_of": "2017-09-02", "event": [LONDON_BRIDGE, town.CHRISTCHURCH, "2099-the-end", "2099-the-end"]}
    with signed_in(settled, ANALYST) as browser:
        page = browser.get("/picture/events", params=asked)
        alone = browser.get("/picture/events", params={"as_of": "2017-09-02", "event": "2099-the-end"})
    assert "2 of the events asked for are left out: not known on that day" in words_of(page)
    assert "Christchurch" not in words_of(page)
    assert page.text.count(" checked") == 1
    assert "1 of the events asked for is left out" in words_of(alone)
    assert alone.text.count(" checked") == 3


def test_where_no_reference_is_known_the_newest_events_are_compared(settled: Office) -> None:
    older = "month,borough,borough_code,flag,count\n" + "".join(
        f"{2009 + number // 12}-{number % 12 + 1:02},Camden,E09000007,islamophobic,3\n" for number in range(48)
    )
    settled.perform(catalogue.IMPORT_COUNTS, CountFile("old.csv", older.encode(), source="An old force"), ADMIN)
    with signed_in(settled, ANALYST) as browser:
        page = browser.get("/picture/events", params={"as_of": "2012-06-01", "source": "An old force"})
    assert page.text.count(" checked") == 4
    assert not any(f'value="{one}"' in page.text for one in REFERENCE)


def test_another_flag_or_source_can_be_chosen(settled: Office) -> None:
    rows = "".join(f"{2017 + number // 12}-{number % 12 + 1:02},Camden,E09000007,racist,9\n" for number in range(26))
    file = CountFile("more.csv", f"month,borough,borough_code,flag,count\n{rows}".encode(), source="Another force")
    settled.perform(catalogue.IMPORT_COUNTS, file, ADMIN)
    with signed_in(settled, ANALYST) as browser:
        racist = browser.get("/picture/events", params={"flag": "racist"})
        # The form sends the flag that was shown before; the other source does not have it.
        other = browser.get("/picture/events", params={"source": "Another force", "flag": "islamophobic"})
        wrong = [browser.get("/picture/events", params=each) for each in ({"flag": "martian"}, {"source": "Nobody"})]
    assert "Source: Another force." in words_of(racist)
    assert "Source: Another force." in words_of(other)
    assert '<option value="A police force">' in other.text
    assert "Racist offences" in words_of(other)
    assert [page.status_code for page in wrong] == [404, 404]


def test_an_area_has_its_own_counts_and_one_without_any_is_not_found(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        page = browser.get("/picture/events", params={"area": "Tower Hamlets"})
        nowhere = browser.get("/picture/events", params={"area": "Nowhere"})
    assert "Islamophobic offences, Tower Hamlets, by month." in words_of(page)
    assert "area=Tower%20Hamlets" in page.text
    assert nowhere.status_code == 404


def test_an_area_is_found_whatever_its_case_kept_on_the_way_back_and_can_be_changed(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        page = browser.get("/picture/events", params={"area": "tower hamlets", "as_of": "2019-03-12"})
        table = browser.get("/picture/events.csv", params={"area": "tower hamlets", "as_of": "2019-03-12"})
        nowhere = browser.get("/picture/events", params={"area": "Atlantis"})
        too_soon = browser.get("/picture/events.csv", params={"as_of": "1900-01-01"})
    assert "<option selected>Tower Hamlets</option>" in page.text
    assert 'href="/picture?as_of=2019-03-12&amp;area=Tower%20Hamlets"' in page.text
    assert "events-islamophobic-tower-hamlets-2019-03-12.csv" in table.headers["content-disposition"]
    assert "There is no area “Atlantis”." in words_of(nowhere)
    assert "There is no published count that was known at the end of “Monday 1 January 1900”." in words_of(too_soon)


def test_that_events_change_each_other_s_baseline_is_said(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        said = words_of(browser.get("/picture/events"))
    assert "its figure can change with the events it stands beside" in said


def test_of_more_than_stand_side_by_side_the_newest_are_shown_and_the_choice_is_kept(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        offered = browser.get("/picture/events").text.split('name="event" value="')[1:]
        ids = [one.split('"')[0] for one in offered]
        page = browser.get("/picture/events", params={"event": ids[:13]})
    assert len(ids) > 13
    assert page.status_code == 200
    assert "of the 13 ticked, the 12 newest are shown" in words_of(page)
    assert page.text.count(" checked") == 13
    assert page.text.count('<th scope="row">') == 12


def test_a_day_that_is_none_is_refused(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        assert browser.get("/picture/events", params={"as_of": "yesterday"}).status_code == 422
        assert browser.get("/picture/events", params={"as_of": "2019-03-16"}).status_code == 422


def test_an_officer_does_not_compare(settled: Office) -> None:
    with signed_in(settled, OFFICER) as browser:
        assert browser.get("/picture/events").status_code == 403
        assert browser.get("/picture/events.csv").status_code == 403


def test_all_of_it_can_be_taken_away_as_a_table(settled: Office) -> None:
    with signed_in(settled, ANALYST) as browser:
        page = browser.get("/picture/events", params={"event": [LONDON_BRIDGE, PITTSBURGH]})
        link = page.text.split('href="/picture/events.csv')[1].split('"')[0].replace("&amp;", "&")
        table = browser.get(f"/picture/events.csv{link}")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert f"events-islamophobic-{FRIDAY.date()}.csv" in table.headers["content-disposition"]
    lines = settled.perform(catalogue.LIST_AUDIT, AuditPage(), ADMIN)
    assert [line.actor_id for line in lines if line.action == "posture.take_impacts"] == [ANALYST.id]
    rows = read_table(table.text)
    assert [(one["event"], one["days"], one["observed"]) for one in rows] == [
        ("London Bridge and Borough Market attack", "30", "60"),
        ("London Bridge and Borough Market attack", "61", "72"),
        ("London Bridge and Borough Market attack", "92", "84"),
    ]
    assert {(one["as_of"], one["source"], one["flag"]) for one in rows} == {
        ("2019-03-15", "A police force", "islamophobic")
    }


def test_a_row_holds_an_event_and_a_stretch_of_time() -> None:
    told = an_impact(an_excess(31, until_on=date(2013, 5, 31)), is_monthly=True)
    still = an_impact(an_excess(), half_life=HalfLife(50.0, 9.0, 180.0, is_open=True))
    untold = an_impact(half_life=None, why_not="nothing is known")
    first, second, third = read_table(write_impacts(compared(area="Barnet, north"), [told, still, untold]))
    assert tuple(first) == COLUMNS
    assert (first["area"], first["on"], first["until"], first["days"]) == (
        "Barnet, north",
        "2013-05-22",
        "2013-05-31",
        "31",
    )
    assert (first["observed"], first["expected"], first["excess"], first["excess_low"]) == ("12", "3.0", "9.0", "5")
    assert (first["half_life_days"], first["half_life_high"]) == ("4.04", "9.96")
    assert (second["half_life_low"], second["half_life_high"]) == ("9.0", "")
    assert (third["days"], third["half_life_days"], third["why_not"]) == ("", "", "nothing is known")
