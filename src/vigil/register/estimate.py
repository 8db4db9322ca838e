"""How many people a building may hold, worked out from its footprint when nobody has said.

A rough figure, always shown as an estimate. One floor is counted. Of it a part is halls, kitchens and stairs, so
the metres for each person are those of the whole footprint:

- Muslim 1.5 m²: a row of prayer takes about 0.8 m² a person (0.65 m × 1.2 m), and rather more than half is prayer hall;
- Sikh and Hindu 1.8 m²: people sit on the floor of the hall, beside a kitchen or shrines;
- Christian, Jewish, Buddhist and others 2.0 m²: pews or chairs take about 1 m² with aisles, and half is nave or hall.

OpenStreetMap sometimes draws the whole plot, with its car park or graveyard. Above 4,000 m² only 4,000 are counted;
above 10,000 m² the outline says nothing about the building, and below 20 m² it is no building people gather in.
"""

from collections.abc import Mapping
from typing import Final

from vigil.register.place import UNKNOWN_CAPACITY, Capacity, CapacitySource, Community

M2_PER_PERSON: Final[Mapping[Community, float]] = {
    Community.MUSLIM: 1.5,
    Community.SIKH: 1.8,
    Community.HINDU: 1.8,
    Community.JEWISH: 2.0,
    Community.CHRISTIAN: 2.0,
    Community.BUDDHIST: 2.0,
    Community.OTHER: 2.0,
}
SMALLEST_BUILDING_M2: Final = 20.0
LARGEST_COUNTED_M2: Final = 4_000.0
CERTAINLY_A_PLOT_M2: Final = 10_000.0


def estimate_capacity(community: Community, footprint_m2: float | None) -> Capacity:
    """Give the capacity a footprint suggests, rounded to ten people; unknown when it suggests none."""
    if footprint_m2 is None or not SMALLEST_BUILDING_M2 <= footprint_m2 <= CERTAINLY_A_PLOT_M2:
        return UNKNOWN_CAPACITY
    people = min(footprint_m2, LARGEST_COUNTED_M2) / M2_PER_PERSON[community]
    return Capacity(round(people / 10) * 10, CapacitySource.ESTIMATED)
