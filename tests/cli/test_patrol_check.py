"""`vigil patrol check`."""

from tests.patrol.inspect.a_case import a_plan, a_request, as_bytes


def test_a_right_plan_is_said_to_be_right(vigil, tmp_path):
    request, plan = tmp_path / "request.json", tmp_path / "plan.json"
    request.write_bytes(as_bytes(a_request()))
    plan.write_bytes(as_bytes(a_plan()))
    ran = vigil("patrol", "check", str(request), str(plan))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{plan} keeps all that {request} asks: 2 plans, 1 units, 0 visits")


def test_every_fault_of_a_wrong_plan_is_a_line(vigil, tmp_path):
    request, plan = tmp_path / "request.json", tmp_path / "plan.json"
    request.write_bytes(as_bytes(a_request()))
    plan.write_bytes(as_bytes(a_plan(value=1.0, seed=2)))
    ran = vigil("patrol", "check", str(request), str(plan))
    assert ran.code == 1
    assert [line.startswith(f"{plan}: ") for line in ran.out.splitlines()] == [True] * len(ran.out.splitlines())
    assert "the commitment is not that of the seed and the day" in ran.out


def test_what_cannot_be_read_is_told_with_its_field(vigil, tmp_path):
    request, plan = tmp_path / "request.json", tmp_path / "plan.json"
    request.write_bytes(as_bytes(a_request()))
    plan.write_bytes(as_bytes(a_plan(plans=[])))
    ran = vigil("patrol", "check", str(request), str(plan))
    assert (ran.code, ran.out) == (2, "")
    assert "plan.json, field plans: must not be empty" in ran.err
    assert vigil("patrol", "check", str(request), str(tmp_path / "none.json")).code == 2
