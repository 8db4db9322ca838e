from tests.patrol.inspect.a_case import a_request, a_unit, a_window, asked_of


def test_a_unit_needs_the_people_and_the_skills():
    unit = a_unit(persons=2, skills=["punjabi", "urdu"])
    asked = asked_of(a_request(units=[unit], windows=[a_window(min_persons=2, skills=["urdu"]), a_window(1)]))
    assert [asked.units["unit"].may_visit(window) for window in asked.windows.values()] == [True, True]
    asked = asked_of(a_request(units=[unit], windows=[a_window(min_persons=3), a_window(1, skills=["tamil"])]))
    assert [asked.units["unit"].may_visit(window) for window in asked.windows.values()] == [False, False]
