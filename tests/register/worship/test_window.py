from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.register.worship.houses import a_place, clock, london
from vigil.ground.moment import local_day, zone_named
from vigil.register.worship.rules import DEFAULT_RULES, WindowRule, WorshipRules
from vigil.register.worship.service import Service
from vigil.register.worship.session import Phase, Session, Sureness
from vigil.register.worship.window import sessions_of

DAY = "2019-03-15"


def _service(start: str, end: str, kind: str = "jumuah", name: str = "A service") -> Service:
    return Service(
        kind=kind,
        name=name,
        starts_at=london(DAY, start),
        ends_at=london(DAY, end),
        sureness=Sureness.STATED,
        basis="test",
        stated_people=100,
    )


def _shown(session: Session) -> list[str]:
    return [f"{each.phase.value} {clock(each.opens_at)}-{clock(each.closes_at)}" for each in session.windows]


def _sessions(*services: Service, rules: WorshipRules = DEFAULT_RULES) -> tuple[Session, ...]:
    return sessions_of(a_place(), services, rules)


def test_jumuah_arrives_from_a_quarter_to_one_and_leaves_after() -> None:
    (session,) = _sessions(_service("13:15", "13:50"))
    assert _shown(session) == ["arriving 12:45-13:20", "gathered 13:20-13:50", "leaving 13:50-14:10"]
    assert session.id == "p1@2019-03-15:jumuah"
    assert session.on.isoformat() == DAY


def test_services_far_apart_keep_their_whole_windows() -> None:
    first, second = _sessions(_service("13:15", "13:50"), _service("14:40", "15:10"))
    assert _shown(first)[-1] == "leaving 13:50-14:10"
    assert _shown(second)[0] == "arriving 14:10-14:45"


def test_services_close_together_divide_the_time_between_them() -> None:
    first, second = _sessions(_service("13:15", "13:50"), _service("14:15", "14:50"))
    assert _shown(first)[-1] == "leaving 13:50-14:00"
    assert _shown(second)[0] == "arriving 14:00-14:20"
    assert second.id == "p1@2019-03-15:jumuah-2"


def test_a_minute_between_services_is_divided_too() -> None:
    first, second = _sessions(_service("13:15", "13:50"), _service("13:51", "14:30"))
    assert first.windows[-1].closes_at <= second.windows[0].opens_at
    assert second.windows[0].closes_at == london(DAY, "13:56")


def test_services_that_touch_have_nobody_between_them() -> None:
    first, second = _sessions(_service("13:15", "13:50"), _service("13:50", "14:30"))
    assert _shown(first) == ["arriving 12:45-13:20", "gathered 13:20-13:50"]
    assert _shown(second) == ["arriving 13:50-13:55", "gathered 13:55-14:30", "leaving 14:30-14:50"]


def test_where_one_begins_before_another_ends_the_first_ones_windows_end_there() -> None:
    first, second = _sessions(_service("13:15", "14:00"), _service("13:45", "14:30"))
    assert _shown(first) == ["arriving 12:45-13:20", "gathered 13:20-13:45"]
    assert _shown(second)[0] == "arriving 13:45-13:50"


def test_one_that_begins_while_people_still_arrive_cuts_the_arriving() -> None:
    first, _ = _sessions(_service("13:15", "14:00"), _service("13:17", "14:30"))
    assert _shown(first) == ["arriving 12:45-13:17"]


def test_a_service_within_another_has_no_windows_and_says_why() -> None:
    outer, inner = _sessions(_service("13:15", "15:00"), _service("13:30", "14:00", "crèche"))
    assert inner.windows == ()
    assert "lasts around it" in inner.note
    assert _shown(outer)[-1] == "leaving 15:00-15:20"
    assert outer.note == ""


def test_of_two_at_the_same_time_the_longer_has_the_windows() -> None:
    longer, shorter = _sessions(_service("10:00", "10:30"), _service("10:00", "11:00"))
    assert clock(longer.ends_at) == "11:00"
    assert shorter.windows == ()


def test_people_come_no_later_than_half_way_through() -> None:
    (session,) = _sessions(_service("13:15", "13:21"))
    assert _shown(session)[0] == "arriving 12:45-13:18"


def test_without_length_there_is_no_window() -> None:
    nothing = WindowRule(timedelta(0), timedelta(0), timedelta(0))
    rules = WorshipRules(windows_by_kind={"jumuah": nothing})
    first, second = _sessions(_service("13:15", "13:50"), _service("14:15", "14:50"), rules=rules)
    assert _shown(first) == ["gathered 13:15-13:50"]
    assert _shown(second) == ["gathered 14:15-14:50"]


STARTS = st.integers(0, 24 * 60 - 1)
LENGTHS = st.integers(1, 300)
KINDS = st.sampled_from(["jumuah", "dhuhr", "isha", "own"])


@given(st.lists(st.tuples(STARTS, LENGTHS, KINDS), max_size=8))
def test_windows_are_in_order_bounded_and_never_over_another(
    drawn: list[tuple[int, int, str]],
) -> None:
    midnight = datetime(2019, 7, 1, tzinfo=UTC)
    services = [
        Service(
            kind=kind,
            name=kind,
            starts_at=midnight + timedelta(minutes=start),
            ends_at=midnight + timedelta(minutes=start + length),
            sureness=Sureness.STATED,
            basis="",
        )
        for start, length, kind in drawn
    ]
    sessions = _sessions(*services)
    assert sessions == _sessions(*reversed(services))
    assert [each.starts_at for each in sessions] == sorted(each.starts_at for each in sessions)
    assert len({each.id for each in sessions}) == len(sessions) == len(services)
    windows = [window for each in sessions for window in each.windows]
    assert all(earlier.closes_at <= later.opens_at for earlier, later in pairwise(windows))
    for each in sessions:
        _check(each)


def _check(session: Session) -> None:
    longest = timedelta(minutes=60)
    zone = zone_named("Europe/London")
    assert session.on == local_day(session.starts_at, zone)
    for window in session.windows:
        assert window.opens_at.tzinfo == UTC
        assert session.starts_at - longest <= window.opens_at < window.closes_at <= session.ends_at + longest
    assert all(earlier.closes_at == later.opens_at for earlier, later in pairwise(session.windows))
    phases = [window.phase for window in session.windows]
    assert phases == [phase for phase in Phase if phase in phases]
    for window in session.windows:
        if window.phase is Phase.LEAVING:
            assert window.opens_at == session.ends_at
        if window.phase is Phase.GATHERED:
            assert window.opens_at >= session.starts_at
            assert window.closes_at <= session.ends_at
