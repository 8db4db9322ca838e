"""Make up requests for patrol plans: cities of some shape, with worship of some day and values of some spread.

The same city, seed and numbers give the same request, byte for byte, and nothing here knows how plans are made: only
the independent check is asked which windows nobody could reach, and they are left out. With `--out` one request is
written; without, a line is printed for each kind of city that the benchmarks use.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.patrol.inspect.reached import out_of_reach
from vigil.patrol.inspect.read_asked import read_asked
from vigil.patrol.inspect.way import TimedWays

CENTRE_LAT: Final = 51.5
CENTRE_LON: Final = -0.1
KM_A_DEGREE: Final = 111.195
SPEED_KMH: Final = 24.0
COMMUNITIES: Final = {"muslim": 0.45, "christian": 0.25, "jewish": 0.12, "sikh": 0.10, "hindu": 0.08}
THREAT: Final = {"muslim": 1.3, "christian": 1.0, "jewish": 1.8, "sikh": 1.0, "hindu": 1.0}
ARRIVING: Final = (0.6, 1.0, 0.9)
LEAVING: Final = (0.85, 0.77, 0.43)


class Geography(StrEnum):
    """How places lie: around centres, anywhere, along a road, or in two towns far apart."""

    CLUSTERED = "clustered"
    UNIFORM = "uniform"
    LINEAR = "linear"
    TWO_TOWNS = "two-towns"


class Worth(StrEnum):
    """How values are spread: as attendance usually is, with a heavy tail, nearly equal, or a few that tower."""

    USUAL = "usual"
    HEAVY = "heavy"
    FLAT = "flat"
    FEW = "few"


class Worship(StrEnum):
    """Which day: Friday at noon, Sunday with many sittings, a sparse Saturday, or a night with doors long open."""

    FRIDAY = "friday"
    SUNDAY = "sunday"
    SATURDAY = "saturday"
    NIGHT = "night"


DAYS: Final = {
    Worship.FRIDAY: date(2019, 3, 15),
    Worship.SATURDAY: date(2019, 3, 16),
    Worship.SUNDAY: date(2019, 3, 17),
    Worship.NIGHT: date(2019, 3, 20),
}
SHIFTS: Final = {
    Worship.FRIDAY: ((690, 930), (690, 930), (720, 910)),
    Worship.SATURDAY: ((480, 840), (540, 900), (780, 1260)),
    Worship.SUNDAY: ((420, 840), (540, 960), (840, 1260)),
    Worship.NIGHT: ((1020, 1440), (1080, 1500), (1140, 1560)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """What is made up: `floor` asks for a share of the mean for each community, `limits` for rests, skills and more."""

    places: int = 200
    units: int = 12
    geography: Geography = Geography.CLUSTERED
    worth: Worth = Worth.USUAL
    worship: Worship = Worship.FRIDAY
    seed: int = 1
    floor: float | None = None
    limits: bool = False

    @property
    def name(self) -> str:
        """The city in a few words."""
        return f"{self.places}/{self.units} {self.worship} {self.geography} {self.worth} {self.seed}"


@dataclass(frozen=True, slots=True)
class Window:
    """A window to come: which minutes, how long a visit, the crowd at the door from first to last bin."""

    word: str
    opens: int
    closes: int
    crowd: tuple[float, ...]


def make_request(city: City) -> dict[str, Any]:
    """Give a request as it is written in JSON."""
    rng = np.random.default_rng([city.seed, city.places, city.units])
    side_km = 1.05 * math.sqrt(city.places)
    centres = rng.uniform(0.0, side_km, (max(4, city.places // 25), 2))
    which = rng.integers(0, len(centres), city.places)
    places_km = _spread(city, centres[which], side_km, rng)
    communities = [str(name) for name in rng.choice(list(COMMUNITIES), city.places, p=list(COMMUNITIES.values()))]
    values = _values(city.worth, communities, rng)
    places = [
        {"id": f"p{n:05d}", **_point(places_km[n]), "community": communities[n], "area": f"area {which[n]:03d}"}
        for n in range(city.places)
    ]
    request: dict[str, Any] = {"date": DAYS[city.worship].isoformat(), "time_zone": "Europe/London", "places": places}
    request["windows"] = [
        window
        for number, place in enumerate(places)
        for window in _windows(city, str(place["id"]), float(values[number]), rng)
    ]
    request["units"] = list(_units(city, places_km, rng))
    if city.floor is not None:
        request["fairness"] = [{"group": "community", "name": "*", "floor": city.floor}]
    _drop_out_of_reach(request)
    most = max((part["value"] for window in request["windows"] for part in window["bins"]), default=1.0)
    for window in request["windows"]:
        for part in window["bins"]:
            part["value"] = round(100 * part["value"] / most, 6)
    return request


def _drop_out_of_reach(request: dict[str, Any]) -> None:
    """Leave out windows that no unit can reach: the value of one such bin is all that a plan would be judged by."""
    asked = read_asked(json.dumps(request).encode(), "request")
    dropped = out_of_reach(asked, TimedWays(asked.travel))
    request["windows"] = [window for window in request["windows"] if window["id"] not in dropped]


def _spread(city: City, near: FloatArray, side_km: float, rng: np.random.Generator) -> FloatArray:
    """Give where places are, in kilometres; shape (places, 2)."""
    if city.geography is Geography.UNIFORM:
        return rng.uniform(0.0, side_km, near.shape)
    if city.geography is Geography.LINEAR:  # a valley of the same area, nine times as long as wide
        return np.asarray(rng.uniform(0.0, side_km, near.shape) * np.array([3.0, 1 / 3.0]))
    clusters = max(4, city.places // 25)
    spread: FloatArray = np.clip(
        near + rng.normal(0.0, side_km / (1.6 * math.sqrt(clusters)), near.shape), 0.0, side_km
    )
    if city.geography is Geography.TWO_TOWNS:
        spread[:, 0] = spread[:, 0] * 0.7 + np.where(spread[:, 0] > 0.6 * side_km, 12.0, 0.0)
    return spread


def _values(worth: Worth, communities: Sequence[str], rng: np.random.Generator) -> FloatArray:
    """Give what each place is worth: threat × attendance to the power 0.45."""
    count = len(communities)
    threat = np.array([THREAT[name] for name in communities]) * np.exp(rng.normal(0.0, 0.25, count))
    if worth is Worth.FLAT:
        return rng.uniform(0.97, 1.0, count)
    if worth is Worth.HEAVY:
        return np.asarray(threat * np.minimum(30.0 * (1.0 + rng.pareto(0.9, count)), 50_000.0) ** 0.45)
    usual = np.asarray(threat * np.clip(np.exp(rng.normal(math.log(180.0), 0.8, count)), 15.0, 4000.0) ** 0.45)
    if worth is Worth.FEW:
        usual[rng.permutation(count)[: max(1, count // 20)]] *= 6.0
    return usual


def _around(word: str, begins: int, ends: int, crowd: float) -> tuple[Window, Window]:
    """Give the windows in which people arrive at a gathering and leave it."""
    return (
        Window(f"{word}/arriving", begins - 30, begins + 5, tuple(crowd * share for share in ARRIVING)),
        Window(f"{word}/leaving", ends - 5, ends + 30, tuple(crowd * share for share in LEAVING)),
    )


def _friday(rng: np.random.Generator) -> Iterator[Window]:
    begins = 720 + int(rng.choice((45, 60, 60, 75, 75, 90, 90, 105)))
    ends = begins + int(rng.choice((40, 45, 50)))
    yield from _around("first", begins, ends, 1.0)
    if rng.random() < 0.3:
        yield from _around("second", ends + 20, ends + 60, 0.6)


def _sunday(rng: np.random.Generator) -> Iterator[Window]:
    sittings = sorted(rng.permutation((480, 570, 660, 750, 1080))[: int(rng.integers(1, 5))])
    for number, begins in enumerate(sittings):
        start = int(begins) + int(rng.choice((0, 0, 15, 30)))
        crowd = 1.0 if begins == 660 else float(rng.uniform(0.3, 0.9))
        yield from _around(f"sitting {number + 1}", start, start + int(rng.choice((45, 60, 75))), crowd)


def _saturday(rng: np.random.Generator) -> Iterator[Window]:
    if rng.random() > 0.4:
        return
    begins = int(rng.choice((540, 570, 600)))
    ends = begins + int(rng.choice((120, 150, 180)))
    yield Window("morning/arriving", begins - 30, begins + 60, (0.5, 0.8, 1.0, 0.8, 0.6, 0.4))
    yield Window("morning/leaving", ends - 5, ends + 40, LEAVING)
    if rng.random() < 0.4:
        yield from _around("evening", 1080 + int(rng.choice((0, 15, 30))), 1140, 0.4)


def _night(rng: np.random.Generator) -> Iterator[Window]:
    begins = int(rng.choice((1110, 1140, 1200)))
    ends = begins + int(rng.choice((150, 180, 240)))
    count = (ends - begins) // 15
    yield Window("open", begins, ends, tuple(0.4 + 0.6 * math.sin(math.pi * (n + 0.5) / count) for n in range(count)))
    if rng.random() < 0.5:
        yield Window("leaving", ends, ends + 30, (1.0, 0.6))


PATTERNS: Final = {
    Worship.FRIDAY: _friday,
    Worship.SUNDAY: _sunday,
    Worship.SATURDAY: _saturday,
    Worship.NIGHT: _night,
}


def _windows(city: City, place: str, value: float, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    for window in PATTERNS[city.worship](rng):
        name = f"{place}/{window.word}"
        count = max(1, round((window.closes - window.opens) / 15))
        edges = [window.opens + round((window.closes - window.opens) * n / count) for n in range(count + 1)]
        written: dict[str, Any] = {
            "id": name,
            "place": place,
            "opens": _moment(city, window.opens),
            "closes": _moment(city, window.closes),
            "visit_minutes": int(rng.choice((10, 12, 15))),
            "bins": [
                {
                    "id": f"{name}/{n}",
                    "from": _moment(city, edges[n]),
                    "to": _moment(city, edges[n + 1]),
                    "value": value * window.crowd[len(window.crowd) * n // count],
                }
                for n in range(count)
            ],
        }
        if city.limits and rng.random() < 0.1:
            written["min_persons"] = 2
        if city.limits and rng.random() < 0.05:
            written["skills"] = ["punjabi"]
        yield written


def _units(city: City, places_km: FloatArray, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Give units at bases that stand where places are, a quarter of them armed."""
    bases = places_km[rng.permutation(len(places_km))[: max(2, city.units // 4)]]
    bases = bases + rng.normal(0.0, 0.3, bases.shape)
    for number in range(city.units):
        begins, ends = SHIFTS[city.worship][int(rng.integers(3))]
        is_armed = bool(rng.random() < 0.25)
        base = _point(bases[number % len(bases)])
        unit: dict[str, Any] = {"id": f"u{number:04d}", "kind": "armed" if is_armed else "unarmed", "start": base}
        unit |= {"end": base, "from": _moment(city, begins), "until": _moment(city, ends)}
        unit["effect"] = 1.0 if is_armed else 0.7
        if city.limits:
            unit |= _limits(city, number, (begins, ends), rng)
        yield unit


def _limits(city: City, number: int, shift: tuple[int, int], rng: np.random.Generator) -> dict[str, Any]:
    limits: dict[str, Any] = {"persons": 1 + int(rng.random() < 0.7), "handover_minutes": 5, "max_drive_minutes": 90}
    if number % 3 == 0:
        limits["skills"] = ["punjabi"]
    middle = (shift[0] + shift[1]) // 2
    if number % 2 == 0:
        until = min(middle + 60, shift[1] - 5)
        limits["rest"] = {"minutes": 20, "from": _moment(city, middle - 60), "until": _moment(city, until)}
    return limits


def _point(km: FloatArray) -> dict[str, float]:
    lat = CENTRE_LAT + float(km[1]) / KM_A_DEGREE
    lon = CENTRE_LON + float(km[0]) / (KM_A_DEGREE * math.cos(math.radians(CENTRE_LAT)))
    return {"lat": round(lat, 6), "lon": round(lon, 6)}


def _moment(city: City, minute: int) -> str:
    """Write a minute as a local time; past midnight with its day."""
    if minute < 1440:
        return f"{minute // 60:02d}:{minute % 60:02d}"
    day = DAYS[city.worship] + timedelta(days=1)
    return f"{day.isoformat()}T{(minute - 1440) // 60:02d}:{minute % 60:02d}"


KINDS: Final = (
    City(),
    City(seed=2),
    City(geography=Geography.UNIFORM, worth=Worth.HEAVY),
    City(geography=Geography.LINEAR, worth=Worth.FLAT, seed=3),
    City(geography=Geography.TWO_TOWNS, worth=Worth.FEW, worship=Worship.SUNDAY),
    City(worship=Worship.SUNDAY, seed=4),
    City(geography=Geography.UNIFORM, worship=Worship.SATURDAY),
    City(worship=Worship.NIGHT, worth=Worth.HEAVY, seed=5),
)
"""Eight cities of 200 places and 12 units, so that nobody tunes for one of them."""


def describe(city: City, request: Mapping[str, Any]) -> dict[str, Any]:
    """Give the size of a request in a line."""
    bins = [part["value"] for window in request["windows"] for part in window["bins"]]
    return {
        "case": city.name,
        "windows": len(request["windows"]),
        "bins": len(bins),
        "value_median": round(float(np.median(bins)), 2),
        "value_sum": round(math.fsum(bins), 1),
        "bytes": len(json.dumps(request)),
    }


def city_from(asked: argparse.Namespace) -> City:
    """Give the city that the words of a command ask for."""
    return City(
        places=asked.places,
        units=asked.units,
        geography=Geography(asked.geography),
        worth=Worth(asked.worth),
        worship=Worship(asked.worship),
        seed=asked.seed,
        floor=asked.floor,
        limits=asked.limits,
    )


def main() -> None:
    """Write one request, or describe the kinds there are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.patrol_request", description=__doc__)
    for name, otherwise in (("places", 200), ("units", 12), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=otherwise)
    parser.add_argument("--geography", choices=list(Geography), default=Geography.CLUSTERED)
    parser.add_argument("--worth", choices=list(Worth), default=Worth.USUAL)
    parser.add_argument("--worship", choices=list(Worship), default=Worship.FRIDAY)
    parser.add_argument("--floor", type=float, help="a fairness floor for each community, as a share of the mean")
    parser.add_argument("--limits", action="store_true", help="ask for rests, skills, two people and a drive limit too")
    parser.add_argument("--out", type=Path, help="the file to write; - is standard output")
    asked = parser.parse_args()
    if asked.out:
        text = json.dumps(make_request(city_from(asked)), indent=1)
        if str(asked.out) == "-":
            sys.stdout.write(text + "\n")
        else:
            asked.out.write_text(text + "\n", encoding="utf-8")
        return
    lines = [describe(city, make_request(city)) for city in KINDS]
    for line in lines:
        print(json.dumps(line))
    print(json.dumps({"summary": {"cities": len(KINDS), "first": asdict(KINDS[0])}}))


if __name__ == "__main__":
    main()
