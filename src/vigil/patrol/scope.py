"""Which plan of a day speaks for what is asked: one that covers it whole goes before one that covers a part."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from vigil.patrol.stored import PlanHead, StoredPlan
from vigil.register.fold import fold


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the register is asked about.

    `areas` are names of one and the same area or of those it lies in, `parts` names of areas that lie in it; no area
    and no community stand for all.
    """

    areas: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    community: str = ""


EVERYWHERE = Scope()
"""The whole register."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The plan that speaks for what is asked, and the newer ones that cover a part of it only."""

    head: PlanHead
    newer: tuple[PlanHead, ...]


def choose_plan(heads: Sequence[PlanHead], scope: Scope) -> Choice | None:
    """Give the newest plan that covers what is asked, else the newest that covers a part; `heads` are newest first."""
    touching = [head for head in heads if _touches(head, scope)]
    head = next((head for head in touching if covers(head, scope)), next(iter(touching), None))
    return Choice(head, tuple(touching[: touching.index(head)])) if head else None


def covers(head: PlanHead, scope: Scope) -> bool:
    """Say whether a plan was made for all that is asked about."""
    return _is_named(head.area, scope.areas) and head.community in ("", scope.community)


def narrow_plan(plan: StoredPlan, place_ids: Container[str]) -> StoredPlan:
    """Give the part of a plan that concerns some places; its head stays that of the whole."""
    rounds = (
        replace(walk, visits=tuple(visit for visit in walk.visits if visit.place_id in place_ids))
        for walk in plan.rounds
    )
    left = (one for one in plan.uncovered if one.place_id in place_ids)
    return StoredPlan(plan.head, tuple(rounds), tuple(left))


def _touches(head: PlanHead, scope: Scope) -> bool:
    is_near = not scope.areas or _is_named(head.area, (*scope.areas, *scope.parts))
    return is_near and (not scope.community or head.community in ("", scope.community))


def _is_named(area: str, names: Iterable[str]) -> bool:
    return not area or fold(area) in {fold(name) for name in names}
