"""The road map of two streets in Bristol."""

from pathlib import Path

import numpy as np
import pytest

from vigil.cli.road_map import open_road_map
from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.patrol.travel import Spot

BRISTOL = Path(__file__).parents[1] / "golden" / "roads" / "whitelion_bristol_uk.osm.pbf"
ON_A_STREET, ROUND_THE_CORNER = Point(lat=51.455838, lon=-2.595115), Point(lat=51.45593, lon=-2.595244)
HALF_A_KILOMETRE_OFF = Point(lat=51.4605, lon=-2.5951)


def ask_nothing(share, says):
    """Nobody watches the bar."""


def test_a_point_is_near_or_far_by_metres(tmp_path):
    assert open_road_map(BRISTOL, tmp_path, 100).is_near(ON_A_STREET, None)
    assert not open_road_map(BRISTOL, tmp_path, 100).is_near(HALF_A_KILOMETRE_OFF, None)
    assert open_road_map(BRISTOL, tmp_path, 1000).is_near(HALF_A_KILOMETRE_OFF, 4.5)


def test_ways_are_measured_block_by_block_and_far_points_have_none(tmp_path, monkeypatch):
    roads = open_road_map(BRISTOL, tmp_path, 100)
    points = (HALF_A_KILOMETRE_OFF, ON_A_STREET, ROUND_THE_CORNER)
    stations = [Spot(str(number), point) for number, point in enumerate(points)]
    whole = roads.seconds(stations, None, ask_nothing)
    assert np.isnan(whole[0]).all()
    assert np.isnan(whole[:, 0]).all()
    assert (whole[1, 2], whole[2, 1]) == (24, 20)
    monkeypatch.setattr("vigil.cli.road_map.BLOCK", 1)
    heard = []
    assert np.array_equal(roads.seconds(stations, None, lambda share, says: heard.append(share)), whole, equal_nan=True)
    assert heard == [0, 0.25, 0.5, 0.75]


def test_another_extract_in_the_same_folder_makes_another_map(tmp_path):
    open_road_map(BRISTOL, tmp_path, 100)
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(BRISTOL.read_bytes()[:9000])
    with pytest.raises(Unreadable, match="no road map can be made of it"):
        open_road_map(broken, tmp_path, 100)
