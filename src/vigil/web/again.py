"""A form that could not be done, shown again: what somebody wrote in it, what was wrong with it, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fastapi import Request

from vigil.ground.errors import NotFound, Refused, Unreadable, VigilError
from vigil.web import forms
from vigil.web.forms import Fields

MENDABLE: Final = (Unreadable, Refused, NotFound)
"""What whoever wrote a form can put right in it."""

_FIELDS: Final = {
    "max_visits_per_place": "visits",
    "unit in this plan": "unit",
}
"""What forms call a field, or a thing that was not found, where the desk calls it something else."""

_LABELS: Final = {
    "on": "Day",
    "visits": "Visits to a place",
    "seconds": "Search for",
    "kind": "How",
    "communities": "Community",
    "within_m": "Metres of the place",
    "hours_before": "Hours before the shift",
    "grace_minutes": "Minutes after the shift",
    "agreed_by": "Agreed by",
    "trained_until": "Training valid until",
    "contact": "How to reach them",
    "steward": "Who",
    "taker": "Who takes it",
    "id": "Short id",
    "base_name": "Base",
    "lat": "Latitude",
    "lon": "Longitude",
    "time_zone": "By the clocks of",
    "persons": "How many, usually",
    "least_persons": "Not sent with fewer than",
    "skills": "What they know",
    "speaks": "Languages",
    "rest_minutes": "Rest, in minutes",
    "rest_from": "Not before",
    "rest_until": "Over by",
    "handover_minutes": "Handover, in minutes",
    "max_drive_minutes": "Driving at most, in minutes",
    "lender": "Lent by",
}
"""What stands beside a field, where it is not the field’s own name."""

_CHOOSE: Final = {
    "from": "choose a day and a time",
    "until": "choose a day and a time",
    "on": "choose a day",
    "trained_until": "choose a day, or leave it empty",
    "steward": "choose somebody",
    "taker": "choose who takes it",
}
"""What to do about a field that a browser's own control fills in, when nothing of use stood in it."""


@dataclass(frozen=True, slots=True)
class Again:
    """What was sent with one form of a page, by the path it was sent to; nothing before anything was sent."""

    path: str = ""
    sent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problem: VigilError | None = None

    @property
    def status(self) -> int:
        """The status of the page that shows it."""
        return self.problem.http_status if self.problem else 200

    @property
    def wrong(self) -> str:
        """The name of the field that was wrong; empty when it was no field of the form."""
        if isinstance(self.problem, Unreadable):
            return _FIELDS.get(self.problem.where.field, self.problem.where.field)
        missed = _FIELDS.get(self.problem.kind, self.problem.kind) if isinstance(self.problem, NotFound) else ""
        return missed if missed in self.sent else ""

    @property
    def sentence(self) -> str:
        """What was wrong, as it stands above the page: with what the page calls the field."""
        if not self.wrong:
            return self.why
        label = _LABELS.get(self.wrong, self.wrong.replace("_", " ").capitalize())
        return f"{label}: {self._reason()}"

    @property
    def why(self) -> str:
        """What was wrong, as a sentence that stands beside its field."""
        said = self._reason()
        return f"{said[:1].upper()}{said[1:]}"

    def _reason(self) -> str:
        if self.problem is None:
            return ""
        if not isinstance(self.problem, Unreadable):
            return self.problem.says.partition(" `")[0]
        is_empty = not any(self.sent.get(self.wrong, ()))
        found = f" (found “{self.problem.value[:80]}”)" if self.problem.value else ""
        return f"{(_CHOOSE.get(self.wrong) if is_empty else None) or self.problem.why}{found}."

    def text(self, path: str, name: str, otherwise: object = "") -> object:
        """Give what stands in a field: as it was sent, or else as the page fills it in."""
        sent = self.sent.get(name) if path == self.path else None
        return otherwise if sent is None else next(iter(sent), "")

    def holds(self, path: str, name: str, value: object, *, otherwise: bool = False) -> bool:
        """Say whether a choice is made: as it was sent, or else as the page makes it."""
        return str(value) in self.sent.get(name, ()) if path == self.path else otherwise

    def is_wrong(self, path: str, name: str) -> bool:
        """Say whether a field is the one that was wrong."""
        return bool(name) and path == self.path and name == self.wrong


NOTHING_SENT: Final = Again()


def send_again(request: Request, fields: Fields, problem: VigilError) -> Again:
    """Give what was sent, and what was wrong with it."""
    names = (name for name in fields if name != "form")
    return Again(request.url.path, {name: forms.texts_of(fields, name) for name in names}, problem)
