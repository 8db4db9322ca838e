"""A road map made of an OpenStreetMap extract by Valhalla, and how long it takes on it.

Valhalla comes with the extra `vigil-desk[roads]`. Its tile builder is a program of its own; it is run here and nowhere
else.
"""

import json
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from vigil.ground.errors import Unavailable, Unreadable, Where
from vigil.ground.point import Point, distance_m
from vigil.patrol.roads.block import cut_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from valhalla import Actor

    from vigil.patrol.travel import Spot

BLOCK: Final = 100
"""So many points by so many are worked out at one go."""
FASTEST_WALK_KMH: Final = 25.0
SLOWEST_WALK_KMH: Final = 0.5
LONGEST_WAY_M: Final = 2_000_000
"""Valhalla takes memory by how far it may have to look: from one end of a large country to the other."""
MOST_PAIRS: Final = BLOCK * BLOCK
ELSEWHERE: Final = ("traffic_extract", "admin", "landmarks", "timezone", "transit_dir", "transit_feeds_dir")
"""What Valhalla would look for in folders of its own."""
KEPT: Final = "map.json"

Tell = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class RoadMap:
    """Roads that can be asked for ways; a point further than `near_m` from every road has none."""

    actor: "Actor"
    near_m: float
    known: dict[tuple[float, float, float | None], bool] = field(default_factory=dict)

    def is_near(self, point: Point, speed_kmh: float | None) -> bool:
        """Say whether a road is near enough, for a car or for who goes at a speed of their own."""
        key = (point.lat, point.lon, speed_kmh)
        if key not in self.known:
            asked = {"locations": [_location(point)], **_costing(speed_kmh), "verbose": False}
            edges = self.actor.locate(asked)[0]["edges"] or ()
            roads = (Point(lat=edge["correlated_lat"], lon=edge["correlated_lon"]) for edge in edges)
            self.known[key] = any(distance_m(point, road) <= self.near_m for road in roads)
        return self.known[key]

    def seconds(self, stations: "Sequence[Spot]", speed_kmh: float | None, tell: Tell) -> "NDArray[np.float64]":
        """Give the seconds from each station to each, shape (stations, stations); not a number where no way leads."""
        near = [number for number, station in enumerate(stations) if self.is_near(station.point, speed_kmh)]
        table = np.full((len(stations), len(stations)), np.nan)
        blocks = cut_blocks(len(near), BLOCK)
        for done, block in enumerate(blocks):
            tell(done / len(blocks), "measuring ways by road")
            rows, columns = [near[n] for n in block.rows], [near[n] for n in block.columns]
            answer = self.actor.matrix(
                {
                    "sources": [_location(stations[n].point) for n in rows],
                    "targets": [_location(stations[n].point) for n in columns],
                    **_costing(speed_kmh),
                    "verbose": False,
                }
            )
            # A way that does not exist comes back as null, which becomes not a number.
            table[np.ix_(rows, columns)] = np.array(answer["sources_to_targets"]["durations"], dtype=np.float64)
        return table


def open_road_map(extract: Path, folder: Path, near_m: float) -> RoadMap:
    """Make a road map of an extract in a folder, or take the one that was made there of the same extract.

    Raises
    ------
    Unavailable : Valhalla is not installed
    Unreadable : the extract cannot be read, or holds no road
    """
    try:
        import valhalla
    except ImportError as problem:
        raise Unavailable(
            "Road times need Valhalla, which is not installed. Install it with: pip install 'vigil-desk[roads]'"
        ) from problem
    digest = _digest(extract)
    kept = folder / KEPT
    if not kept.exists() or json.loads(kept.read_text()).get("made_of") != digest:
        config = folder / "valhalla.json"
        config.write_text(json.dumps(_config(folder)))
        _build(valhalla.PYVALHALLA_DIR / "bin" / "valhalla_build_tiles", config, extract)
        kept.write_text(json.dumps({"made_of": digest}))
    return RoadMap(valhalla.Actor(folder / "valhalla.json"), near_m)


def _digest(extract: Path) -> str:
    try:
        with extract.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except OSError as problem:
        raise Unreadable(Where(str(extract)), problem.strerror or "cannot be read") from problem


def _config(folder: Path) -> dict[str, object]:
    """Give Valhalla's own settings without the folders of a server, and without a server's limits."""
    import valhalla

    config: dict[str, dict[str, object]] = valhalla.get_config(tile_extract="", tile_dir=folder)
    config["mjolnir"] |= dict.fromkeys(ELSEWHERE, "")
    config["additional_data"]["elevation"] = ""
    for limits in config["service_limits"].values():
        if isinstance(limits, dict) and "max_matrix_distance" in limits:
            limits |= {"max_matrix_distance": LONGEST_WAY_M, "max_matrix_location_pairs": MOST_PAIRS}
    return dict(config)


def _build(builder: Path, config: Path, extract: Path) -> None:
    # It leaves a list of ways that stand twice where it runs: beside the map, not where somebody happens to be.
    ran = subprocess.run(  # noqa: S603 - the program that came with Valhalla, given two paths
        [str(builder), "-c", str(config.resolve()), str(extract.resolve())],
        capture_output=True,
        text=True,
        check=False,
        cwd=config.resolve().parent,
    )
    if ran.returncode != 0 or not any(config.parent.glob("2/**/*.gph")):
        said = (ran.stderr.strip() or ran.stdout.strip()).splitlines()
        raise Unreadable(Where(str(extract)), f"no road map can be made of it: {said[-1] if said else 'no road in it'}")


def _location(point: Point) -> dict[str, float]:
    return {"lat": point.lat, "lon": point.lon}


def _costing(speed_kmh: float | None) -> dict[str, object]:
    """Say how to travel: by car, or where walkers may go at a speed of one's own."""
    if speed_kmh is None:
        return {"costing": "auto"}
    speed = min(max(speed_kmh, SLOWEST_WALK_KMH), FASTEST_WALK_KMH)
    return {"costing": "pedestrian", "costing_options": {"pedestrian": {"walking_speed": speed}}}
