from tests.patrol.inspect.a_case import a_plan, told_of


def test_a_plan_without_a_bound_is_a_single_one():
    assert not told_of().is_single
    assert told_of(a_plan(bound=None)).is_single
