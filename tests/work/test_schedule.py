"""What is done by the clock: the nightly update, once a night, of the day that has just ended."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter

from tests.people import COORDINATOR
from vigil import catalogue
from vigil.desk.actor import SCHEDULE, Role
from vigil.picture.query import UpdateOrder
from vigil.work import schedule


@pytest.mark.parametrize(
    ("at", "due_on"),
    [
        (datetime(2019, 3, 15, 2, 0, tzinfo=UTC), date(2019, 3, 15)),
        (datetime(2019, 3, 15, 1, 59, tzinfo=UTC), date(2019, 3, 14)),
        # In summer the desk's clocks are an hour ahead.
        (datetime(2019, 7, 15, 1, 0, tzinfo=UTC), date(2019, 7, 15)),
        (datetime(2019, 7, 15, 0, 59, tzinfo=UTC), date(2019, 7, 14)),
    ],
)
def test_it_is_due_at_two_in_the_morning_by_the_desks_clocks(at, due_on):
    nightly = next(one for one in schedule.EVERY if one.name == "nightly picture")
    assert schedule.due_on(nightly, at) == due_on


def test_the_update_of_the_day_that_has_ended_is_queued_once_a_night(office):
    job, seeds = schedule.queue_due(office)
    assert (seeds.action, seeds.actor_id) == ("patrol.reveal_draws", SCHEDULE.id)
    assert (job.action, job.actor_id) == ("picture.update", SCHEDULE.id)
    assert TypeAdapter(UpdateOrder).validate_json(job.argument) == UpdateOrder(date(2019, 3, 14))
    assert schedule.queue_due(office) == ()
    next_night = replace(office, clock=lambda: datetime(2019, 3, 16, 2, 0, tzinfo=UTC))
    assert [one.action for one in schedule.queue_due(next_night)] == ["picture.update"]


def test_everything_scheduled_is_in_the_catalogue_and_the_schedule_may_do_it():
    actions = catalogue.every_action()
    for one in schedule.EVERY:
        new = one.ask(date(2019, 3, 15))
        assert SCHEDULE.role in actions[new.action].roles
        TypeAdapter(actions[new.action].asked).validate_json(new.argument)
    assert Role.OFFICER not in catalogue.UPDATE_PICTURE.roles
    assert COORDINATOR.role in catalogue.UPDATE_PICTURE.roles
