"""`vigil register`, its rota."""

import csv

import pytest

from tests.people import COORDINATOR, SECOND_COORDINATOR
from vigil import catalogue
from vigil.desk.access import NewUser
from vigil.desk.actor import KEEPER

UNITS = """id,name,base_name,lat,lon,from,until,travel,kind,persons,least_persons,lender,rota
s1,Stewards 1,centre,51.5160,-0.0600,10:00,16:00,foot,steward,2,1,,yes
k1,Kent 1,centre,51.5160,-0.0600,08:00,20:00,vehicle,armed,2,2,Kent Police,
"""
ROTA = """steward,contact,trained_until,unit,from,until
Asha,07700 900001,2019-12-31,s1,2019-03-20 10:00,2019-03-20 16:00
Ben,,2019-12-31,nowhere,2019-03-20 10:00,2019-03-20 16:00
"""
WEEK = ("--from", "2019-03-18")
AMINA, BRENDAN = ("--by", COORDINATOR.id), ("--by", SECOND_COORDINATOR.id)


@pytest.fixture
def desk(vigil, sqlite_office, tmp_path, monkeypatch):
    """The command line of a desk with a unit of stewards, one of Kent's, and two coordinators."""
    monkeypatch.setenv("VIGIL_REPLAY_AT", "2019-03-15T08:00+00:00")
    (tmp_path / "units.csv").write_text(UNITS)
    assert vigil("register", "import-units", str(tmp_path / "units.csv"), "--anywhere").code == 0
    for person in (COORDINATOR, SECOND_COORDINATOR):
        new = NewUser(person.id, person.name, person.role, "a password of tests only")
        sqlite_office.perform(catalogue.ADD_USER, new, KEEPER)
    return lambda *words: vigil("register", *words)


def test_units_are_listed_with_why_they_are_not_sent_and_written_again(desk, tmp_path):
    ran = desk("units", "--on", "2019-03-20")
    assert "k1                               armed    0 people  not sent, lent by Kent Police  It belongs to" in ran.out
    assert ran.err == "0 of 2 units can be sent on 2019-03-20.\n"
    assert desk("export-units", "--out", str(tmp_path / "out.csv")).code == 0
    assert [row["lender"] for row in csv.DictReader((tmp_path / "out.csv").read_text().splitlines())] == [
        "Kent Police",
        "",
    ]


def test_a_loan_is_kept_listed_and_ended(desk):
    loan = ("--from", "2019-03-20T09:00", "--until", "2019-03-20T21:00+00:00", "--agreed-by", "Insp. Webb")
    assert desk("lend", "k1", *loan).out == "Loan 1: Kent 1 is lent by Kent Police.\n"
    ran = desk("units", "--on", "2019-03-20")
    assert "2 people  2019-03-20 09:00 to 2019-03-20 20:00, lent by Kent Police  Sent only from 09:00" in ran.out
    assert "Loan 1: k1 from 2019-03-20 09:00 until 2019-03-20 21:00 UTC, agreed by Insp. Webb." in ran.err
    assert desk("end-loan", "1").out == "Loan 1 is over.\n"
    assert desk("end-loan", "1").code == 2
    assert "There is no unit “x9”" in desk("lend", "x9", *loan).err
    assert "--from: write the moment as" in desk("lend", "k1", "--from", "noon", *loan[2:]).err


def test_a_rota_is_imported_listed_and_exported(desk, tmp_path):
    (tmp_path / "rota.csv").write_text(ROTA)
    ran = desk("import-rota", str(tmp_path / "rota.csv"), "--rejected", str(tmp_path / "rejected.csv"))
    assert ran.out.splitlines() == [
        "2 lines read: 1 added, 0 changed, 0 unchanged, 1 rejected.",
        "  line 3, unit: is not the id of a unit of this desk",
    ]
    assert (tmp_path / "rejected.csv").read_text().startswith("line,field,value,reason\n3,unit,nowhere")
    ran = desk("rota", *WEEK)
    assert ran.out == "    1  2019-03-20 10:00 to 2019-03-20 16:00  s1  Asha (steward 1)\n"
    assert ran.err == "1 duty on the rota.\n"
    assert "Asha,07700 900001,2019-12-31,s1" in desk("export-rota", "--out", "-", *WEEK).out
    assert "1 of its usual 2 people" in desk("units", "--on", "2019-03-20").out


def test_duties_are_given_away_and_taken(desk):
    assert desk("add-steward", "Asha", "--contact", "at the gate").out == "Steward 1: Asha.\n"
    assert desk("add-steward", "Ben", "--trained-until", "2019-12-31").out == "Steward 2: Ben.\n"
    duty = ("s1", "--from", "2019-03-20T10:00", "--until", "2019-03-20T16:00")
    assert desk("add-duty", "1", *duty).out == "It stands on the rota.\n"
    assert desk("offer-duty", "1", "--why", "A wedding.", *AMINA).out == "Swap 1 of duty 1 is proposed.\n"
    assert desk("take-duty", "1", "2", *AMINA).out == "Swap 1 of duty 1 is taken. A second person must agree.\n"
    listed = desk("rota", *WEEK)
    assert "Asha (steward 1)  TRAINING NOT VALID  on offer: swap 1" in listed.out
    assert "Swap 1, taken: duty 1 of Asha, taken by Ben. A wedding." in listed.out
    assert desk("approve-swap", "1", *AMINA).code == 1
    assert desk("approve-swap", "1", *BRENDAN).out == "Swap 1 of duty 1 is done.\n"
    assert "Ben (steward 2)\n" in desk("rota", *WEEK, "--unit", "s1").out
    assert "There is no user “x”" in desk("withdraw-swap", "1", "--by", "x").err
    trained = desk("train-steward", "1", "--until", "2019-12-31")
    assert trained.out == "The training of Asha is valid until 2019-12-31.\n"
    assert desk("offer-duty", "1", "--why", "Ill.", *AMINA).code == 0
    assert desk("withdraw-swap", "2", *AMINA).out == "Swap 2 of duty 1 is withdrawn.\n"
    desk("offer-duty", "1", "--why", "Ill.", *AMINA)
    desk("take-duty", "3", "1", *AMINA)
    assert desk("refuse-swap", "3", *AMINA).out == "Swap 3 of duty 1 is refused.\n"
    assert desk("drop-duty", "1").out == "Duty 1 is off the rota.\n"
    assert desk("forget-steward", "2").out == "Steward 2 is off the rota.\n"
    assert desk("rota", *WEEK).err == "0 duties on the rota.\n"
    assert "--trained-until: write the day as" in desk("add-steward", "X", "--trained-until", "soon").err
