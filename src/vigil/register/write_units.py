"""Writing units as the CSV file that is read again."""

import csv
import io
from collections.abc import Iterable

from vigil.register.unit import Unit

COLUMNS = (
    "id", "name", "base_name", "lat", "lon", "from", "until", "travel", "kind", "speaks", "liaison", "area", "invented",
    "time_zone", "persons", "least_persons", "skills", "handover_minutes", "max_drive_minutes", "rest_minutes",
    "rest_from", "rest_until", "lender", "rota",
)  # fmt: skip


def write_units(units: Iterable[Unit]) -> str:
    """Give a line for each unit."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(unit) for unit in units)
    return text.getvalue()


def _row(unit: Unit) -> dict[str, object]:
    crew, rest = unit.crew, unit.crew.rest
    return {
        "id": unit.id,
        "name": unit.name,
        "base_name": unit.base_name,
        "lat": unit.base.lat,
        "lon": unit.base.lon,
        "from": f"{unit.shift_from:%H:%M}",
        "until": f"{unit.shift_until:%H:%M}",
        "travel": unit.travel.value,
        "kind": unit.kind.value,
        "speaks": ";".join(unit.speaks),
        "liaison": ";".join(community.value for community in unit.liaison),
        "area": unit.area,
        "invented": "yes" if unit.is_invented else "",
        "time_zone": unit.time_zone,
        "persons": crew.persons,
        "least_persons": crew.least_persons,
        "skills": ";".join(crew.skills),
        "handover_minutes": crew.handover_minutes or "",
        "max_drive_minutes": "" if crew.max_drive_minutes is None else crew.max_drive_minutes,
        "rest_minutes": rest.minutes if rest else "",
        "rest_from": f"{rest.earliest:%H:%M}" if rest else "",
        "rest_until": f"{rest.latest:%H:%M}" if rest else "",
        "lender": unit.lender,
        "rota": "yes" if unit.has_rota else "",
    }
