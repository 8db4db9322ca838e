from dataclasses import replace
from datetime import UTC, date, datetime

from tests.patrol.a_day import a_stored_plan, at
from vigil.ground.point import Point
from vigil.patrol.stored import INVENTED, FoundVisit
from vigil.patrol.why import explain_visit
from vigil.picture.figure import Figure
from vigil.posture.level import ResponseLevel
from vigil.posture.trigger import Trigger, TriggerKind
from vigil.posture.uplift import Decision, Uplift, UpliftState, UpliftTerms
from vigil.register.place import Community, Origin

FIGURE = Figure(
    of="islamophobic hate crime in London",
    value=84,
    unit="offences",
    denominator="February 2019, all boroughs",
    as_of=date(2019, 2, 28),
    source="Metropolitan Police",
)
TRIGGER = Trigger(
    id="christchurch",
    name="Christchurch mosque shootings",
    place="Christchurch",
    country="NZ",
    point=Point(lat=-43.5, lon=172.6),
    kind=TriggerKind.ATTACK_ON_PLACE_OF_WORSHIP,
    on=date(2019, 3, 15),
    origin=Origin("made for a test"),
)

APPROVED = Decision("b", "Brendan Coordinator", at(7), "yes")


def an_uplift(trigger_id="christchurch", answer=APPROVED):
    terms = UpliftTerms(
        level=ResponseLevel.HEIGHTENED,
        communities=(Community.MUSLIM,),
        areas=("Camden",),
        from_at=at(7),
        until_at=datetime(2019, 3, 18, 18, tzinfo=UTC),
        time_zone="Europe/London",
        reasons=("Attack on two mosques.",),
        trigger_id=trigger_id,
    )
    proposal = Decision("a", "Amina Coordinator", at(6), "Attack on two mosques.")
    return Uplift(id=1, state=UpliftState.APPROVED, terms=terms, figures=(FIGURE,), proposal=proposal, answer=answer)


def found(number):
    plan = a_stored_plan()
    return FoundVisit(plan.rounds[0].visits[number], plan.rounds[0], plan.head)


def test_a_visit_is_walked_back_to_the_uplift_its_figures_and_its_trigger():
    explained = explain_visit(found(0), (an_uplift(),), {"christchurch": TRIGGER})
    said = " ".join(explained.sentences)
    for part in (
        "North 1 stands at مسجد النور Nūr Mosque from 13:",
        "People are arriving for Jumuah between 13:00 and 13:15; about 300 are expected.",
        INVENTED,
        "which Amina Coordinator asked for on Friday 15 March 2019, 08:00 (searched with seed 1, 200 iterations)",
        "The level of مسجد النور Nūr Mosque was heightened. Heightened by uplift 1.",
        "Uplift 1 was proposed by Amina Coordinator and approved by Brendan Coordinator",
        "until Monday 18 March 2019, 18:00",
        "Its reason: Attack on two mosques.",
        "It was set off by Christchurch mosque shootings, Christchurch, Friday 15 March 2019.",
        "It rests on islamophobic hate crime in London: 84 offences (February 2019, all boroughs; as of 2019-02-28; ",
        "Metropolitan Police).",
    ):
        assert part in said
    assert explained.triggers == (TRIGGER,)


def test_a_visit_without_an_uplift_says_so():
    explained = explain_visit(found(2), (), {})
    assert "No uplift stands behind this visit." in explained.sentences
    assert explained.triggers == ()


def test_an_uplift_without_trigger_or_answer_is_told_as_it_is():
    said = " ".join(explain_visit(found(0), (an_uplift("", None),), {}).sentences)
    assert "proposed by Amina Coordinator; it holds" in said
    assert "set off" not in said


def test_a_real_unit_has_no_notice():
    plan = a_stored_plan()
    visit = FoundVisit(plan.rounds[0].visits[0], plan.rounds[1], plan.head)
    assert INVENTED not in explain_visit(visit, (an_uplift(),), {}).sentences


def test_every_factor_of_the_worth_is_said_with_its_bounds():
    visit = next(visit for walk in a_stored_plan().rounds for visit in walk.visits)
    said = explain_visit(FoundVisit(visit, a_stored_plan().rounds[0], a_stored_plan().head), (), {}).sentences
    told = [sentence for sentence in said if " counts " in sentence]
    assert [sentence.split()[0].lower() for sentence in told] == [factor.name for factor in visit.factors]
    assert "Level counts 2 (never under 1, never over 3): The response level of the place is heightened." in told


def test_a_visit_that_a_repair_has_overtaken_says_so():
    plan = a_stored_plan()
    visit, walk = plan.rounds[0].visits[0], plan.rounds[0]
    repaired = replace(plan.head, round_version=2)
    said = explain_visit(FoundVisit(visit, walk, repaired, 1), (), {}).sentences
    assert "was to stand at" in said[0]
    assert any(sentence.startswith("A repair has since put other rounds in force (version 2)") for sentence in said)
    in_force = explain_visit(FoundVisit(visit, walk, repaired, 2), (), {}).sentences
    assert "stands at" in in_force[0]
    assert not any("repair" in sentence for sentence in in_force)
