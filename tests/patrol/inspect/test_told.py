from vigil.patrol.inspect.told import ToldRound


def test_equal_rounds_are_the_same_to_a_set():
    walk = ToldRound("unit", ("in",), (780.0,), (790.0,))
    assert {walk, ToldRound("unit", ("in",), (780,), (790,))} == {walk}
