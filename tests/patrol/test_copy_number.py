import numpy as np

from vigil.patrol.copy_number import LETTERS, draw_copy_number


def test_a_copy_number_is_eight_letters_that_are_not_mistaken_for_others():
    drawn = draw_copy_number(np.random.default_rng(1))
    assert len(drawn) == 9
    assert drawn[4] == "-"
    assert set(drawn) <= {*LETTERS, "-"}
    assert not set(LETTERS) & set("01ILO")


def test_copies_have_numbers_of_their_own_and_a_seed_gives_the_same():
    rng = np.random.default_rng(7)
    assert len({draw_copy_number(rng) for _ in range(1000)}) == 1000
    assert draw_copy_number(np.random.default_rng(7)) == draw_copy_number(np.random.default_rng(7))
