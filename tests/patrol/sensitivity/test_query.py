from vigil.patrol.sensitivity.query import SensitivityOrder


def test_two_minutes_of_work_are_asked_for_unless_said_otherwise():
    assert SensitivityOrder(4) == SensitivityOrder(plan_id=4, seconds=120.0)
