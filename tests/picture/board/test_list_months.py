"""The series of published counts: sums over areas first, each from its first known month to the source's latest."""

import numpy as np

from tests.picture.board.town import AS_OF, FEBRUARY, a_known, months, published, random_months
from vigil.picture.board.list_months import MONTHS_USED, list_months
from vigil.picture.board.recording_break import RecordingBreak


def test_each_flag_is_summed_over_areas_and_stands_in_each():
    known = a_known(
        published=published(
            months([1] * 14), months([2] * 14, area="Westham"), months([5] * 14, flag="racist", area="Westham")
        )
    )
    found = list_months(known)
    assert [(one.name.area, one.name.flag, one.counts[-1]) for one in found] == [
        ("", "islamophobic", 3),
        ("", "racist", 5),
        ("Eastham", "islamophobic", 1),
        ("Westham", "islamophobic", 2),
        ("Westham", "racist", 5),
    ]
    assert {one.first_days[-1] for one in found} == {FEBRUARY.first_on}


def test_an_area_that_is_behind_or_has_gaps_shows_them():
    behind = months([4, 5], area="Westham", last=FEBRUARY.after(-1))
    found = list_months(a_known(published=published(months([1] * 14), behind)))
    westham = next(one for one in found if one.name.area == "Westham")
    assert np.array_equal(westham.counts, [4, 5, np.nan], equal_nan=True)


def test_where_no_sum_can_be_made_there_is_none():
    assert [one.name.area for one in list_months(a_known(published=published(months([1, 2]))))] == ["Eastham"]


def test_what_is_older_than_ten_years_is_left_out_and_breaks_are_kept():
    broken = RecordingBreak(source="Town Police", area="", flag="islamophobic", on=AS_OF, why="a new form")
    known = a_known(published=published(months(random_months(150, 5))), breaks=(broken,))
    for one in list_months(known):
        assert len(one.counts) == MONTHS_USED
        assert [each.why for each in one.breaks] == ["a new form"]
