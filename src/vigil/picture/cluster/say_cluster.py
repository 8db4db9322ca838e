"""A cluster in one sentence, for people who decide."""

from dataclasses import dataclass
from typing import Final

from vigil.picture.cluster.scan_result import ScanCluster
from vigil.picture.words import say_chance, say_list, say_mean, say_number, say_ratio

MOST_NAMED: Final = 6
"""So many places are named; of more, how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterWords:
    """What things are called: a place, a case, a period, and the place in the middle.

    `from_day` and `to_day` are the periods' names as they are to be read; empty where the scan is purely spatial.
    `has_metres` is false where distances are in a unit that nobody has named: then none is said. `names` are those of
    the places where they have one each: a few are then named instead of a distance, which is no more than that between
    their middles. `cases` is the plural of a case that takes no s at its end. `least_chance` is the least that so many
    replications can tell: what has it comes at most so often.
    """

    centre: str
    place: str = "place"
    case: str = "report"
    period: str = "day"
    from_day: str = ""
    to_day: str = ""
    has_metres: bool = True
    names: tuple[str, ...] = ()
    cases: str = ""
    least_chance: float | None = None


def say_cluster(cluster: ScanCluster, words: ClusterWords) -> str:
    """Give a cluster in one sentence: where, how many in how long, against how many, how seldom by chance."""
    counted = f"{_say_cases(cluster.observed, words)}{_say_when(cluster, words)}"
    ratio = cluster.observed / cluster.expected
    against = f"where {say_mean(cluster.expected)} {'was' if cluster.expected == 1 else 'were'} expected"
    return f"{_say_where(cluster, words)}: {counted} {against} ({say_ratio(ratio)}); {_say_seldom(cluster, words)}."


def say_distance(radius_m: float) -> str:
    """Give a distance as 850 m, 3.1 km or 126 km."""
    if radius_m < 950:
        return f"{round(radius_m, -1):.0f} m" if radius_m >= 100 else f"{radius_m:.0f} m"
    return f"{radius_m / 1000:.1f} km" if radius_m < 99_500 else f"{radius_m / 1000:,.0f} km"


def _say_cases(observed: int, words: ClusterWords) -> str:
    if not words.cases:
        return say_number(observed, words.case)
    return f"{observed:,} {words.case if observed == 1 else words.cases}"


def _say_where(cluster: ScanCluster, words: ClusterWords) -> str:
    if len(cluster.places) == 1:
        return words.centre
    if words.names and len(words.names) <= MOST_NAMED:
        return say_list(words.names)
    if words.names or not words.has_metres:
        return f"{say_number(len(cluster.places), words.place)} around {words.centre}"
    return f"{say_number(len(cluster.places), words.place)} within {say_distance(cluster.radius_m)} of {words.centre}"


def _say_when(cluster: ScanCluster, words: ClusterWords) -> str:
    if not words.from_day:
        return ""
    length = f" in {say_number(cluster.last - cluster.first + 1, words.period)}"
    return (
        f"{length} ({words.from_day})"
        if cluster.first == cluster.last
        else (f"{length} ({words.from_day} to {words.to_day})")
    )


def _say_seldom(cluster: ScanCluster, words: ClusterWords) -> str:
    if cluster.p_value is None:
        return "how seldom that comes by chance was not asked"
    if cluster.recurrence_periods is None:
        return f"the chance of so strong a cluster anywhere, were there none, is {say_chance(cluster.p_value)}"
    interval = say_number(round(cluster.recurrence_periods), words.period)
    is_least = words.least_chance is not None and cluster.p_value <= words.least_chance
    often = "at most" if is_least else "about"
    return f"so strong a cluster comes by chance {often} once in {interval} when looked for every {words.period}"
