"""The demonstration, run whole, and its plan checked by the written rules alone."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.patrol.inspect.a_case import breaches
from tests.posture.events import FRIDAY
from vigil import catalogue
from vigil.cli.demo_summary import PLAN, REQUEST, SUMMARY, DemoSummary
from vigil.cli.demonstration import COORDINATOR_A, COORDINATOR_B, OFFICER_C, DemoStage, give, in_words, office_of
from vigil.desk.access import Everybody, NewUser
from vigil.desk.actor import KEEPER, Role
from vigil.desk.audit import AuditPage, WholeAudit
from vigil.desk.desk import nobody_listens
from vigil.patrol.query import PlanQuery
from vigil.picture.query import BoardQuery
from vigil.posture.level import ResponseLevel
from vigil.posture.query import PlaceLevelQuery, UpliftQuery
from vigil.register.query import PlaceId

SUNDAY_NIGHT = datetime(2018, 1, 14, 23, 40, tzinfo=UTC)


def a_stage(folder: Path, say: Callable[[str], None] = print) -> DemoStage:
    return DemoStage(folder, 2.0, say, nobody_listens)


@pytest.fixture(scope="module")
def friday(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DemoSummary, list[str]]:
    """The folder, the summary and the words of the demonstration of Friday 15 March 2019."""
    folder, said = tmp_path_factory.mktemp("demo"), list[str]()
    return folder, give(a_stage(folder, said.append), FRIDAY), said


def test_the_main_job_is_done_on_real_data(friday):
    _, summary, _ = friday

    assert summary.places >= 3_000
    assert summary.sessions > 500
    assert summary.reports == 30_954
    assert summary.plan.units >= 40
    assert summary.plan.visits > 100


def test_the_uplift_has_an_end_and_was_approved_by_a_second_person(friday):
    uplift = friday[1].uplift

    assert uplift.terms.communities == ("muslim",)
    assert uplift.terms.until_at == datetime(2019, 3, 18, 18, 0, tzinfo=UTC)
    assert {"Camden", "City of London", "Tower Hamlets"} <= set(uplift.terms.areas)
    assert (uplift.proposal.by_id, uplift.answer.by_id) == (COORDINATOR_A.id, COORDINATOR_B.id)
    assert uplift.figures


def test_every_visit_of_the_plan_keeps_the_written_rules(friday):
    folder = friday[0]
    request = json.loads((folder / REQUEST).read_text())
    plan = json.loads((folder / PLAN).read_text())

    assert breaches(request, plan) == []
    stops = [stop for walk in plan["plans"][plan["drawn"]]["rounds"] for stop in walk["stops"]]
    assert len(stops) == friday[1].plan.visits


def test_the_places_of_the_uplift_stand_higher(friday):
    office = office_of(friday[0], FRIDAY)
    levels = office.perform(catalogue.LIST_PLACE_LEVELS, PlaceLevelQuery(area="Tower Hamlets"), OFFICER_C)

    raised = [one.place_id for one in levels if one.level is ResponseLevel.HEIGHTENED]
    assert raised
    assert all(office.perform(catalogue.GET_PLACE, PlaceId(one), OFFICER_C).community == "muslim" for one in raised)
    office.engine.dispose()


def test_the_picture_of_the_day_before_is_made_with_what_was_known_then(friday):
    office = office_of(friday[0], FRIDAY)
    board = office.perform(catalogue.GET_BOARD, BoardQuery(), COORDINATOR_A)

    assert board.as_of == date(2019, 3, 14)
    assert max(point.on for one in board.series for point in one.points) == date(2019, 2, 1)
    assert any(f"The picture of 2019-03-14 holds {len(board.series)} series" in words for words in friday[2])
    office.engine.dispose()


def test_the_summary_is_kept_in_the_folder(friday):
    kept = json.loads((friday[0] / SUMMARY).read_text())

    assert Path(kept["plan"]["file"]).exists()
    assert Path(kept["request"]["file"]).exists()
    assert set(kept["seconds"]) == {"import", "calendar", "picture", "plan", "total"}


def test_the_words_say_what_is_invented_what_is_missing_and_what_was_decided(friday):
    words = " ".join(friday[2])

    assert "Friday 15 March 2019, 08:00 in London" in words
    assert "People and units are invented" in words
    assert "lacks most of London's mosques" in words
    assert "Christchurch" in words
    assert "approved by B. Coordinator (invented)" in words
    assert "49 killed, as of 15 March 2019, 08:00 UTC" in words
    assert "51 killed" not in words


def test_the_audit_is_whole_and_keeps_no_password(friday):
    office = office_of(friday[0], FRIDAY)

    assert office.perform(catalogue.VERIFY_AUDIT, WholeAudit(), KEEPER).is_whole
    lines = office.perform(catalogue.LIST_AUDIT, AuditPage(limit=1000), KEEPER)
    assert {line.at for line in lines if line.actor_id == COORDINATOR_A.id} == {FRIDAY}
    assert not any("password" in line.subject for line in lines)
    office.engine.dispose()


def test_the_clock_of_its_desk_runs_on(friday):
    office = office_of(friday[0], FRIDAY)

    first, second = office.clock(), office.clock()
    assert FRIDAY <= first <= second
    office.engine.dispose()


def test_an_interrupted_demonstration_goes_on_without_doing_anything_twice(tmp_path):
    office = office_of(tmp_path, SUNDAY_NIGHT)
    office.perform(
        catalogue.ADD_USER, NewUser(COORDINATOR_A.id, "A.", Role.COORDINATOR, "correct horse battery"), KEEPER
    )
    said: list[str] = []

    summary = give(a_stage(tmp_path, said.append), SUNDAY_NIGHT)
    again = give(a_stage(tmp_path), SUNDAY_NIGHT)

    people = office.perform(catalogue.LIST_USERS, Everybody(), KEEPER)
    assert sorted(user.id for user in people) == [COORDINATOR_A.id, COORDINATOR_B.id, OFFICER_C.id]
    assert (again.places, again.reports) == (summary.places, summary.reports)
    # Twenty to midnight, and nothing happened in the last 14 days: no uplift, and no unit is on its shift.
    assert summary.uplift is None
    assert any("no uplift is proposed" in words for words in said)
    assert summary.plan is None
    assert any("No plan is possible" in words for words in said)
    assert office.perform(catalogue.LIST_PLANS, PlanQuery(), COORDINATOR_A) == ()
    office.engine.dispose()


def test_an_uplift_that_is_in_force_already_is_kept(tmp_path):
    night = datetime(2019, 3, 15, 23, 40, tzinfo=UTC)
    first = give(a_stage(tmp_path), night)
    again = give(a_stage(tmp_path), night)

    assert first.uplift == again.uplift
    office = office_of(tmp_path, night)
    assert len(office.perform(catalogue.LIST_UPLIFTS, UpliftQuery(), COORDINATOR_A)) == 1
    office.engine.dispose()


def test_a_moment_is_told_by_the_clocks_of_london():
    assert in_words(datetime(2019, 7, 1, 7, 5, tzinfo=UTC)) == "Monday 1 July 2019, 08:05"
