from dataclasses import replace

import pytest
from starlette.datastructures import FormData

from tests.conftest import FRIDAY
from tests.web.test_opening import TERMS
from vigil.ground.errors import NotFound, Unreadable, Where
from vigil.web.uplift_form import fill_again, fill_empty, fill_in, read_terms, say_trouble

FIELDS = (
    ("level", "heightened"),
    ("communities", "muslim"),
    ("areas", "Brent"),
    ("from", "2019-03-15T08:00"),
    ("until", "2019-03-18T18:00"),
    ("time_zone", "Europe/London"),
    ("reasons", "why"),
    ("trigger_id", ""),
    ("alarm_id", ""),
)


def form(**changes: str) -> FormData:
    return FormData(list((dict(FIELDS) | changes).items()))


def test_what_the_machine_fills_in_is_what_is_read_again() -> None:
    assert fill_in(TERMS) == fill_again(form())
    assert read_terms(form(), at=FRIDAY) == TERMS


def test_what_it_rests_on_is_carried_along() -> None:
    fields = form(trigger_id="2019-03-15-event", alarm_id="2019-03-12-abc")
    for read in (fill_again(fields), fill_in(read_terms(fields, at=FRIDAY))):
        assert (read.trigger_id, read.alarm_id) == ("2019-03-15-event", "2019-03-12-abc")
    assert fill_empty(FRIDAY).alarm_id == ""


def test_a_beginning_that_has_passed_means_now() -> None:
    assert read_terms(form(**{"from": "2019-03-14T08:00"}), at=FRIDAY).from_at == FRIDAY


def test_the_empty_form_begins_now() -> None:
    filled = fill_empty(FRIDAY)
    assert (filled.level, filled.communities, filled.from_local) == ("heightened", (), "2019-03-15T08:00")
    assert fill_in(replace(TERMS, reasons=("a", "b"))).reasons == "a\nb"


@pytest.mark.parametrize("level", ["", "normal", "panic"])
def test_a_level_that_is_not_offered(level: str) -> None:
    with pytest.raises(Unreadable, match="choose heightened or exceptional"):
        read_terms(form(level=level), at=FRIDAY)


def test_clocks_nobody_knows() -> None:
    for read in (fill_again, lambda fields: read_terms(fields, at=FRIDAY)):
        with pytest.raises(Unreadable, match="time_zone"):
            read(form(time_zone="Moon/Sea"))


def test_trouble_is_told_in_the_words_of_the_form() -> None:
    late = Unreadable(Where("uplift", field="until_at"), "is already over", "2019-03-14T18:00:00+00:00")
    assert say_trouble(late) == "Until: is already over."
    assert say_trouble(Unreadable(Where("uplift", field="inner"), "is wrong")) == "This form: is wrong."
    assert say_trouble(Unreadable(Where("this form", field="from"), "write it as …")) == (
        "From: choose a day and a time."
    )
    assert say_trouble(NotFound("area", "Atlantis")) == "There is no area “Atlantis”."
