from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.register.worship.houses import a_place, clock, london, moved, said
from vigil.register.place import Community, Place
from vigil.register.worship.jewish import is_progressive, services_on
from vigil.register.worship.rules import DEFAULT_RULES
from vigil.register.worship.service import Service
from vigil.register.worship.session import Phase, Sureness
from vigil.register.worship.window import sessions_of

SHUL = a_place(Community.JEWISH)
REFORM = a_place(Community.JEWISH, denomination="reform")


def _on(day: str, place: Place = SHUL) -> tuple[Service, ...]:
    return services_on(place, date.fromisoformat(day), DEFAULT_RULES)


def _kinds(day: str, place: Place = SHUL) -> list[str]:
    return [each.kind for each in _on(day, place)]


def test_the_shabbat_of_christchurch() -> None:
    (evening,) = _on("2019-03-15")
    assert london("2019-03-15", "17:46") <= evening.starts_at <= london("2019-03-15", "17:49")
    assert evening.sureness is Sureness.COMPUTED
    assert said(_on("2019-03-16")) == ["shabbat-morning 09:30-12:00", "havdalah 17:45-19:05"]


def test_working_days_have_nothing() -> None:
    assert [_kinds(f"2019-03-{day}") for day in (11, 12, 13, 14, 17, 18, 19)] == [[]] * 7


def test_in_summer_the_evening_begins_at_a_set_hour() -> None:
    (evening,) = _on("2019-06-21")
    assert clock(evening.starts_at) == "19:00"
    assert "candle lighting is at 21:0" in evening.basis
    assert evening.sureness is Sureness.LIKELY


@pytest.mark.parametrize("denomination", ["reform", "Liberal", "masorti"])
def test_progressive_places_keep_set_hours(denomination: str) -> None:
    place = a_place(Community.JEWISH, denomination=denomination)
    assert is_progressive(place)
    assert said(_on("2019-06-21", place)) == ["kabbalat-shabbat 18:30-19:30"]
    assert said(_on("2019-06-22", place)) == ["shabbat-morning 10:30-12:15"]


def test_yom_kippur_2019_from_kol_nidre_to_nightfall() -> None:
    assert said(_on("2019-10-08")) == ["kol-nidre 18:07-20:07"]
    morning, neilah = _on("2019-10-09")
    assert (morning.kind, clock(morning.starts_at)) == ("yom-kippur", "09:30")
    assert neilah.kind == "neilah"
    assert neilah.ends_at > london("2019-10-09", "19:00")
    assert _kinds("2019-10-10") == []


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2019-09-29", ["rosh-hashanah-eve"]),
        ("2019-09-30", ["rosh-hashanah", "rosh-hashanah-eve"]),
        ("2019-10-01", ["rosh-hashanah"]),
        ("2019-10-13", ["sukkot-eve"]),
        ("2019-10-15", ["sukkot"]),
        ("2019-10-16", []),
        ("2019-10-20", ["shemini-atzeret-eve"]),
        ("2019-10-21", ["shemini-atzeret", "simchat-torah-eve"]),
        ("2019-10-22", ["simchat-torah"]),
        ("2019-03-20", ["purim-eve"]),
        ("2019-03-21", ["purim"]),
        # The first seder was on a Friday night, so the eve is that of Shabbat too.
        ("2019-04-19", ["pesach-eve"]),
        ("2019-04-20", ["pesach", "pesach-eve"]),
        ("2019-04-21", ["pesach"]),
        ("2019-04-22", []),
        ("2019-04-25", ["pesach-eve"]),
        ("2019-04-27", ["pesach", "havdalah"]),
        ("2019-05-01", ["yom-hashoah-eve"]),
        ("2019-06-08", ["shabbat-morning", "shavuot-eve"]),
        ("2019-06-10", ["shavuot"]),
        ("2019-08-10", ["shabbat-morning", "tisha-bav-eve", "havdalah"]),
        ("2019-08-11", []),
        ("2019-12-22", ["chanukah"]),
        ("2019-12-27", ["kabbalat-shabbat"]),
        ("2019-12-29", ["chanukah"]),
        ("2019-12-30", []),
        ("2019-01-20", []),  # eve of Tu BiShvat
    ],
)
def test_the_days_of_a_year(day: str, kinds: list[str]) -> None:
    assert _kinds(day) == kinds


def test_on_a_yom_kippur_that_is_shabbat_neilah_closes_both() -> None:
    # 12 October 2024: those who stand there at Neilah leave when it ends, and nothing cuts it short.
    assert _kinds("2024-10-12") == ["yom-kippur", "neilah"]
    assert _kinds("2024-10-12", REFORM) == ["yom-kippur", "neilah"]
    neilah = sessions_of(SHUL, _on("2024-10-12"), DEFAULT_RULES)[-1]
    assert [each.phase for each in neilah.windows] == list(Phase)
    assert neilah.windows[-1].opens_at == neilah.ends_at


@given(st.dates(date(2005, 1, 1), date(2035, 12, 31)))
@example(date(2024, 10, 12))
def test_no_service_begins_before_the_one_before_it_ends(on: date) -> None:
    services = sorted(services_on(SHUL, on, DEFAULT_RULES), key=lambda each: each.starts_at)
    assert all(earlier.ends_at <= later.starts_at for earlier, later in pairwise(services))


def test_the_eve_of_a_festival_after_shabbat_waits_for_nightfall() -> None:
    eve = _on("2019-06-08")[1]
    assert eve.starts_at > london("2019-06-08", "22:00")


def test_the_seventh_candle_at_monsey() -> None:
    # 28 December 2019, Saturday: the seventh candle is lit as Shabbat ends.
    by_kind = {each.kind: each for each in _on("2019-12-28")}
    candle = by_kind["chanukah"]
    assert candle.starts_at == by_kind["havdalah"].ends_at
    assert candle.name == "Chanukah, candle 7"
    assert candle.sureness is Sureness.LIKELY


def test_a_fast_that_follows_shabbat_begins_when_it_has_been_closed() -> None:
    by_kind = {each.kind: each for each in _on("2019-08-10")}
    assert by_kind["tisha-bav-eve"].starts_at == by_kind["havdalah"].ends_at


def test_a_commemoration_is_likely() -> None:
    assert _on("2019-05-01")[0].sureness is Sureness.LIKELY
    assert _on("2019-03-20")[0].sureness is Sureness.COMPUTED


def test_where_the_sun_does_not_set_it_is_estimated() -> None:
    tromso = moved(SHUL, 69.65, 18.96, "Europe/Oslo")
    (evening,) = _on("2019-12-20", tromso)
    assert evening.sureness is Sureness.ESTIMATED
    assert "45th parallel" in evening.note


def test_progressive_festivals() -> None:
    assert said(_on("2019-10-08", REFORM)) == ["kol-nidre 18:30-20:30"]
    assert said(_on("2019-09-30", REFORM))[0] == "rosh-hashanah 10:30-12:45"
