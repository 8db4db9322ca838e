"""A day as `vigil register today` understands and writes it."""

import json
from datetime import UTC, date, datetime

import pytest

from vigil.cli.day import day_meant, write_day, write_day_json
from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.register.place import Community, Origin, Place
from vigil.register.query import Day, Gathering
from vigil.register.worship.session import Attendance, Phase, Session, Sureness, Window

NOW = datetime(2019, 6, 14, 23, 30, tzinfo=UTC)  # half past midnight on the 15th in London
STARTS, ENDS = datetime(2019, 6, 14, 12, 15, tzinfo=UTC), datetime(2019, 6, 14, 12, 50, tzinfo=UTC)

PLACE = Place(
    id="nur",
    name="Masjid an-Nūr",
    community=Community.MUSLIM,
    point=Point(lat=52.15, lon=0.05),
    origin=Origin("town.csv"),
    area="Northford",
)
SESSION = Session(
    id="nur@2019-06-14:jumuah",
    place_id="nur",
    kind="jumuah",
    name="Jumu'ah",
    on=date(2019, 6, 14),
    starts_at=STARTS,
    ends_at=ENDS,
    attendance=Attendance(1_200, 800, 1_500, "capacity 1,400 (stated) × 0.85 on Fridays"),
    sureness=Sureness.LIKELY,
    basis="usual local time",
    windows=(Window(Phase.GATHERED, STARTS, ENDS),),
    note="Ask",
)
DAY = Day(date(2019, 6, 14), (Gathering(PLACE, (SESSION,)),))


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("", date(2019, 6, 15)),
        ("2019-03-15", date(2019, 3, 15)),
        (" 2019-03-15 ", date(2019, 3, 15)),
        ("2019-03-15T23:30+00:00", date(2019, 3, 15)),
        ("2019-06-14T23:30Z", date(2019, 6, 15)),
    ],
)
def test_a_day_a_moment_or_nothing_means_a_day(text, on):
    assert day_meant(text, now=NOW) == on


@pytest.mark.parametrize("text", ["15.3.2019", "2019-03-15T08:00", "tomorrow", "2019-02-29", "0001-01-01T00:00+14:00"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(Unreadable, match="--at: is neither a day"):
        day_meant(text, now=NOW)


def test_a_day_is_written_in_the_time_of_its_places():
    assert write_day(DAY) == (
        "Masjid an-Nūr (muslim), Northford  nur\n"
        "  13:15–13:50 Jumu'ah: about 1,200 people (800 to 1,500), likely. Ask\n"
        "Friday 14 June 2019: 1 session at 1 place.\n"
    )


def test_a_day_is_written_as_json_with_offsets():
    written = json.loads(write_day_json(DAY))

    (place,) = written["places"]
    (session,) = place["sessions"]
    assert (written["on"], place["id"], place["lat"], place["community"]) == ("2019-06-14", "nur", 52.15, "muslim")
    assert (session["starts"], session["people"]) == ("2019-06-14T13:15:00+01:00", 1200)
    assert session["windows"] == [
        {"phase": "gathered", "opens": "2019-06-14T13:15:00+01:00", "closes": "2019-06-14T13:50:00+01:00"}
    ]


def test_a_day_on_which_nobody_gathers_says_so():
    assert write_day(Day(date(2019, 6, 14), ())) == "Friday 14 June 2019: 0 sessions at 0 places.\n"
