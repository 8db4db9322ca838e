"""Reading the plans of a plan file: how likely each is, and its rounds."""

from vigil.patrol.local_day import LocalDay
from vigil.patrol.mixture import LikelyPlan
from vigil.patrol.plan import Round, Stop
from vigil.patrol.read_json import Node, read_json


def read_plans(content: str | bytes, source: str, day: LocalDay) -> tuple[LikelyPlan, ...]:
    """Give the plans of a plan file, times as minutes of the day.

    Raises
    ------
    Unreadable : the file does not hold plans; says where
    """
    return tuple(_plan(node, day) for node in read_json(content, source).get("plans").items())


def _plan(node: Node, day: LocalDay) -> LikelyPlan:
    rounds = tuple(
        Round(walk.get("unit").name(), tuple(_stop(stop, day) for stop in walk.get("stops").items()))
        for walk in node.get("rounds").items()
    )
    return LikelyPlan(node.get("probability").number(0, 1), rounds)


def _stop(node: Node, day: LocalDay) -> Stop:
    return Stop(node.get("window").name(), _minute(node.get("arrive"), day), _minute(node.get("depart"), day))


def _minute(node: Node, day: LocalDay) -> int:
    try:
        return round(day.read(node.text()))
    except ValueError as problem:
        raise node.refuse(str(problem)) from problem
