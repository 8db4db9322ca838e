import highspy
import pytest

from vigil.patrol.game.solver import Simplex, accept, new_solver


@pytest.mark.parametrize("how", list(Simplex))
def test_a_solver_solves_and_says_nothing(how: Simplex, capfd: pytest.CaptureFixture[str]) -> None:
    solver = new_solver(how)
    solver.addVar(0.0, 4.0)
    solver.changeColCost(0, -1.0)
    solver.run()
    assert list(solver.getSolution().col_value) == [4.0]
    assert capfd.readouterr().out == ""


def test_what_a_solver_does_not_take_is_said() -> None:
    accept(highspy.HighsStatus.kOk, "its rows")
    accept(highspy.HighsStatus.kWarning, "its rows")
    with pytest.raises(RuntimeError, match="the solver did not take its rows: kError"):
        accept(highspy.HighsStatus.kError, "its rows")
