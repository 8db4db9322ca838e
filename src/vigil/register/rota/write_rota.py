"""Writing the rota as the CSV file that is read again."""

import csv
import io
from collections.abc import Iterable

from vigil.ground.moment import zone_named
from vigil.register.rota.query import DutyLine

COLUMNS = ("steward", "contact", "trained_until", "unit", "from", "until")


def write_rota(lines: Iterable[DutyLine]) -> str:
    """Give a line for each duty, with moments by the clocks of the unit and their offset."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        zone, stretch = zone_named(line.unit.time_zone), line.duty.stretch
        writer.writerow(
            (
                line.steward.name,
                line.steward.contact,
                line.steward.trained_until or "",
                line.unit.id,
                stretch.from_at.astimezone(zone).isoformat(timespec="minutes"),
                stretch.until_at.astimezone(zone).isoformat(timespec="minutes"),
            )
        )
    return text.getvalue()
