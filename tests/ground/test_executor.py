"""Pieces worked out in this process, one after the other."""

from vigil.ground.executor import IN_THIS_PROCESS, hear_nothing


def test_pieces_are_done_in_order_and_whoever_listens_hears_each():
    told = []
    assert IN_THIS_PROCESS.run(abs, [-1, 2, -3], heard=told.append) == (1, 2, 3)
    assert told == [1, 2, 3]


def test_nothing_to_do_is_done_and_nobody_needs_to_listen():
    assert IN_THIS_PROCESS.run(abs, []) == ()
    assert IN_THIS_PROCESS.run(abs, [-1], heard=hear_nothing) == (1,)
