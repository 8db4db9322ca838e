"""Read a plan as the check sees it. Plans have hundreds of thousands of stops, so equal rounds are kept once."""

from typing import Final

from vigil.patrol.inspect.minute import Midnight
from vigil.patrol.inspect.spot import JsonSpot, read_spot
from vigil.patrol.inspect.told import Told, ToldFloor, ToldPlan, ToldRound

FIGURES: Final = ("value", "objective", "max_value")
OF_A_MIXTURE: Final = ("bound", "gap", "gap_of_range", "tail_value", "entropy_bits")
COUNTED: Final = ("iterations", "columns", "cpu_s")


def read_told(content: bytes, source: str, midnight: Midnight) -> Told:
    """Read a plan; what only a mixture has may be null in a single plan or a repair, which says so by its `kind`.

    Raises
    ------
    Unreadable : it is not JSON, or a field is missing or will not do
    """
    top = read_spot(content, source)
    seen: dict[ToldRound, ToldRound] = {}
    figures: dict[str, float | None] = {key: top.get(key).number() for key in FIGURES}
    kind = top.find("kind")
    is_single = top.find("bound") is None if kind is None else kind.text() in {"single", "repair"}
    for key in OF_A_MIXTURE if not is_single else ():
        top.get(key)
    for key in (*OF_A_MIXTURE, *COUNTED):
        found = top.find(key)
        figures[key] = None if found is None else found.number()
    return Told(
        is_single=is_single,
        figures=figures,
        coverage={name: share.number() for name, share in top.get("coverage").entries()},
        floors=tuple(_floor(spot) for spot in top.get("fairness").each()),
        unreachable=tuple(spot.text() for spot in top.get("unreachable").each()),
        plans=tuple(_plan(spot, midnight, seen) for spot in _some(top.get("plans")).each()),
        drawn=top.get("drawn").whole(),
        commitment=top.get("commitment").text(),
        seed=top.get("seed").whole(),
    )


def _some(spot: JsonSpot) -> JsonSpot:
    if spot.value == []:
        spot.refuse("must not be empty")
    return spot


def _floor(spot: JsonSpot) -> ToldFloor:
    share, met = spot.find("share"), spot.get("met")
    if not isinstance(met.value, bool):
        met.refuse("must be true or false")
    return ToldFloor(
        group=spot.get("group").text(),
        name=spot.get("name").text(),
        floor=spot.get("floor").number(),
        share=None if share is None else share.number(),
        met=met.value,
    )


def _plan(spot: JsonSpot, midnight: Midnight, seen: dict[ToldRound, ToldRound]) -> ToldPlan:
    rounds = (_round(item, midnight) for item in spot.get("rounds").each())
    return ToldPlan(spot.get("probability").number(), tuple(seen.setdefault(walk, walk) for walk in rounds))


def _round(spot: JsonSpot, midnight: Midnight) -> ToldRound:
    stops = tuple(spot.get("stops").each())
    return ToldRound(
        unit=spot.get("unit").text(),
        windows=tuple(stop.get("window").text() for stop in stops),
        arrive=tuple(midnight.minute(stop.get("arrive")) for stop in stops),
        depart=tuple(midnight.minute(stop.get("depart")) for stop in stops),
    )
