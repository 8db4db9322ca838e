import json

from tests.patrol.a_day import at
from tests.patrol.carry.a_shift import a_kept, a_plan
from vigil.patrol.carry.presence import presences
from vigil.patrol.carry.query import CarriedRound
from vigil.patrol.carry.terms import CarryTerms
from vigil.patrol.carry.words import SAY
from vigil.patrol.carry.write_round import write_round
from vigil.patrol.stored import INVENTED
from vigil.posture.level import ResponseLevel


def carried(number=0, **changes) -> CarriedRound:
    plan = a_plan()
    walk = plan.rounds[number]
    values = {
        "plan": plan.head,
        "walk": walk,
        "terms": CarryTerms(),
        "presences": presences(walk.visits, [a_kept(at=at(12))], at=at(12)),
        "notes": {"mosque": "the side door sticks"},
        "at": at(8),
    }
    return CarriedRound(**(values | changes))


def test_a_round_holds_all_a_unit_needs():
    written = json.loads(json.dumps(write_round(carried())))
    assert (written["version"], written["plan"], written["on"]) == (1, 7, "2019-03-15")
    assert (written["server_at"], written["ends_at"]) == ("2019-03-15T08:00:00Z", "2019-03-15T20:00:00Z")
    assert written["unit"]["name"] == "North 1"
    assert written["unit"]["notice"] == INVENTED
    assert written["shift"]["until"] == "2019-03-15T19:00:00Z"
    first, *others = written["stops"]
    assert (first["visit"], first["place"], first["door"]) == (
        1,
        "مسجد النور Nūr Mosque",
        "north door, women's entrance",
    )
    assert (first["state"], first["arrived"], first["departed"]) == ("present", "2019-03-15T12:00:00Z", None)
    assert first["note"] == "the side door sticks"
    assert first["do"].startswith("Be seen at the door")
    assert first["say"] == SAY["heightened"]
    assert others[-1]["note"] == ""
    assert others[-1]["state"] == "planned"


def test_a_round_holds_nothing_of_other_units():
    written = json.dumps(write_round(carried(1)))
    assert "Mosque" not in written
    assert "North" not in written
    assert json.loads(written)["shift"]["leave"] is None
    assert json.loads(written)["unit"]["notice"] == ""


def test_what_nobody_has_said_anything_of_is_planned():
    assert write_round(carried(presences={}))["stops"][0]["state"] == "planned"


def test_there_are_words_for_every_level():
    assert set(SAY) == {level.value for level in ResponseLevel}
