"""A form shown again: what was sent stands in it, and what was wrong is said beside its field."""

from typing import cast

import pytest
from fastapi import Request
from starlette.datastructures import FormData

from vigil.ground.errors import NotFound, Refused, Unreadable, VigilError, Where
from vigil.web.again import NOTHING_SENT, Again, send_again

FORM = "/somewhere"


def again(problem: VigilError, **sent: str) -> Again:
    request = cast("Request", Request({"type": "http", "path": FORM, "headers": [], "server": ("localhost", 80)}))
    return send_again(request, FormData([("form", "a token"), *sent.items()]), problem)


def test_before_anything_is_sent_a_form_stands_as_the_page_fills_it_in():
    assert NOTHING_SENT.text(FORM, "on", "2019-03-15") == "2019-03-15"
    assert NOTHING_SENT.holds(FORM, "seconds", 90, otherwise=True)
    assert (NOTHING_SENT.status, NOTHING_SENT.sentence, NOTHING_SENT.why, NOTHING_SENT.wrong) == (200, "", "", "")
    assert not NOTHING_SENT.is_wrong("", "")


def test_what_was_sent_stands_in_its_own_form_and_in_no_other():
    shown = again(Refused("a-rule", "This cannot be."), on="2019-02-30", visits="")
    assert shown.text(FORM, "on", "2019-03-15") == "2019-02-30"
    assert shown.text(FORM, "visits", 2) == ""
    assert shown.text(FORM, "area", "all") == "all"
    assert shown.text("/elsewhere", "on", "2019-03-15") == "2019-03-15"
    assert shown.holds(FORM, "on", "2019-02-30")
    assert not shown.holds(FORM, "gone", "yes", otherwise=True)
    assert shown.holds("/elsewhere", "gone", "yes", otherwise=True)
    assert "form" not in shown.sent
    assert (shown.status, shown.sentence, shown.wrong) == (409, "This cannot be.", "")


@pytest.mark.parametrize(
    ("problem", "sent", "wrong", "sentence"),
    [
        (Unreadable(Where("x", field="on"), "no such day", "x"), {"on": "x"}, "on", "Day: no such day (found “x”)."),
        (Unreadable(Where("x", field="from"), "write it so"), {"from": ""}, "from", "From: choose a day and a time."),
        (Unreadable(Where("x", field="from"), "is early"), {"from": "y"}, "from", "From: is early."),
        (
            Unreadable(Where("x", field="max_visits_per_place"), "must be more"),
            {"visits": "0"},
            "visits",
            "Visits to a place: must be more.",
        ),
        (Unreadable(Where("x", field="rest_from"), "is missing"), {}, "rest_from", "Not before: is missing."),
        (NotFound("area", "Atlantis"), {"area": "Atlantis"}, "area", "Area: There is no area “Atlantis”."),
        (NotFound("area", "x", "`vigil y` lists them."), {"area": "x"}, "area", "Area: There is no area “x”."),
        (NotFound("swap", "7"), {"taker": "1"}, "", "There is no swap “7”."),
    ],
)
def test_what_was_wrong_is_said_with_what_the_page_calls_its_field(problem, sent, wrong, sentence):
    shown = again(problem, **sent)
    assert (shown.wrong, shown.sentence) == (wrong, sentence)
    assert shown.is_wrong(FORM, wrong) == bool(wrong)
    assert not shown.is_wrong("/elsewhere", wrong)


def test_beside_its_field_it_begins_as_a_sentence_does():
    assert again(Unreadable(Where("x", field="on"), "no such day"), on="x").why == "No such day."
