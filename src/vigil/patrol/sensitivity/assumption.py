"""What a plan rests on that nobody has measured, each as a request in which it is wrong by some share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import Final

from vigil.patrol.factor import FactorName
from vigil.patrol.request import PlanWindow, Request

_SAYS: Final = {
    FactorName.ATTENDANCE: "what the larger half of the gatherings count for how many people come",
    FactorName.LEVEL: "what a raised response level counts",
    FactorName.COMMUNITY: "what a surge against a community counts",
    FactorName.VULNERABILITY: "what the assessment of a place counts",
    FactorName.SURENESS: "what it counts that a gathering is not sure to take place",
}


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something assumed: a stable key, what it is, and how to give a request in which it is so many times as large."""

    key: str
    says: str
    vary: Callable[[float], Request]


def list_assumptions(request: Request) -> tuple[Assumption, ...]:
    """Give what a request rests on, leaving out what it has nothing of (such as a level that is raised nowhere)."""
    return (*_of_values(request), *_of_kinds(request), *_of_rule(request))


def _of_values(request: Request) -> Iterator[Assumption]:
    for name in FactorName:
        concerned = _windows_with(request, name)
        # What concerns every window alike scales everything, and changes no visit.
        if 0 < len(concerned) < len(request.windows):
            yield Assumption(name.value, _SAYS[name], partial(_with_values, request, concerned))


def _windows_with(request: Request, name: FactorName) -> frozenset[str]:
    """Give the windows in which a factor is not ordinary; of attendance, the half with the most people."""
    by_window = {window.id: _factor(window, name) for window in request.windows}
    if name is FactorName.ATTENDANCE:
        middle = median(by_window.values())
        return frozenset(window_id for window_id, value in by_window.items() if value > middle)
    return frozenset(window_id for window_id, value in by_window.items() if value != 1.0)


def _factor(window: PlanWindow, name: FactorName) -> float:
    return next((factor.value for factor in window.factors if factor.name == name), 1.0)


def _with_values(request: Request, concerned: frozenset[str], share: float) -> Request:
    windows = tuple(
        replace(window, bins=tuple(replace(part, value=part.value * share) for part in window.bins))
        if window.id in concerned
        else window
        for window in request.windows
    )
    return replace(request, windows=windows)


def _of_kinds(request: Request) -> Iterator[Assumption]:
    for kind in sorted({unit.kind for unit in request.units if 0 < unit.effect < 1}):
        says = f"how much the presence of a unit of the kind “{kind}” protects (never more than all)"
        yield Assumption(f"effect of {kind}", says, partial(_with_effect, request, kind))


def _with_effect(request: Request, kind: str, share: float) -> Request:
    units = tuple(
        replace(unit, effect=min(1.0, unit.effect * share)) if unit.kind == kind else unit for unit in request.units
    )
    return replace(request, units=units)


def _of_rule(request: Request) -> Iterator[Assumption]:
    rule = request.coverage
    if rule.residual > 0 and rule.residual_minutes > 0:
        yield Assumption(
            "residual",
            "how much a visit still deters after the unit has left (never more than while it is there)",
            lambda share: replace(request, coverage=replace(rule, residual=min(1.0, rule.residual * share))),
        )
        yield Assumption(
            "residual minutes",
            "for how long a visit still deters after the unit has left",
            lambda share: replace(request, coverage=replace(rule, residual_minutes=rule.residual_minutes * share)),
        )
