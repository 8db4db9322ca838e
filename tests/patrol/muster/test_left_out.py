from tests.register.rota.a_rota import ON, a_unit
from vigil.patrol.muster.left_out import LeftOut, find_left_out
from vigil.register.rota.query import UnitStanding
from vigil.register.rota.standing import Standing


def test_whoever_stands_as_usual_is_not_named_and_who_is_not_sent_comes_first():
    stretch = a_unit("a").shift_on(ON)
    found = find_left_out(
        (
            UnitStanding(a_unit("a"), Standing("a", stretch, 2)),
            UnitStanding(a_unit("b"), Standing("b", stretch, 1, "1 of its usual 2 people.")),
            UnitStanding(a_unit("c"), Standing("c", None, 0, "Its crew is short.")),
        )
    )
    assert found == (
        LeftOut("c", "Stewards 1", False, "Its crew is short."),
        LeftOut("b", "Stewards 1", True, "1 of its usual 2 people."),
    )
