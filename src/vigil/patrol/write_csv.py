"""A plan as a table: one line a visit."""

import csv
import io
from typing import Final

from vigil.patrol.stored import INVENTED, StoredPlan, StoredRound, StoredVisit
from vigil.patrol.words import clock_of, doors_in_words, name_beside

COLUMNS: Final = (
    "plan,date,unit,unit_name,kind,visit,position,place,place_name,address,door,community,area,lat,lon,session,phase,"
    "opens,closes,arrive,depart,travel_minutes,level,note"
)


def write_csv(plan: StoredPlan, rounds: tuple[StoredRound, ...]) -> str:
    """Write the visits of some rounds of a plan as CSV; times are local, an area has a column and is not in names."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS.split(","))
    for walk in rounds:
        for visit in walk.visits:
            writer.writerow([safe_cell(cell) for cell in _row(plan, walk, visit)])
    return text.getvalue()


def _row(plan: StoredPlan, walk: StoredRound, visit: StoredVisit) -> tuple[object, ...]:
    zone = plan.head.time_zone
    return (
        plan.id,
        plan.head.on.isoformat(),
        walk.unit_id,
        walk.unit_name,
        walk.kind,
        visit.id,
        visit.position,
        visit.place_id,
        name_beside(visit.area, visit.place_name),
        visit.address,
        doors_in_words(visit.doors),
        visit.community,
        visit.area,
        visit.point.lat,
        visit.point.lon,
        visit.session_name,
        visit.phase,
        clock_of(visit.opens_at, zone),
        clock_of(visit.closes_at, zone),
        clock_of(visit.arrive_at, zone),
        clock_of(visit.depart_at, zone),
        visit.travel_minutes,
        visit.level,
        INVENTED if walk.is_invented else "",
    )


def safe_cell(cell: object) -> object:
    """Keep a spreadsheet from taking a name for a formula."""
    is_formula = isinstance(cell, str) and cell.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{cell}" if is_formula else cell
