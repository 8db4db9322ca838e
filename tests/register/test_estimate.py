import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.register.estimate import LARGEST_COUNTED_M2, SMALLEST_BUILDING_M2, estimate_capacity
from vigil.register.place import UNKNOWN_CAPACITY, CapacitySource, Community


@pytest.mark.parametrize(
    ("community", "footprint_m2", "people"),
    [
        (Community.MUSLIM, 600.0, 400),
        (Community.CHRISTIAN, 558.0, 280),
        (Community.SIKH, 488.0, 270),
        (Community.CHRISTIAN, 4_000.0, 2_000),
        (Community.CHRISTIAN, 10_000.0, 2_000),
        (Community.CHRISTIAN, 20.0, 10),
    ],
)
def test_a_footprint_suggests_a_capacity(community: Community, footprint_m2: float, people: int):
    estimate = estimate_capacity(community, footprint_m2)

    assert (estimate.people, estimate.source) == (people, CapacitySource.ESTIMATED)


@pytest.mark.parametrize("footprint_m2", [None, 2.0, 19.9, 10_001.0, 248_485.0])
def test_a_shed_and_a_whole_plot_suggest_nothing(footprint_m2: float | None):
    assert estimate_capacity(Community.JEWISH, footprint_m2) == UNKNOWN_CAPACITY


@given(st.sampled_from(Community), st.floats(SMALLEST_BUILDING_M2, 10_000), st.floats(SMALLEST_BUILDING_M2, 10_000))
def test_a_larger_building_never_holds_fewer(community: Community, one_m2: float, other_m2: float):
    few, many = (estimate_capacity(community, m2).people or 0 for m2 in sorted((one_m2, other_m2)))

    assert 1 <= few <= many <= LARGEST_COUNTED_M2
