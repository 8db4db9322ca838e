from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from vigil.ground.errors import Unreadable
from vigil.ground.moment import zone_named
from vigil.register.place import Community
from vigil.web import forms

LONDON = zone_named("Europe/London")


def test_a_field_may_come_more_than_once_or_not_at_all() -> None:
    fields = FormData([("areas", "Brent"), ("areas", "Camden"), ("reason", " why ")])
    assert forms.texts_of(fields, "areas") == ("Brent", "Camden")
    assert forms.text_of(fields, "reason") == "why"
    assert forms.text_of(fields, "none") == ""


def test_a_day() -> None:
    assert forms.read_day(" 2019-03-15 ", field="on") == date(2019, 3, 15)
    with pytest.raises(Unreadable, match="field on"):
        forms.read_day("yesterday", field="on")
    with pytest.raises(Unreadable, match="there is no such day"):
        forms.read_day("2019-02-30", field="on")


def test_a_moment_is_read_by_local_clocks() -> None:
    summer = forms.read_local_moment("2019-07-01T18:00", LONDON, field="until")
    assert summer == datetime(2019, 7, 1, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "2019-03-18T18:00+00:00", "2019-02-30T18:00"])
def test_what_is_no_local_moment_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        forms.read_local_moment(text, LONDON, field="until")


@given(st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)))
def test_a_moment_comes_back_from_a_form_as_it_went_in(at: datetime) -> None:
    whole = at.replace(second=0, microsecond=0)
    written = forms.write_local_moment(whole, LONDON)
    back = forms.read_local_moment(written, LONDON, field="at")
    # In the hour that autumn repeats, a clock's time has two moments; the first is taken.
    assert forms.write_local_moment(back, LONDON) == written


def test_communities_are_known_by_their_words() -> None:
    assert forms.read_communities(["muslim", "sikh"]) == (Community.MUSLIM, Community.SIKH)
    with pytest.raises(Unreadable, match="jedi"):
        forms.read_communities(["jedi"])


def test_lines_that_hold_something() -> None:
    assert forms.read_lines(" a \r\n\n b") == ("a", "b")
