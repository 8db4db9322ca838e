from datetime import date

import pytest

from vigil.desk.subject import subject_of
from vigil.ground.errors import Unreadable
from vigil.patrol.query import ExportOrder, PlanFile, PlanFormat, PlanOrder, check_order

FRIDAY = date(2019, 3, 15)


def test_a_usual_order_is_let_through():
    check_order(PlanOrder(on=FRIDAY))
    check_order(PlanOrder(on=FRIDAY, seed=0, iterations=1, seconds=1, max_visits_per_place=1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seconds", 0),
        ("seconds", 3601),
        ("seconds", float("nan")),
        ("iterations", 0),
        ("seed", -1),
        ("seed", 2**63),
        ("max_visits_per_place", 0),
    ],
)
def test_an_order_nobody_could_keep_is_refused(field, value):
    with pytest.raises(Unreadable) as caught:
        check_order(PlanOrder(on=FRIDAY, **{field: value}))
    assert caught.value.where.field == field


@pytest.mark.parametrize("on", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max])
def test_a_day_no_calendar_reaches_is_refused(on):
    with pytest.raises(Unreadable, match="years 1900 to 2199") as caught:
        check_order(PlanOrder(on=on))
    assert caught.value.where.field == "on"


@pytest.mark.parametrize("wanted", list(PlanFormat))
def test_a_unit_is_asked_for_only_where_a_file_can_hold_its_part(wanted):
    assert ExportOrder(plan_id=1, format=wanted).unit_id == ""
    if wanted in {PlanFormat.JSON, PlanFormat.REQUEST}:
        with pytest.raises(Unreadable, match="holds every unit"):
            ExportOrder(plan_id=1, format=wanted, unit_id="north")
    else:
        assert ExportOrder(plan_id=1, format=wanted, unit_id="north").unit_id == "north"


def test_the_audit_sees_which_plan_and_never_what_is_in_it():
    assert subject_of(ExportOrder(plan_id=3, format=PlanFormat.PDF, unit_id="north")) == (
        '{"format": "pdf", "plan_id": 3, "unit_id": "north"}'
    )
    assert "secret" not in repr(PlanFile("plan-3.csv", "text/csv", b"secret"))
