"""What is asked of sensitivity."""

from dataclasses import dataclass
from datetime import datetime

from vigil.patrol.sensitivity.study import Variation


@dataclass(frozen=True, slots=True)
class SensitivityOrder:
    """Asks for it to be worked out what would change a plan if its assumptions were wrong."""

    plan_id: int
    seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class SensitivityOf:
    """Asks for what was worked out of a plan."""

    plan_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What would change a plan, assumption by assumption; `id` is that of the plan."""

    id: int
    made_at: datetime
    value: float
    variations: tuple[Variation, ...]
