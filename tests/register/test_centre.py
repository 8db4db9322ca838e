"""The middle of an area."""

from dataclasses import replace

import pytest

from tests.reports.ground import EAST, FORCE, WEST
from vigil.register.centre import centres_of


def test_the_middle_of_a_square_is_its_middle():
    centres = centres_of((EAST, WEST, FORCE))
    assert set(centres) == {"Eastham", "Westham", "Ham Police"}
    assert (centres["Eastham"].lat, centres["Eastham"].lon) == (pytest.approx(51.5), pytest.approx(0.1))
    assert centres["Westham"].lon == pytest.approx(-0.1)


def test_of_a_district_and_a_force_of_one_name_the_districts_middle_is_taken_in_either_order():
    force = replace(FORCE, id="force", name="Eastham", outline=WEST.outline)
    for areas in ((EAST, force), (force, EAST)):
        assert centres_of(areas)["Eastham"].lon == pytest.approx(0.1)


def test_without_areas_there_are_no_middles():
    assert centres_of(()) == {}
