"""How much a visit protects, and what a plan is worth."""

from collections.abc import Iterable, Mapping, Sequence

from vigil.patrol.mixture import LikelyPlan
from vigil.patrol.plan import FloorKept, GroupShare, Measures, Round
from vigil.patrol.request import Bin, CoverageRule, FairnessFloor, PlanWindow, Request


def bin_share(part: Bin, arrive_minute: float, depart_minute: float, rule: CoverageRule) -> float:
    """Give the share (0 to 1) of a bin that a visit of full effect covers: present, then still deterring."""
    length = part.to_minute - part.from_minute
    present = _overlap(part, arrive_minute, depart_minute)
    after = _overlap(part, depart_minute, depart_minute + rule.residual_minutes)
    return (present + rule.residual * after) / length


def visit_gain(window: PlanWindow, arrive_minute: int, rule: CoverageRule) -> float:
    """Give the value that a visit of full effect covers when it begins at a minute."""
    depart_minute = arrive_minute + window.visit_minutes
    return sum(part.value * bin_share(part, arrive_minute, depart_minute, rule) for part in window.bins)


def coverage_of(request: Request, rounds: Sequence[Round]) -> dict[str, float]:
    """Give each bin's covered share, 0 to 1: what several visits cover adds up to at most all of it."""
    effect = {unit.id: unit.effect for unit in request.units}
    windows = request.window_by_id
    covered = {part.id: 0.0 for window in request.windows for part in window.bins}
    for walk in rounds:
        for stop in walk.stops:
            for part in windows[stop.window_id].bins:
                share = bin_share(part, stop.arrive_minute, stop.depart_minute, request.coverage)
                covered[part.id] += effect[walk.unit_id] * share
    return {name: min(1.0, share) for name, share in covered.items()}


def measure(request: Request, rounds: Sequence[Round]) -> Measures:
    """Say what a plan of these rounds is worth."""
    return _measures(request, coverage_of(request, rounds))


def measure_mixture(request: Request, plans: Sequence[LikelyPlan]) -> Measures:
    """Say what a mixture is worth: each bin is covered as the plans cover it, times how likely each is."""
    covered = {part.id: 0.0 for window in request.windows for part in window.bins}
    for plan in plans:
        for name, share in coverage_of(request, plan.rounds).items():
            covered[name] += plan.probability * share
    # Probabilities that add up to one but for rounding may cover a hair more than all.
    return _measures(request, {name: min(1.0, share) for name, share in covered.items()})


def _measures(request: Request, coverage: Mapping[str, float]) -> Measures:
    bins = [part for window in request.windows for part in window.bins]
    value = max((part.value * (1 - coverage[part.id]) for part in bins), default=0.0)
    mean = _mean(bins, coverage)
    shares = group_shares(request, coverage)
    return Measures(
        coverage=coverage,
        value=value,
        max_value=request.max_value,
        objective=value - request.value_of_coverage * request.max_value * mean,
        mean_coverage=mean,
        shares=shares,
        floors=tuple(kept for floor in request.fairness for kept in _kept(floor, shares)),
    )


def group_shares(request: Request, coverage: Mapping[str, float]) -> tuple[GroupShare, ...]:
    """Give how well each community and area is covered, weighted by value; one without any value has its full share."""
    places = request.place_by_id
    members: dict[tuple[str, str], list[Bin]] = {}
    for place in request.places:
        members.setdefault(("community", place.community), [])
        members.setdefault(("area", place.area), [])
    for window in request.windows:
        place = places[window.place_id]
        members["community", place.community].extend(window.bins)
        members["area", place.area].extend(window.bins)
    overall = _mean([part for window in request.windows for part in window.bins], coverage)
    return tuple(
        _share(group, name, bins, coverage, overall=overall)
        for (group, name), bins in sorted(members.items(), key=lambda item: item[0])
    )


def _share(group: str, name: str, bins: Sequence[Bin], coverage: Mapping[str, float], *, overall: float) -> GroupShare:
    mean = _mean(bins, coverage)
    has_share = overall > 0 and any(part.value > 0 for part in bins)
    return GroupShare(group, name, mean, mean / overall if has_share else 1.0)


def _kept(floor: FairnessFloor, shares: Iterable[GroupShare]) -> tuple[FloorKept, ...]:
    return tuple(
        FloorKept(share.group, share.name, share.share, floor.floor, share.share >= floor.floor - 1e-12)
        for share in shares
        if share.group == floor.group and floor.name in ("*", share.name)
    )


def _mean(bins: Sequence[Bin], coverage: Mapping[str, float]) -> float:
    total = sum(part.value for part in bins)
    return sum(part.value * coverage[part.id] for part in bins) / total if total > 0 else 0.0


def _overlap(part: Bin, begins: float, ends: float) -> float:
    return max(0.0, min(part.to_minute, ends) - max(part.from_minute, begins))
