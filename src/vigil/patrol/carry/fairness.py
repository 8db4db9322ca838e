"""Fairness over weeks: for each community, the share of what was at stake that had a visit planned, and one proven."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum
from typing import Final

from vigil.patrol.stored import StoredWindow

WEEKS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShare:
    """What a plan did for a community: the worth of its windows, of those with a visit, of those with one proven."""

    plan_id: int
    on: date
    community: str
    is_carried: bool
    windows: int
    at_stake: float
    planned: float
    proven: float


@dataclass(frozen=True, slots=True)
class WholeShare:
    """The shares planned and proven of what was at stake."""

    planned: float
    proven: float


@dataclass(frozen=True, slots=True)
class WeekShare:
    """A week of a community: the shares planned and proven of what was at stake; None where nothing was planned for."""

    begins_on: date
    windows: int
    planned: float | None
    proven: float | None


@dataclass(frozen=True, slots=True)
class FairnessLine:
    """The weeks of one community, oldest first, and its shares of all of them; None where nothing was at stake."""

    community: str
    weeks: tuple[WeekShare, ...]
    whole: WholeShare | None = None


def least_planned(lines: Iterable[FairnessLine]) -> FairnessLine | None:
    """Give the line of the community of which the smallest share had a visit planned; None where none had a share."""
    known = [(line.whole.planned, line.community, line) for line in lines if line.whole is not None]
    return min(known, key=lambda one: one[:2])[2] if known else None


def first_day(on: date) -> date:
    """Give the Monday with which the weeks that are looked at begin, up to the week of a day."""
    return on - timedelta(days=on.weekday(), weeks=WEEKS - 1)


def draw_lines(shares: Iterable[PlanShare], *, on: date) -> tuple[FairnessLine, ...]:
    """Give the line of every community over the last weeks, in the order of their names.

    Of a day with several plans those that units carried count or, where none was carried, the newest.
    """
    from_on = first_day(on)
    meant = [one for one in choose_plans(tuple(shares)) if from_on <= one.on <= on]
    communities = sorted({one.community for one in meant})
    mondays = [from_on + timedelta(weeks=number) for number in range(WEEKS)]
    return tuple(_line(name, [one for one in meant if one.community == name], mondays) for name in communities)


def _line(community: str, shares: Sequence[PlanShare], mondays: Sequence[date]) -> FairnessLine:
    return FairnessLine(community, tuple(_week(monday, shares) for monday in mondays), _shares(shares))


def add_up_shares(
    windows: Iterable[StoredWindow], *, proven: Container[int], carried: Container[int]
) -> tuple[PlanShare, ...]:
    """Give what each plan did for each community; `proven` are lasting numbers of visits, `carried` of plans.

    A window that several units visit counts once.
    """
    groups: dict[tuple[int, date, str], list[StoredWindow]] = {}
    for window in windows:
        groups.setdefault((window.plan_id, window.on, window.community), []).append(window)
    return tuple(
        PlanShare(
            plan_id=plan_id,
            on=on,
            community=community,
            is_carried=plan_id in carried,
            windows=len({one.window_id for one in held}),
            at_stake=_worth(held),
            planned=_worth(one for one in held if one.visit_id is not None and one.is_first),
            proven=_worth(one for one in held if one.visit_id is not None and one.visit_id in proven),
        )
        for (plan_id, on, community), held in sorted(groups.items())
    )


def choose_plans(shares: Sequence[PlanShare]) -> tuple[PlanShare, ...]:
    """Give the shares of the plans that speak for their days: those carried or, of a day without, the newest."""
    days = {one.on for one in shares if one.is_carried}
    newest: dict[date, int] = {}
    for one in shares:
        newest[one.on] = max(one.plan_id, newest.get(one.on, 0))
    return tuple(one for one in shares if one.is_carried or (one.on not in days and one.plan_id == newest[one.on]))


def _worth(windows: Iterable[StoredWindow]) -> float:
    # Exact sums, since a set comes in any order.
    return fsum({one.window_id: one.value for one in windows}.values())


def _week(monday: date, shares: Sequence[PlanShare]) -> WeekShare:
    within = [one for one in shares if monday <= one.on < monday + timedelta(weeks=1)]
    windows = sum(one.windows for one in within)
    shares_of_it = _shares(within)
    if shares_of_it is None:
        return WeekShare(monday, windows, None, None)
    return WeekShare(monday, windows, shares_of_it.planned, shares_of_it.proven)


def _shares(of: Sequence[PlanShare]) -> WholeShare | None:
    at_stake = fsum(one.at_stake for one in of)
    if not at_stake:
        return None
    return WholeShare(fsum(one.planned for one in of) / at_stake, fsum(one.proven for one in of) / at_stake)
