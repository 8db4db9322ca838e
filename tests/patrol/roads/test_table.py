import numpy as np

from vigil.patrol.roads.table import NO_WAY_MINUTES, cut_off, whole_minutes

LOST = np.nan


def test_seconds_become_minutes_rounded_up_with_the_handover():
    assert whole_minutes(np.array([[5.0, 60.0], [61.0, 0.0]]), 1.0) == ((0, 2), (3, 0))
    assert whole_minutes(np.array([[0.0, 60.0], [61.0, 0.0]]), 0.0) == ((0, 1), (2, 0))


def test_where_no_way_leads_stands_a_whole_day():
    assert NO_WAY_MINUTES == 1440
    assert whole_minutes(np.array([[LOST, LOST], [1e9, LOST]]), 1.0) == ((0, 1440), (1440, 0))


def test_what_is_cut_off_either_way_is_named():
    seconds = np.zeros((4, 4))
    assert cut_off(seconds, "abcd") == ()
    seconds[0, 2] = LOST
    assert cut_off(seconds, "abcd") == ()
    seconds[0, 1:] = LOST
    assert cut_off(seconds, "abcd") == ("a",)
    seconds[1, 0] = seconds[3, 2] = seconds[1, 2] = LOST
    assert cut_off(seconds, "abcd") == ("a", "b", "c")
    assert cut_off(np.full((1, 1), LOST), "a") == ()
