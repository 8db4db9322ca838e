from tests.patrol.draws.a_draw import SEED, a_pledge
from vigil.desk.subject import subject_of


def test_the_seed_of_a_pledge_is_neither_printed_nor_audited():
    pledge = a_pledge()
    assert str(SEED) not in repr(pledge)
    assert str(SEED) not in subject_of(pledge)
    assert pledge.commitment in subject_of(pledge)
