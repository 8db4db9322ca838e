"""The form that puts an uplift forward: filled in by the machine, or by a person and given back when it is wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.errors import Unreadable, VigilError, Where
from vigil.ground.moment import zone_named
from vigil.posture.level import ResponseLevel
from vigil.posture.uplift import UpliftTerms
from vigil.web import forms
from vigil.web.forms import Fields

LEVELS: Final = (ResponseLevel.HEIGHTENED, ResponseLevel.EXCEPTIONAL)
HOME_ZONE: Final = "Europe/London"

_LABELS: Final = {
    "level": "Level",
    "communities": "For these communities",
    "areas": "In these areas",
    "from": "From",
    "from_at": "From",
    "until": "Until",
    "until_at": "Until",
    "reasons": "Why",
    "reason": "Why",
}
"""What the form calls its fields, by what the desk calls them."""

_PLAINLY: Final = {
    "until": "choose a day and a time",
    "from": "choose a day and a time",
    "level": "choose heightened or exceptional",
}
"""What to do about a field that a browser's own control fills in, whatever was wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the form: moments by the clocks of `zone`, reasons one a line."""

    level: str
    communities: tuple[str, ...]
    areas: tuple[str, ...]
    from_local: str
    until_local: str
    zone: ZoneInfo
    reasons: str
    trigger_id: str
    alarm_id: str


def fill_empty(at: datetime) -> Filled:
    """Give the form before anything is written: from now on, heightened."""
    zone = zone_named(HOME_ZONE)
    return Filled(
        level=LEVELS[0].value,
        communities=(),
        areas=(),
        from_local=forms.write_local_moment(at, zone),
        until_local="",
        zone=zone,
        reasons="",
        trigger_id="",
        alarm_id="",
    )


def fill_in(terms: UpliftTerms) -> Filled:
    """Give the form as the machine fills it in."""
    zone = zone_named(terms.time_zone)
    return Filled(
        level=terms.level.value,
        communities=tuple(community.value for community in terms.communities),
        areas=terms.areas,
        from_local=forms.write_local_moment(terms.from_at, zone),
        until_local=forms.write_local_moment(terms.until_at, zone),
        zone=zone,
        reasons="\n".join(terms.reasons),
        trigger_id=terms.trigger_id,
        alarm_id=terms.alarm_id,
    )


def fill_again(fields: Fields) -> Filled:
    """Give the form as a person sent it.

    Raises
    ------
    Unreadable : its clocks, which nobody types, are none we know
    """
    return Filled(
        level=forms.text_of(fields, "level"),
        communities=forms.texts_of(fields, "communities"),
        areas=forms.texts_of(fields, "areas"),
        from_local=forms.text_of(fields, "from"),
        until_local=forms.text_of(fields, "until"),
        zone=_read_zone(fields),
        reasons=forms.text_of(fields, "reasons"),
        trigger_id=forms.text_of(fields, "trigger_id"),
        alarm_id=forms.text_of(fields, "alarm_id"),
    )


def read_terms(fields: Fields, *, at: datetime) -> UpliftTerms:
    """Read what a form asks for.

    Raises
    ------
    Unreadable : a field says what cannot be
    """
    level = forms.text_of(fields, "level")
    if level not in {offered.value for offered in LEVELS}:
        raise Unreadable(Where(forms.THIS_FORM, field="level"), _PLAINLY["level"], level)
    zone = _read_zone(fields)
    from_at = forms.read_local_moment(forms.text_of(fields, "from"), zone, field="from")
    return UpliftTerms(
        level=ResponseLevel(level),
        communities=forms.read_communities(forms.texts_of(fields, "communities")),
        areas=forms.texts_of(fields, "areas"),
        # A form shows whole minutes, and nothing is decided for the past: what lies before now begins now.
        from_at=max(from_at, at),
        until_at=forms.read_local_moment(forms.text_of(fields, "until"), zone, field="until"),
        time_zone=zone.key,
        reasons=forms.read_lines(forms.text_of(fields, "reasons")),
        trigger_id=forms.text_of(fields, "trigger_id"),
        alarm_id=forms.text_of(fields, "alarm_id"),
    )


def say_trouble(problem: VigilError) -> str:
    """Give what was wrong with a form in the words that stand beside its fields."""
    if not isinstance(problem, Unreadable):
        return problem.says
    field = problem.where.field
    return f"{_LABELS.get(field, 'This form')}: {_PLAINLY.get(field, problem.why)}."


def _read_zone(fields: Fields) -> ZoneInfo:
    try:
        return zone_named(forms.text_of(fields, "time_zone"))
    except ValueError as problem:
        raise Unreadable(Where(forms.THIS_FORM, field="time_zone"), str(problem)) from problem
