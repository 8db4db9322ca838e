"""What a demonstration did, as its summary file tells it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from vigil.ground.errors import Refused, Unreadable, Where
from vigil.ground.moment import zone_named
from vigil.patrol.stored import PlanHead
from vigil.posture.uplift import Uplift, ends_at

SUMMARY: Final = "summary.json"
PLAN: Final = "plan.json"
REQUEST: Final = "request.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSeconds:
    """How long each part took, and the whole."""

    import_s: float
    calendar_s: float
    picture_s: float
    plan_s: float
    total_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSummary:
    """What a demonstration did; without an event to answer there is no uplift, without anybody to send no plan."""

    at: datetime
    places: int
    sessions: int
    reports: int
    uplift: Uplift | None
    plan: PlanHead | None
    seconds: DemoSeconds


def write_summary(summary: DemoSummary, folder: Path) -> str:
    """Give the summary in JSON; the files of plan and request stand in the folder."""
    plan, seconds = summary.plan, summary.seconds
    written = {
        "at": summary.at.isoformat(),
        "places": summary.places,
        "sessions": summary.sessions,
        "reports": summary.reports,
        "uplift": _uplift(summary.uplift) if summary.uplift else None,
        "plan": {
            "units": plan.units if plan else 0,
            "visits": plan.visits if plan else 0,
            "uncovered": plan.uncovered if plan else None,
            "file": str(folder / PLAN) if plan else None,
        },
        "request": {"file": str(folder / REQUEST) if plan else None},
        "seconds": {
            "import": round(seconds.import_s, 2),
            "calendar": round(seconds.calendar_s, 2),
            "picture": round(seconds.picture_s, 2),
            "plan": round(seconds.plan_s, 2),
            "total": round(seconds.total_s, 2),
        },
    }
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def find_summary(folder: Path, at: datetime) -> str | None:
    """Give the summary of the demonstration that a folder holds ready, or None when it holds none.

    Raises
    ------
    Refused : it holds one of another moment
    Unreadable : its summary is not one
    """
    path = folder / SUMMARY
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8")
    try:
        kept_at = datetime.fromisoformat(json.loads(text)["at"])
    except (ValueError, KeyError, TypeError) as problem:
        raise Unreadable(Where(str(path)), "is not the summary of a demonstration; give another --folder") from problem
    if kept_at != at:
        raise Refused(
            "one-demonstration-a-folder",
            f"{folder} holds the demonstration of {kept_at.isoformat()}. Give another --folder, or remove this one.",
        )
    return text


def _uplift(uplift: Uplift) -> dict[str, object]:
    zone = zone_named(uplift.terms.time_zone)
    return {
        "from": uplift.terms.from_at.astimezone(zone).isoformat(),
        "until": ends_at(uplift).astimezone(zone).isoformat(),
        "communities": list(uplift.terms.communities),
        "areas": list(uplift.terms.areas),
    }
