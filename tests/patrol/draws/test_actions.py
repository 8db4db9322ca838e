"""A draw from the pledge to its proof, on both databases; the plan is put in place of the planner's by hand."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import text

from tests.patrol.a_day import ASKED, UNITS, a_draft
from tests.patrol.draws.a_draw import ON
from tests.patrol.draws.a_mixture import a_mixture
from tests.people import ANALYST, COORDINATOR, OFFICER
from vigil import catalogue
from vigil.database.engine import CHANGES
from vigil.desk.action import Action
from vigil.desk.actor import Role
from vigil.desk.audit import AuditPage
from vigil.ground.errors import NotAllowed, NotFound, Refused
from vigil.patrol import store as patrol_store
from vigil.patrol.draw import draw
from vigil.patrol.drawn import drawn_plan
from vigil.patrol.draws import store
from vigil.patrol.draws.published import publish
from vigil.patrol.draws.query import DayDraws, DrawOf, PledgeOrder, RevealOrder, YearDraws
from vigil.patrol.keep import plan_to_keep
from vigil.patrol.write_plan import plan_as_json

AFTER = datetime(2019, 3, 16, 9, tzinfo=UTC)


def written(mixture):
    """A plan file that holds every plan of a mixture."""
    one = plan_as_json(drawn_plan(replace(mixture, drawn=0)))
    plans = [
        {**plan_as_json(drawn_plan(replace(mixture, drawn=number)))["plans"][0], "probability": plan.probability}
        for number, plan in enumerate(mixture.plans)
    ]
    return json.dumps({**one, "plans": plans})


def keep_drawn(desk, pledge):
    """Stand in for the planner: draw with the pledge, keep, and leave the content's hash in the audit."""
    draft = a_draft()
    mixture = a_mixture(draft)
    drawn = draw([plan.probability for plan in mixture.plans], pledge.seed, pledge.on)
    mixture = replace(mixture, drawn=drawn, seed=pledge.seed)
    content = written(mixture)
    plan = replace(drawn_plan(mixture), seed=1)
    plan_id = patrol_store.add_plan(
        desk.connection, plan_to_keep(plan, draft, UNITS, ASKED), request_json="{}", plan_json=content
    )
    published = publish(mixture, sha256(content.encode()).hexdigest())
    store.add_published(desk.connection, pledge.id, plan_id, published)
    desk.note(content=published.content_hash)
    return plan_id


KEEP = Action("patrol.plan_rounds", Role.COORDINATOR, keep_drawn, "Plan by hand.")


def later(office):
    return replace(office, clock=lambda: AFTER)


def drawn(office):
    pledge = office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(ON), COORDINATOR)
    return pledge, office.perform(KEEP, pledge, COORDINATOR)


def tamper(office, statement, **values):
    with office.engine.connect().execution_options(**CHANGES) as connection:
        connection.execute(text(statement), values)
        connection.commit()


def test_a_draw_is_pledged_kept_made_known_and_proved(office):
    pledge, plan_id = drawn(office)
    day = later(office).perform(catalogue.PROVE_DAY, DayDraws(ON), ANALYST)
    assert day.holds, [check.says for proof in day.proofs for check in proof.checks]
    assert [proof.plan_id for proof in day.proofs] == [plan_id]
    assert (day.unused, day.sealed) == ((), ())
    assert office.perform(catalogue.FIND_DRAW, DrawOf(plan_id), ANALYST).published.probabilities == (0.75, 0.25)
    assert office.perform(catalogue.FIND_DRAW, DrawOf(plan_id + 1), ANALYST) is None
    assert pledge.commitment in office.perform(catalogue.LIST_AUDIT, AuditPage(), ANALYST)[-1].subject


def test_the_seed_stays_sealed_until_the_day_is_over(sqlite_office):
    office = replace(sqlite_office, clock=lambda: datetime(2019, 3, 15, 8, tzinfo=UTC))
    pledge, _ = drawn(office)
    assert office.perform(catalogue.REVEAL_DRAWS, RevealOrder(), ANALYST) == ()
    day = office.perform(catalogue.PROVE_DAY, DayDraws(ON), ANALYST)
    assert (day.proofs, len(day.sealed), day.holds) == ((), 1, False)
    lines = office.perform(catalogue.LIST_AUDIT, AuditPage(), ANALYST)
    assert not any(str(pledge.seed) in line.subject or str(pledge.seed) == line.seed for line in lines)
    revealed = later(office).perform(catalogue.REVEAL_DRAWS, RevealOrder(), ANALYST)
    assert [one.seed for one in revealed] == [pledge.seed]
    assert later(office).perform(catalogue.REVEAL_DRAWS, RevealOrder(), ANALYST) == ()
    told = [
        line
        for line in office.perform(catalogue.LIST_AUDIT, AuditPage(), ANALYST)
        if line.action.endswith("reveal_draws")
    ]
    assert sum(str(pledge.seed) in line.subject for line in told) == 1


def test_no_seed_is_pledged_twice_nor_known_from_the_audit(sqlite_office):
    pledges = [sqlite_office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(ON), COORDINATOR, seed=1) for _ in range(3)]
    assert len({pledge.seed for pledge in pledges}) == 3


def test_pledges_that_were_not_used_are_told(sqlite_office):
    sqlite_office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(ON), COORDINATOR)
    drawn(sqlite_office)
    day = later(sqlite_office).perform(catalogue.PROVE_DAY, DayDraws(ON), ANALYST)
    assert (len(day.unused), day.holds) == (1, True)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE patrol_plan SET plan_json = replace(plan_json, '0.75', '0.65')", "changed after they were published"),
        ("UPDATE patrol_pledge SET seed = '5'", "not the pledged one"),
        ("UPDATE patrol_mixture SET drawn = 1 - drawn", "was said to be drawn"),
        ("UPDATE patrol_visit SET window_id = 'elsewhere'", "not those of the plan drawn"),
    ],
)
def test_whoever_tampers_is_found_out(sqlite_office, statement, says):
    for _ in range(8):  # until the busy plan is drawn, which has visits to tamper with
        _, plan_id = drawn(sqlite_office)
        if sqlite_office.perform(catalogue.FIND_DRAW, DrawOf(plan_id), ANALYST).published.drawn == 0:
            break
    tamper(sqlite_office, statement)
    day = later(sqlite_office).perform(catalogue.PROVE_DAY, DayDraws(ON), ANALYST)
    assert any(says in check.says for proof in day.proofs for check in proof.checks if not check.holds)


def test_an_audit_that_was_tampered_with_proves_nothing(sqlite_office):
    drawn(sqlite_office)
    tamper(sqlite_office, "DROP TRIGGER audit_line_no_update")
    tamper(sqlite_office, "UPDATE audit_line SET outcome = 'maybe' WHERE number = 1")
    day = later(sqlite_office).perform(catalogue.PROVE_DAY, DayDraws(ON), ANALYST)
    assert not day.holds
    assert "The audit has been tampered with." in [check.says for proof in day.proofs for check in proof.checks]


def test_a_day_without_a_pledge_has_nothing_to_prove(sqlite_office):
    with pytest.raises(NotFound):
        later(sqlite_office).perform(catalogue.PROVE_DAY, DayDraws(ON), ANALYST)


def test_a_year_is_held_against_what_was_published(sqlite_office):
    drawn(sqlite_office)
    sqlite_office.perform(catalogue.PLEDGE_DRAW, PledgeOrder(ON), COORDINATOR)
    year = later(sqlite_office).perform(catalogue.FIT_YEAR, YearDraws(2019), ANALYST)
    assert (year.fit.draws, year.pledged, year.fit.p_value) == (1, 2, 1.0)
    with pytest.raises(Refused):
        later(sqlite_office).perform(catalogue.FIT_YEAR, YearDraws(2020), ANALYST)


def test_an_officer_neither_pledges_nor_proves(sqlite_office):
    for action, asked in ((catalogue.PLEDGE_DRAW, PledgeOrder(ON)), (catalogue.PROVE_DAY, DayDraws(ON))):
        with pytest.raises(NotAllowed):
            sqlite_office.perform(action, asked, OFFICER)
