from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.web.visiting import parsed
from vigil.ground.moment import zone_named
from vigil.register.place import Community
from vigil.register.worship.session import Attendance, Phase, Session, Sureness, Window
from vigil.web.day_band import Lane, count_people, draw_day, first_look_at, peak, share_of_span, span_of

SVG = "{http://www.w3.org/2000/svg}"
LONDON = zone_named("Europe/London")
EIGHT = datetime(2019, 3, 15, 8, 0, tzinfo=UTC)


def at(hours: float) -> datetime:
    return EIGHT + timedelta(hours=hours)


def a_session(start: float = 5.25, *, people: int = 300) -> Session:
    """Friday prayers at 13:15: half an hour to come, half an hour to pray, half an hour to go."""
    windows = (
        Window(Phase.ARRIVING, at(start - 0.5), at(start)),
        Window(Phase.GATHERED, at(start), at(start + 0.5)),
        Window(Phase.LEAVING, at(start + 0.5), at(start + 1)),
    )
    return Session(
        id=f"s{start}", place_id="p", kind="jumuah", name="Friday prayers", on=date(2019, 3, 15),
        starts_at=at(start), ends_at=at(start + 0.5), attendance=Attendance(people, people // 2, people * 2, "test"),
        sureness=Sureness.COMPUTED, basis="test", windows=windows,
    )  # fmt: skip


def test_people_are_counted_in_steps_of_ten_minutes() -> None:
    loads = count_people([a_session(), a_session(people=100)])
    assert [load.people for load in loads] == [400] * 9
    assert [load.moving for load in loads] == [400] * 3 + [0] * 3 + [400] * 3
    assert loads[0].at == datetime(2019, 3, 15, 12, 40, tzinfo=UTC)


def test_the_peak_is_the_first_of_the_fullest_steps() -> None:
    found = peak(count_people([a_session(), a_session(5.5)]))
    assert found
    assert found.people == 600
    assert found.at == datetime(2019, 3, 15, 13, 0, tzinfo=UTC)
    assert peak([]) is None


def test_the_band_runs_over_whole_hours_and_holds_now() -> None:
    span = span_of([Lane(Community.MUSLIM, (a_session(),))], at=at(0))
    assert (span.from_at, span.until_at) == (at(0), at(7))


def test_an_empty_day_is_six_hours_from_now() -> None:
    span = span_of([], at=at(0.4))
    assert (span.from_at, span.until_at) == (at(0), at(6))


def test_a_lane_says_its_peak_and_ticks_its_visits() -> None:
    lane = Lane(Community.MUSLIM, (a_session(),), visits_at=(at(4.8), at(6)))
    band = draw_day([lane, Lane(Community.SIKH, ())], at=at(0), zone=LONDON)
    names, tree = parsed(band.names), parsed(band.day)
    words = " ".join((*names.itertext(), *tree.itertext()))
    assert names.get("height") == tree.get("height")
    assert "300 at 12:40" in words
    assert "none computed" in words
    assert "now 08:00" in words
    assert len([tick for tick in tree.findall(f"{SVG}line") if tick.get("class") == "tick muslim"]) == 2
    assert (
        tree.get("aria-label") == "People expected through the day, by community (Muslim, Sikh), and 2 planned visits"
    )


def test_a_day_without_communities_is_drawn_too() -> None:
    assert "no community" in draw_day([], at=at(0), zone=LONDON).day


def test_late_in_the_day_the_word_now_stays_inside() -> None:
    tree = parsed(draw_day([Lane(Community.MUSLIM, (a_session(),))], at=at(10.9), zone=LONDON).day)
    (now,) = [text for text in tree.findall(f"{SVG}text") if (text.text or "").startswith("now")]
    assert now.get("class") == "strong end"


def test_nobody_expected_is_a_flat_lane() -> None:
    tree = parsed(draw_day([Lane(Community.MUSLIM, (a_session(people=0),))], at=at(0), zone=LONDON).day)
    assert tree.findall(f"{SVG}rect") == []


def test_a_narrow_screen_starts_half_an_hour_before_the_next_people_come() -> None:
    lanes = [Lane(Community.MUSLIM, (a_session(),))]
    assert first_look_at(lanes, at=at(0)) == at(4.25)
    assert first_look_at(lanes, at=at(5.3)) == at(4.8)
    assert first_look_at([], at=at(0)) == at(-0.5)
    assert 0 < share_of_span(at(4.25), lanes, at=at(0)) < 1


SESSIONS = st.builds(a_session, st.floats(-10, 30).map(lambda h: round(h * 12) / 12), people=st.integers(0, 10**6))


@given(st.lists(SESSIONS, max_size=12))
def test_nobody_is_counted_twice_or_lost(sessions: list[Session]) -> None:
    total = sum(load.people for load in count_people(sessions))
    assert total == sum(
        9 * session.attendance.people for session in sessions if session.starts_at.minute % 10 in {0, 5}
    )


@given(st.lists(SESSIONS, max_size=8), st.floats(-5, 24))
def test_everything_drawn_lies_inside_the_drawing(sessions: list[Session], now: float) -> None:
    tree = parsed(draw_day([Lane(Community.MUSLIM, tuple(sessions))], at=at(now), zone=LONDON).day)
    _, _, width, height = (float(number) for number in (tree.get("viewBox") or "").split())
    for box in tree.findall(f"{SVG}rect"):
        x, y, wide, tall = (float(box.get(name) or -1) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + wide <= width + 0.2
        assert y >= 0
        assert y + tall <= height + 0.2
