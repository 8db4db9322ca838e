"""The summary of a demonstration."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.posture.events import FRIDAY, a_decision, an_approved_uplift, some_terms
from vigil.cli.demo_summary import SUMMARY, DemoSeconds, DemoSummary, find_summary, write_summary
from vigil.ground.errors import Refused, Unreadable
from vigil.patrol.stored import PlanHead

HEAD = PlanHead(
    id=1,
    on=date(2019, 3, 15),
    time_zone="Europe/London",
    made_at=FRIDAY,
    made_by_id="coordinator-a",
    made_by_name="A. Coordinator",
    seed=1,
    commitment="",
    iterations=10,
    cpu_s=1.0,
    max_visits_per_place=2,
    area="",
    community="",
    units=48,
    units_sent=12,
    visits=300,
    windows=400,
    windows_visited=300,
    value=1.0,
    max_value=2.0,
    mean_coverage=0.5,
    covered_value=0.9,
)
SECONDS = DemoSeconds(import_s=1.234, calendar_s=0.5, picture_s=0.25, plan_s=90.0, total_s=91.984)


def a_summary(**changes):
    whole = {
        "at": FRIDAY,
        "places": 3181,
        "sessions": 1007,
        "reports": 30954,
        "uplift": an_approved_uplift(),
        "plan": HEAD,
        "seconds": SECONDS,
    }
    return DemoSummary(**(whole | changes))


def test_the_summary_has_the_keys_that_others_rely_on():
    written = json.loads(write_summary(a_summary(), Path("/demo")))

    assert written == {
        "at": "2019-03-15T08:00:00+00:00",
        "places": 3181,
        "sessions": 1007,
        "reports": 30954,
        "uplift": {
            "from": "2019-03-15T08:00:00+00:00",
            "until": "2019-03-18T18:00:00+00:00",
            "communities": ["muslim"],
            "areas": ["Hackney", "Tower Hamlets"],
        },
        "plan": {"units": 48, "visits": 300, "uncovered": 100, "file": "/demo/plan.json"},
        "request": {"file": "/demo/request.json"},
        "seconds": {"import": 1.23, "calendar": 0.5, "picture": 0.25, "plan": 90.0, "total": 91.98},
    }


def test_an_uplift_is_told_by_its_own_clocks_and_by_its_real_end():
    summer = datetime(2019, 6, 7, 8, 0, tzinfo=UTC)
    ended = an_approved_uplift(
        terms=some_terms(from_at=summer, until_at=summer + timedelta(days=3)),
        ending=a_decision(at=summer + timedelta(days=1)),
    )

    written = json.loads(write_summary(a_summary(uplift=ended), Path("/demo")))["uplift"]

    assert (written["from"], written["until"]) == ("2019-06-07T09:00:00+01:00", "2019-06-08T09:00:00+01:00")


def test_without_an_event_and_without_units_it_says_so():
    written = json.loads(write_summary(a_summary(uplift=None, plan=None), Path("/demo")))

    assert written["uplift"] is None
    assert written["plan"] == {"units": 0, "visits": 0, "uncovered": None, "file": None}
    assert written["request"] == {"file": None}


def test_a_folder_without_a_summary_is_not_ready(tmp_path):
    assert find_summary(tmp_path, FRIDAY) is None


def test_a_ready_folder_gives_its_summary(tmp_path):
    text = write_summary(a_summary(), tmp_path)
    (tmp_path / SUMMARY).write_text(text)

    assert find_summary(tmp_path, FRIDAY) == text


def test_a_folder_of_another_moment_is_left_alone(tmp_path):
    (tmp_path / SUMMARY).write_text(write_summary(a_summary(), tmp_path))

    with pytest.raises(Refused, match="another --folder"):
        find_summary(tmp_path, FRIDAY + timedelta(days=7))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"at": 7}', '{"at": "once"}'])
def test_a_summary_that_is_none_is_said(tmp_path, text):
    (tmp_path / SUMMARY).write_text(text)

    with pytest.raises(Unreadable, match=r"summary\.json"):
        find_summary(tmp_path, FRIDAY)
