from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import FRIDAY
from tests.people import ANALYST, COORDINATOR, OFFICER, SECOND_COORDINATOR
from tests.web import boards, town
from tests.web.visiting import TestClient, opening_of, send, signed_in, words_of
from vigil import catalogue
from vigil.desk.office import Office
from vigil.picture.board.board import Board
from vigil.posture.query import UpliftId

FORM = {
    "level": "heightened",
    "communities": "muslim",
    "areas": "Tower Hamlets",
    "from": "2019-03-15T08:00",
    "until": "2019-03-18T18:00",
    "time_zone": "Europe/London",
    "reasons": "An attack abroad.\nFriday prayers.",
}


def test_before_anything_is_decided_the_event_is_offered(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/uplifts")
    assert opening_of(page) == "No uplift is in force."
    assert "Christchurch mosque shootings" in words_of(page)
    assert "49 killed, as of 15 March 2019" in words_of(page)
    assert "51 killed" not in words_of(page)
    assert f"/uplifts/propose?trigger={town.CHRISTCHURCH}" in page.text


def test_the_machine_fills_in_the_form(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get(f"/uplifts/propose?trigger={town.CHRISTCHURCH}")
    assert "It holds only when two people want it." in opening_of(page)
    assert 'value="2019-03-18T18:00"' in page.text
    assert 'value="muslim" checked' in page.text
    assert 'value="jewish" checked' not in page.text


def alarm_of(board: Board, flag: str) -> str:
    return next(one.alarm_id for one in board.series if one.name.flag == flag and one.alarm_id)


def test_the_machine_fills_in_the_form_after_an_alarm_of_the_picture(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    alarm = alarm_of(boards.keep(sqlite_office), "islamophobic")
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get(f"/uplifts/propose?alarm={alarm}")
        assert "after an alarm of the picture. It holds only when two people want it." in opening_of(page)
        assert 'value="muslim" checked' in page.text
        assert 'value="jewish" checked' not in page.text
        assert f'name="alarm_id" value="{alarm}"' in page.text
        assert 'href="/picture?as_of=2019-03-12"' in page.text
        assert "Islamophobic, all areas: 212 against 100.0." in page.text
        assert "Figures it rests on" in words_of(page)
        assert "Islamophobic offences, expected" in words_of(page)
        sent = send(browser, "/uplifts/propose", {**FORM, "alarm_id": alarm})
        assert sent.headers["location"] == "/uplifts/1"
    uplift = sqlite_office.perform(catalogue.GET_UPLIFT, UpliftId(1), ANALYST)
    assert (uplift.terms.alarm_id, uplift.answer) == (alarm, None)
    assert [figure.value for figure in uplift.figures[:3]] == [212, 100.0, 1e-9]


def test_an_alarm_that_calls_for_nothing_is_refused_in_a_sentence(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    racist = boards.a_series(boards.a_name(flag="racist"), boards.months(last=212))
    alarm = alarm_of(boards.keep(sqlite_office, boards.a_board(series=(racist,))), "racist")
    with signed_in(sqlite_office, ANALYST) as browser:
        answer = browser.get(f"/uplifts/propose?alarm={alarm}")
        assert answer.status_code == 409
        assert "speaks of no one community" in words_of(answer)
        for unknown in ("2019-03-12-nothing", "2099-01-01-x", "x", "0001-01-01", "%00"):
            assert browser.get(f"/uplifts/propose?alarm={unknown}").status_code == 404
        assert send(browser, "/uplifts/propose", {**FORM, "alarm_id": "2019-03-12-nothing"}).status_code == 404


def test_an_alarm_given_back_in_a_wrong_form_is_kept(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    alarm = alarm_of(boards.keep(sqlite_office), "islamophobic")
    with signed_in(sqlite_office, ANALYST) as browser:
        page = send(browser, "/uplifts/propose", {**FORM, "alarm_id": alarm, "reasons": " "})
    assert page.status_code == 422
    assert f'name="alarm_id" value="{alarm}"' in page.text


def test_an_event_nobody_knows(sqlite_office: Office) -> None:
    with signed_in(sqlite_office, ANALYST) as browser:
        assert browser.get("/uplifts/propose?trigger=2099-the-end").status_code == 404


def test_one_proposes_and_another_approves(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        sent = send(browser, "/uplifts/propose", FORM)
        assert sent.headers["location"] == "/uplifts/1"
        own = browser.get("/uplifts/1")
        assert "a second person must approve it" in words_of(own)
        refused = send(browser, "/uplifts/1/approve", {"reason": "I like it"})
        assert refused.status_code == 409
        assert "Ask a second person" in words_of(refused)
    with signed_in(sqlite_office, SECOND_COORDINATOR) as browser:
        assert "waits for a second person" in opening_of(browser.get("/uplifts"))
        assert send(browser, "/uplifts/1/approve", {"reason": "Prayers are today."}).status_code == 303
        page = browser.get("/uplifts/1")
        assert opening_of(page) == "Heightened for Muslim communities until Monday 18 March, 18:00."
        assert "Approved by Brendan Coordinator" in words_of(page)
        assert opening_of(browser.get("/uplifts")) == "An uplift is in force until Monday 18 March, 18:00."
        ended = send(browser, "/uplifts/1/end", {"reason": "It was a mistake."})
        assert ended.status_code == 303
        assert "was ended by Brendan Coordinator" in opening_of(browser.get("/uplifts/1"))


def test_a_decision_needs_its_reason(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.propose(sqlite_office)
    with signed_in(sqlite_office, SECOND_COORDINATOR) as browser:
        assert send(browser, "/uplifts/1/approve", {"reason": "  "}).status_code == 422
        assert send(browser, "/uplifts/1/refuse", {"reason": "Not here."}).status_code == 303
        assert opening_of(browser.get("/uplifts/1")) == "Uplift 1 was refused."


def test_when_its_time_has_run_out_the_page_says_so(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    later = replace(sqlite_office, clock=lambda: FRIDAY + timedelta(days=5))
    with signed_in(later, ANALYST) as browser:
        assert "its time ran out" in opening_of(browser.get("/uplifts/1"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"level": "panic"}, "Level: choose heightened or exceptional"),
        ({"level": ""}, "choose heightened or exceptional"),
        ({"communities": "jedi"}, "not a community"),
        ({"until": "soon"}, "Until: choose a day and a time"),
        ({"until": "2019-03-14T18:00"}, "Until: must lie after the beginning"),
        ({"until": "2019-04-30T18:00"}, "14 days"),
        ({"time_zone": "Moon/Sea"}, "not a time zone"),
        ({"reasons": " "}, "Why: must say why, in words"),
        ({"reasons": "A\0B"}, "Why: holds a NUL"),
        ({"areas": "Atlantis"}, "Atlantis"),
        ({"trigger_id": "2099-the-end"}, "2099-the-end"),
    ],
)
def test_what_no_uplift_may_be_is_told_and_not_kept(sqlite_office: Office, changes: dict[str, str], says: str) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        answer = send(browser, "/uplifts/propose", {**FORM, **changes})
        assert 400 <= answer.status_code < 500
        assert says in words_of(answer)
        assert browser.get("/uplifts/1").status_code == 404


def test_a_wrong_form_is_given_back_as_it_was_written(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        changes = {"until": "2019-04-30T18:00", "trigger_id": town.CHRISTCHURCH, "level": "exceptional"}
        page = send(browser, "/uplifts/propose", {**FORM, **changes})
    assert page.status_code == 409
    assert "An attack abroad.\nFriday prayers.</textarea>" in page.text
    assert 'value="2019-04-30T18:00"' in page.text
    assert 'value="muslim" checked' in page.text
    assert 'value="exceptional" required checked' in page.text
    assert 'value="Tower Hamlets" checked' in page.text
    assert "Christchurch mosque shootings" in opening_of(page)
    assert "UTC" not in words_of(page)


def test_the_form_without_an_event_is_empty(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = browser.get("/uplifts/propose")
    assert opening_of(page) == "Put an uplift forward, for a second person to approve."
    assert 'value="2019-03-15T08:00"' in page.text
    assert "Figures it rests on" not in words_of(page)


def test_an_ended_uplift_leaves_its_event_open(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.approve(sqlite_office)
    with signed_in(sqlite_office, SECOND_COORDINATOR) as browser:
        assert "Uplift 1 rests on it already." in words_of(browser.get("/uplifts"))
        send(browser, "/uplifts/1/end", {"reason": "A mistake."})
        page = browser.get("/uplifts")
    assert "Uplift 1 was ended by Brendan Coordinator, 08:00." in words_of(page)
    assert f"/uplifts/propose?trigger={town.CHRISTCHURCH}" in page.text


def test_an_uplift_that_begins_later_opens_the_page(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        send(browser, "/uplifts/propose", {**FORM, "from": "2019-03-15T16:00"})
    with signed_in(sqlite_office, SECOND_COORDINATOR) as browser:
        send(browser, "/uplifts/1/approve", {"reason": "This evening."})
        assert opening_of(browser.get("/uplifts")) == (
            "An uplift is approved, from 16:00 until Monday 18 March, 18:00."
        )


def test_a_refused_step_gives_the_reason_back(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.propose(sqlite_office)
    with signed_in(sqlite_office, COORDINATOR) as browser:
        page = send(browser, "/uplifts/1/approve", {"reason": "I like <it>"})
    assert page.status_code == 409
    assert "I like &lt;it&gt;</textarea>" in page.text
    with signed_in(sqlite_office, SECOND_COORDINATOR) as browser:
        assert "Why: must say why" in words_of(send(browser, "/uplifts/1/approve", {"reason": ""}))
        assert send(browser, "/uplifts/9/approve", {"reason": "x"}).status_code == 404


def test_an_analyst_may_propose_and_not_approve(sqlite_office: Office) -> None:
    town.settle(sqlite_office)
    town.propose(sqlite_office)
    with signed_in(sqlite_office, ANALYST) as browser:
        page = browser.get("/uplifts/1")
        assert "Approve</button>" not in page.text
        assert send(browser, "/uplifts/1/approve", {"reason": "x"}).status_code == 403
    uplift = sqlite_office.perform(catalogue.GET_UPLIFT, UpliftId(1), ANALYST)
    assert uplift.answer is None


def test_uplifts_are_for_the_desk(sqlite_office: Office, stranger: TestClient) -> None:
    assert stranger.get("/uplifts").status_code == 303
    with signed_in(sqlite_office, OFFICER) as browser:
        assert browser.get("/uplifts").status_code == 403
        assert browser.get("/uplifts/1").status_code == 403
