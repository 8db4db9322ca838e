import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest

from tests.patrol.a_day import MOSQUE, SHUL, a_unit
from tests.patrol.inspect.a_case import breaches
from tests.people import ADMIN, ANALYST, COORDINATOR, OFFICER, SECOND_COORDINATOR
from vigil import catalogue
from vigil.database.engine import CHANGES
from vigil.desk.audit import AuditPage
from vigil.desk.desk import Stopped
from vigil.ground.errors import NoPlan, NotAllowed, NotFound, Refused, Unreadable
from vigil.patrol.draws.query import DayDraws, DrawOf, PledgeOrder
from vigil.patrol.inspect.faults import inspect_plan
from vigil.patrol.query import ExportOrder, PlanFormat, PlanId, PlanKind, PlanOrder, PlanQuery, VisitId
from vigil.patrol.read_request import parse_request
from vigil.posture.level import ResponseLevel
from vigil.posture.query import UpliftAnswer
from vigil.posture.uplift import UpliftTerms
from vigil.register import store as register_store
from vigil.register.place import Community

ORDER = PlanOrder(on=date(2019, 3, 15), kind=PlanKind.SINGLE, iterations=150, seed=1)


TWO_UNITS = (a_unit(), a_unit("south"))


def furnish(office, *, units=TWO_UNITS, places=(MOSQUE, SHUL)):
    """Give an office places, units, and an approved uplift for the mosque."""
    with office.engine.connect().execution_options(**CHANGES) as connection:
        register_store.add_places(connection, places, at=datetime(2019, 3, 1, tzinfo=UTC))
        register_store.add_units(connection, units)
        connection.commit()


def uplift(office):
    terms = UpliftTerms(
        level=ResponseLevel.HEIGHTENED,
        communities=(Community.MUSLIM,),
        areas=("Camden",),
        from_at=datetime(2019, 3, 15, 8, tzinfo=UTC),
        until_at=datetime(2019, 3, 18, 18, tzinfo=UTC),
        time_zone="Europe/London",
        reasons=("Attack on two mosques.",),
    )
    proposed = office.perform(catalogue.PROPOSE_UPLIFT, terms, COORDINATOR)
    return office.perform(catalogue.APPROVE_UPLIFT, UpliftAnswer(proposed.id, "agreed"), SECOND_COORDINATOR)


@pytest.fixture
def town(sqlite_office):
    furnish(sqlite_office)
    uplift(sqlite_office)
    return sqlite_office


def test_a_day_is_planned_kept_and_stands_up_to_the_checker(office):
    furnish(office)
    uplift(office)
    plan = office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    assert office.perform(catalogue.GET_PLAN, PlanId(plan.id), ANALYST) == plan
    assert office.perform(catalogue.LIST_PLANS, PlanQuery(), ANALYST) == (plan.head,)
    assert plan.head.visits > 3
    assert plan.head.made_by_name == COORDINATOR.name
    visits = [visit for walk in plan.rounds for visit in walk.visits]
    jumuah = next(visit for visit in visits if "jumuah" in visit.session_id)
    assert (jumuah.level, jumuah.uplift_ids) == ("heightened", (1,))
    assert all(visit.arrive_at >= plan.head.made_at for visit in visits)
    request = office.perform(catalogue.EXPORT_PLAN, ExportOrder(plan_id=plan.id, format=PlanFormat.REQUEST), ADMIN)
    written = office.perform(catalogue.EXPORT_PLAN, ExportOrder(plan_id=plan.id, format=PlanFormat.JSON), ADMIN)
    assert breaches(json.loads(request.content), json.loads(written.content)) == []
    assert (request.name, written.name) == (f"plan-{plan.id}-request.json", f"plan-{plan.id}.json")


def test_the_request_is_what_the_plan_answers(town):
    drafted = town.perform(catalogue.DRAFT_REQUEST, ORDER, COORDINATOR)
    plan = town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    kept = town.perform(catalogue.EXPORT_PLAN, ExportOrder(plan_id=plan.id, format=PlanFormat.REQUEST), COORDINATOR)
    assert parse_request(kept.content, "kept") == drafted
    assert drafted.max_visits_per_place == 3
    assert not any("fajr" in window.id for window in drafted.windows)


def test_the_office_draws_a_seed_when_none_is_given(town):
    plan = town.perform(catalogue.PLAN_ROUNDS, replace(ORDER, seed=None), COORDINATOR, seed=77)
    assert plan.head.seed == 77


def test_only_part_of_the_register_may_be_planned(town):
    only = town.perform(catalogue.PLAN_ROUNDS, replace(ORDER, community=Community.JEWISH), COORDINATOR)
    assert {visit.place_id for walk in only.rounds for visit in walk.visits} == {"shul"}
    assert only.head.community == "jewish"
    only = town.perform(catalogue.PLAN_ROUNDS, replace(ORDER, area="Camden"), COORDINATOR)
    assert {visit.place_id for walk in only.rounds for visit in walk.visits} == {"mosque"}


def test_a_visit_is_walked_back_to_its_uplift(town):
    plan = town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    visits = [visit for walk in plan.rounds for visit in walk.visits]
    mosque = next(visit for visit in visits if visit.place_id == "mosque")
    explained = town.perform(catalogue.EXPLAIN_VISIT, VisitId(mosque.id), ANALYST)
    assert explained.found.visit == mosque
    assert [one.id for one in explained.uplifts] == [1]
    assert "Its reason: Attack on two mosques." in explained.sentences
    shul = next(visit for visit in visits if visit.place_id == "shul")
    assert town.perform(catalogue.EXPLAIN_VISIT, VisitId(shul.id), ANALYST).uplifts == ()


@pytest.mark.parametrize(
    ("wanted", "media_type", "begins"),
    [
        (PlanFormat.CSV, "text/csv; charset=utf-8", b"plan,date,unit"),
        (PlanFormat.GEOJSON, "application/geo+json", b"{"),
        (PlanFormat.ICS, "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\n"),
        (PlanFormat.PDF, "application/pdf", b"%PDF"),
    ],
)
def test_a_units_part_leaves_as_a_file_and_the_audit_keeps_that_it_did(town, wanted, media_type, begins):
    plan = town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    order = ExportOrder(plan_id=plan.id, format=wanted, unit_id="north")
    file = town.perform(catalogue.EXPORT_PLAN, order, COORDINATOR)
    assert (file.name, file.media_type) == (f"plan-{plan.id}-north.{wanted}", media_type)
    assert file.content.startswith(begins)
    assert b"south" not in file.content
    newest = town.perform(catalogue.LIST_AUDIT, AuditPage(1), ADMIN)[0]
    assert (newest.action, newest.actor_id) == ("patrol.export_plan", COORDINATOR.id)
    assert "mosque" not in newest.subject


def test_every_printed_copy_bears_a_number_that_the_audit_keeps(town):
    plan = town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    order = ExportOrder(plan_id=plan.id, format=PlanFormat.PDF, unit_id="north")
    copies = []
    for _ in range(2):
        file = town.perform(catalogue.EXPORT_PLAN, order, COORDINATOR)
        newest = town.perform(catalogue.LIST_AUDIT, AuditPage(1), ADMIN)[0]
        copies.append(json.loads(newest.subject)["noted"]["copy"])
        (page,) = pypdf.PdfReader(io.BytesIO(file.content)).pages
        assert f"Copy {copies[-1]}" in " ".join(page.extract_text().split())
    assert copies[0] != copies[1]


def test_a_plan_never_stands_in_the_audit(town):
    town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    newest = town.perform(catalogue.LIST_AUDIT, AuditPage(1), ADMIN)[0]
    assert newest.action == "patrol.plan_rounds"
    assert "mosque" not in newest.subject


def test_a_unit_that_is_not_in_the_plan_is_not_found(town):
    plan = town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    order = ExportOrder(plan_id=plan.id, format=PlanFormat.CSV, unit_id="west")
    with pytest.raises(NotFound, match="unit in this plan"):
        town.perform(catalogue.EXPORT_PLAN, order, COORDINATOR)


def test_work_that_is_stopped_leaves_nothing_behind(town):
    def stop(share, says):
        if "tried" in says:
            raise Stopped(says)

    with pytest.raises(Stopped):
        town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR, progress=stop)
    assert town.perform(catalogue.LIST_PLANS, PlanQuery(), COORDINATOR) == ()


def test_without_units_or_gatherings_there_is_no_plan(sqlite_office):
    furnish(sqlite_office, units=())
    with pytest.raises(NoPlan, match="no unit to send"):
        sqlite_office.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    furnish(sqlite_office, places=())
    with pytest.raises(NoPlan, match="no place gathers"):
        sqlite_office.perform(catalogue.PLAN_ROUNDS, replace(ORDER, community=Community.SIKH), COORDINATOR)


def test_a_bad_order_is_refused(town):
    for action in (catalogue.PLAN_ROUNDS, catalogue.DRAFT_REQUEST):
        with pytest.raises(Unreadable):
            town.perform(action, replace(ORDER, max_visits_per_place=0), COORDINATOR)


@pytest.mark.parametrize(
    "action", [catalogue.SETTLE_PLAN_ORDER, catalogue.DRAFT_REQUEST, catalogue.PLAN_ROUNDS], ids=lambda one: one.name
)
def test_what_no_plan_could_keep_is_refused_by_each(town, action):
    with pytest.raises(NotFound, match="There is no area “Atlantis”"):
        town.perform(action, replace(ORDER, area="Atlantis"), COORDINATOR)
    with pytest.raises(Refused, match="Thursday 14 March 2019 is over"):
        town.perform(action, replace(ORDER, on=ORDER.on - timedelta(days=1)), COORDINATOR)


def test_an_area_is_kept_by_the_name_the_desk_holds(town):
    order = replace(ORDER, area="camden")
    assert town.perform(catalogue.SETTLE_PLAN_ORDER, order, COORDINATOR) == replace(order, area="Camden")
    assert town.perform(catalogue.PLAN_ROUNDS, order, COORDINATOR).head.area == "Camden"


def test_an_analyst_reads_and_an_officer_does_not(town):
    plan = town.perform(catalogue.PLAN_ROUNDS, ORDER, COORDINATOR)
    with pytest.raises(NotAllowed):
        town.perform(catalogue.PLAN_ROUNDS, ORDER, ANALYST)
    with pytest.raises(NotAllowed):
        town.perform(catalogue.EXPORT_PLAN, ExportOrder(plan_id=plan.id, format=PlanFormat.CSV), ANALYST)
    with pytest.raises(NotAllowed):
        town.perform(catalogue.GET_PLAN, PlanId(plan.id), OFFICER)


GAME = replace(ORDER, kind=PlanKind.GAME, iterations=None, seconds=2.0)


def test_a_plan_is_drawn_with_a_pledge_of_its_own_and_proved_the_day_after(town):
    pledge = town.perform(catalogue.PLEDGE_DRAW, PledgeOrder(GAME.on), COORDINATOR)
    plan = town.perform(catalogue.PLAN_ROUNDS, replace(GAME, pledge_id=pledge.id), COORDINATOR)
    assert plan.head.commitment == pledge.commitment
    request = town.perform(catalogue.EXPORT_PLAN, ExportOrder(plan_id=plan.id, format=PlanFormat.REQUEST), ADMIN)
    written = town.perform(catalogue.EXPORT_PLAN, ExportOrder(plan_id=plan.id, format=PlanFormat.JSON), ADMIN)
    assert inspect_plan(request.content, written.content, "request", "plan").faults == ()
    assert {floor["group"] for floor in json.loads(request.content)["fairness"]} == {"community", "area"}
    assert json.loads(request.content).get("max_visits_per_place") is None
    draw = town.perform(catalogue.FIND_DRAW, DrawOf(plan.id), ANALYST)
    assert draw.published.value <= draw.published.max_value
    day_after = replace(town, clock=lambda: datetime(2019, 3, 16, 9, tzinfo=UTC))
    assert day_after.perform(catalogue.PROVE_DAY, DayDraws(GAME.on), ANALYST).holds


def test_no_plan_is_drawn_without_a_pledge_of_its_own(town):
    with pytest.raises(Refused, match="pledged before"):
        town.perform(catalogue.PLAN_ROUNDS, GAME, COORDINATOR)
    other = town.perform(catalogue.PLEDGE_DRAW, PledgeOrder(GAME.on + timedelta(days=1)), COORDINATOR)
    with pytest.raises(Refused, match="another day or plan"):
        town.perform(catalogue.PLAN_ROUNDS, replace(GAME, pledge_id=other.id), COORDINATOR)
    used = town.perform(catalogue.PLEDGE_DRAW, PledgeOrder(GAME.on), COORDINATOR)
    town.perform(catalogue.PLAN_ROUNDS, replace(GAME, pledge_id=used.id), COORDINATOR)
    with pytest.raises(Refused, match="another day or plan"):
        town.perform(catalogue.PLAN_ROUNDS, replace(GAME, pledge_id=used.id), COORDINATOR)


def test_a_floor_of_nought_is_no_floor(town):
    drafted = town.perform(catalogue.DRAFT_REQUEST, replace(GAME, community_floor=0.0), COORDINATOR)
    assert [(floor.group, floor.floor) for floor in drafted.fairness] == [("area", 0.5)]
