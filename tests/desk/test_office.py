"""The office: who may, whole or not at all, and a line for everything."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from tests.people import ADMIN, COORDINATOR, OFFICER
from vigil import catalogue
from vigil.desk.action import Action
from vigil.desk.actor import Role
from vigil.desk.audit import AuditPage
from vigil.desk.chain import Outcome
from vigil.desk.desk import Desk
from vigil.desk.office import open_office
from vigil.desk.settings import Settings
from vigil.desk.user import User
from vigil.desk.user_store import add_user, list_users
from vigil.ground.errors import NotAllowed, Refused, VigilError


@dataclass(frozen=True)
class Try:
    word: str


def add_one(desk: Desk, asked: Try) -> int:
    """Change something."""
    add_user(desk.connection, User(asked.word, "Somebody", Role.ANALYST, "x"), at=desk.at)
    return int(desk.rng.integers(1_000_000))


def add_one_and_refuse(desk: Desk, asked: Try) -> int:
    """Change something, then find that a rule says no."""
    add_one(desk, asked)
    raise Refused("a-rule", "A rule says no.")


def add_one_and_fail(desk: Desk, asked: Try) -> int:
    """Change something, then fall over."""
    add_one(desk, asked)
    raise ZeroDivisionError


def look(desk: Desk, asked: Try) -> int:
    """Read something."""
    return len(list_users(desk.connection))


ADD = Action("try.add", Role.COORDINATOR, add_one, "Add one.")
REFUSE = Action("try.refuse", Role.COORDINATOR, add_one_and_refuse, "Add one, then refuse.")
FAIL = Action("try.fail", Role.COORDINATOR, add_one_and_fail, "Add one, then fail.")
LOOK = Action("try.look", Role.DESK, look, "Look.", reads=True)
LOOK_AT_PEOPLE = Action("try.look_at_people", Role.DESK, look, "Look at people.", reads=True, shows_person=True)


def lines(office):
    return [
        (line.action, line.actor_id, line.outcome)
        for line in office.perform(catalogue.LIST_AUDIT, AuditPage(), ADMIN)
        if line.action.startswith("try.")
    ]


def test_a_change_is_kept_and_audited_with_its_seed(office):
    drawn = office.perform(ADD, Try("anna"), COORDINATOR, seed=7)
    assert office.perform(LOOK, Try(""), COORDINATOR) == 1
    [line] = [line for line in office.perform(catalogue.LIST_AUDIT, AuditPage(), ADMIN) if line.action == "try.add"]
    assert (line.actor_id, line.role, line.outcome, line.seed) == ("amina", "coordinator", Outcome.DONE, "7")
    assert line.subject == '{"word": "anna"}'
    assert line.at == office.clock().replace(microsecond=line.at.microsecond, second=line.at.second)
    assert office.perform(ADD, Try("bela"), COORDINATOR, seed=7) == drawn


def test_a_role_that_may_not_is_refused_and_audited(office):
    with pytest.raises(NotAllowed, match="David Officer may not do this: Add one"):
        office.perform(ADD, Try("anna"), OFFICER)
    assert office.perform(LOOK, Try(""), COORDINATOR) == 0
    assert lines(office) == [("try.add", "david", Outcome.REFUSED)]


def test_what_a_rule_refuses_changes_nothing_and_is_audited(office):
    with pytest.raises(Refused):
        office.perform(REFUSE, Try("anna"), COORDINATOR)
    assert office.perform(LOOK, Try(""), COORDINATOR) == 0
    assert lines(office) == [("try.refuse", "amina", Outcome.REFUSED)]


def test_what_falls_over_changes_nothing(office):
    with pytest.raises(ZeroDivisionError):
        office.perform(FAIL, Try("anna"), COORDINATOR)
    assert office.perform(LOOK, Try(""), COORDINATOR) == 0
    assert lines(office) == []


def test_reading_is_audited_only_when_it_shows_a_person(office):
    office.perform(LOOK, Try(""), COORDINATOR)
    office.perform(LOOK_AT_PEOPLE, Try(""), COORDINATOR)
    assert lines(office) == [("try.look_at_people", "amina", Outcome.DONE)]


def test_an_office_makes_the_folder_of_its_file_for_its_owner_alone(tmp_path):
    open_office(Settings(f"sqlite:///{tmp_path}/new/vigil.db"))
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_a_replay_runs_from_its_moment(tmp_path):
    office = open_office(Settings(f"sqlite:///{tmp_path}/v.db", datetime(2019, 3, 15, 8, tzinfo=UTC)))
    assert office.clock().date().isoformat() == "2019-03-15"


def test_every_error_of_ours_passes_through_unchanged(office):
    with pytest.raises(VigilError) as caught:
        office.perform(REFUSE, Try("anna"), COORDINATOR)
    assert caught.value.says == "A rule says no."
