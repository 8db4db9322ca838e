"""The rounds for the rest of a day after something was lost: as few are changed as win it back, near where it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from vigil.patrol.cover import measure
from vigil.patrol.mend.keep_up import keep_rounds_up
from vigil.patrol.plan import Round
from vigil.patrol.repair.repair import CALM, RepairRule, repair_rounds
from vigil.patrol.request import Request


@dataclass(frozen=True, slots=True)
class Focus:
    """What a repair is about: windows that lost their visit, are new or matter more now; and units that have joined."""

    windows: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rearranged:
    """What units can still do of their rounds, and what they had better do; both with one round for each unit.

    `kept_worth` and `worth` are the shares of what is still at stake that the two cover.
    """

    kept: tuple[Round, ...]
    rounds: tuple[Round, ...]
    kept_worth: float
    worth: float


def rearrange(request: Request, before: Sequence[Round], focus: Focus, *, now_minute: int, seed: int) -> Rearranged:
    """Give new rounds for a request, one for each unit, from what its units had still to do.

    No round begins before `now_minute`.
    """
    kept = keep_rounds_up(request, before)
    # Whoever begins at this very minute has not begun: everybody is free from it on.
    rule = RepairRule(at_minute=now_minute - 1, new=focus.windows, joined=focus.units, calm=CALM, seed=seed)
    near = repair_rounds(request, kept, rule).rounds
    kept_worth, worth = (measure(request, rounds).mean_coverage for rounds in (kept, near))
    return (
        Rearranged(kept, near, kept_worth, worth)
        if worth > kept_worth
        else Rearranged(kept, kept, kept_worth, kept_worth)
    )
