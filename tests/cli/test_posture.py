"""`vigil posture`."""

import pytest

from tests.people import ADMIN
from tests.posture.events import FRIDAY, a_mosque
from vigil import catalogue
from vigil.cli import door
from vigil.desk.access import NewUser
from vigil.desk.actor import Role
from vigil.desk.office import Office
from vigil.register import store as register_store

CHRISTCHURCH = "2019-03-15-christchurch-mosque-shootings"


@pytest.fixture
def friday(sqlite_office: Office, monkeypatch) -> Office:
    """An office on Friday morning with one mosque and two coordinators, which the commands find."""
    from vigil.database.engine import CHANGES

    for user_id in ("anna", "ben"):
        person = NewUser(user_id, user_id.capitalize(), Role.COORDINATOR, "correct horse battery")
        sqlite_office.perform(catalogue.ADD_USER, person, ADMIN)
    with sqlite_office.engine.connect().execution_options(**CHANGES) as connection:
        register_store.add_places(connection, [a_mosque()], at=FRIDAY)
        connection.commit()
    monkeypatch.setattr("vigil.cli.posture.open_office", lambda: sqlite_office)
    return sqlite_office


def test_the_level_is_told_by_date(vigil):
    ran = vigil("posture", "level", "--at", "2019-03-15T08:00+00:00")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "National threat level SEVERE: an attack is highly likely.",
        "National response level HEIGHTENED; announced on 2017-09-17.",
    ]


def test_before_2006_and_after_the_record_it_says_so(vigil):
    assert "not published" in vigil("posture", "level", "--at", "2001-09-11T12:00+00:00").out
    assert "the last one known" in vigil("posture", "level", "--at", "2040-01-01T00:00+00:00").out


def test_the_level_of_places_is_told_with_why(vigil, friday):
    ran = vigil("posture", "level", "--place", a_mosque().id, "--area", "tower hamlets")
    assert "osm:node/1: normal" in ran.out
    assert "while the national threat level is SEVERE" in ran.out
    assert "1 places normal" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("level", "--at", "tomorrow"), "--at"),
        (("set-level", "dire", "--source", "BBC", "--by", "anna"), "is not one of low, moderate"),
        (("set-level", "low", "--source", "BBC", "--by", "anna", "--from", "2019-03-15"), "--from"),
        (("import-triggers", "not-there.csv"), "not-there.csv"),
    ],
)
def test_bad_input_is_said(vigil, friday, words, said):
    ran = vigil("posture", *words)
    assert ran.code == 2
    assert said in ran.err


def test_a_level_is_kept_in_the_name_of_a_user(vigil, friday):
    assert vigil("posture", "set-level", "critical", "--source", "Home Secretary", "--by", "anna").code == 0
    assert "CRITICAL: an attack is expected imminently." in vigil("posture", "level").out
    ran = vigil("posture", "set-level", "critical", "--source", "Home Secretary", "--by", "nobody")
    assert (ran.code, "There is no user “nobody”" in ran.err) == (2, True)


def test_from_an_event_to_an_uplift_and_its_end(vigil, friday):
    assert "94 added" in vigil("posture", "import-triggers").out
    listed = vigil("posture", "triggers", "--limit", "1").out
    assert CHRISTCHURCH in listed
    assert "49 killed, as of 15 March 2019, 08:00 UTC" in listed

    proposed = vigil("posture", "propose", "--trigger", CHRISTCHURCH, "--by", "anna").out
    assert proposed.startswith(
        "1 proposed: heightened for muslim in 1 areas, from Friday 15 March 2019, 08:00 until Mond"
    )
    refused = vigil("posture", "approve", "1", "--by", "anna", "--because", "Mine.")
    assert (refused.code, "second person" in refused.err) == (1, True)
    assert vigil("posture", "approve", "1", "--by", "ben", "--because", "Agreed.").out.startswith("1 approved")
    assert vigil("posture", "end", "1", "--by", "anna", "--because", "All calm.").out.startswith("1 ended")
    told = vigil("posture", "list").out
    assert "Ben (typed by the keeper of this machine), 2019-03-15 08:00 UTC: Agreed." in told


def test_an_uplift_can_be_made_shorter_and_refused(vigil, friday):
    vigil("posture", "import-triggers")
    until = ("--until", "2019-03-16T18:00+00:00")
    proposed = vigil("posture", "propose", "--trigger", CHRISTCHURCH, "--by", "anna", *until).out
    assert "until Saturday 16 March 2019, 18:00" in proposed
    assert vigil("posture", "refuse", "1", "--by", "ben", "--because", "Too short.").out.startswith("1 refused")


def test_rejected_events_are_told_and_written(vigil, friday, tmp_path):
    file, rejected = tmp_path / "mine.csv", tmp_path / "rejected.csv"
    file.write_text("date,name,place,country,lat,lon,kind\nyesterday,Attack,Town,GB,51,0,murder\n")

    ran = vigil("posture", "import-triggers", str(file), "--rejected", str(rejected))

    assert "1 rejected" in ran.out
    assert "line 2, date" in ran.out
    assert rejected.read_text().splitlines()[1].startswith("2,date,yesterday,")


def test_the_commands_find_the_office_of_this_machine():
    from vigil.cli import posture

    assert posture.open_office is door.open_office
