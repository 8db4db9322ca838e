"""Clusters on a map: discs over the areas they hold, numbered as in the list beside them."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from vigil.ground.point import EARTH_RADIUS_M, Point
from vigil.picture.board.board import BoardCluster
from vigil.register.area import Area
from vigil.web import svg
from vigil.web.geojson import rings_of
from vigil.web.sketch import WIDTH, Frame, frame_of, outline_of
from vigil.web.svg import element

_CORNERS: Final = 48


def ring_of(cluster: BoardCluster) -> list[Point]:
    """Give the disc of a cluster as a closed ring of points, for maps that know no circles."""
    radius = cluster.radius_m / EARTH_RADIUS_M
    squeeze = max(0.05, math.cos(math.radians(cluster.centre.lat)))
    turns = [2 * math.pi * corner / _CORNERS for corner in range(_CORNERS)]
    ring = [
        Point(
            lat=max(-90.0, min(90.0, cluster.centre.lat + math.degrees(radius * math.cos(turn)))),
            lon=max(-180.0, min(180.0, cluster.centre.lon + math.degrees(radius * math.sin(turn) / squeeze))),
        )
        for turn in turns
    ]
    return [*ring, ring[0]]


def write_clusters(clusters: Sequence[BoardCluster]) -> bytes:
    """Give clusters as GeoJSON for the map to draw: their discs, numbers and areas."""
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(cluster),
            "properties": {"number": str(number), "members": list(cluster.members)},
        }
        for number, cluster in enumerate(clusters, start=1)
    ]
    written = {"type": "FeatureCollection", "features": features}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Sketch:
    """The parts of a drawing, and how high it is."""

    parts: Sequence[Markup]
    height: float


def draw_clusters(areas: Sequence[Area], clusters: Sequence[BoardCluster]) -> Markup:
    """Draw clusters over the outlines of areas."""
    sketched = sketch_clusters(areas, clusters)
    label = f"Clusters on the map, numbered as in the list: {len(clusters)}"
    return svg.drawing(sketched.parts, width=WIDTH, height=sketched.height, label=label, class_="drawn")


def sketch_clusters(areas: Sequence[Area], clusters: Sequence[BoardCluster]) -> Sketch:
    """Give what draws clusters over the outlines of areas; the areas inside one are shaded."""
    outlines = [(area.name, rings_of(area.outline)) for area in areas]
    discs = [ring_of(cluster) for cluster in clusters]
    frame = frame_of(
        [*(p for _name, rings in outlines for ring in rings for p in ring), *(p for d in discs for p in d)]
    )
    if frame is None:
        return Sketch([svg.text("No outline and no cluster to show", x=WIDTH / 2, y=60, class_="middle")], 120)
    inside = {member for cluster in clusters for member in cluster.members}
    parts = [_area(name, rings, frame, is_inside=name in inside) for name, rings in outlines]
    parts += [part for number, cluster in enumerate(clusters, start=1) for part in _disc(number, cluster, frame)]
    return Sketch(parts, frame.height)


def _area(name: str, rings: Sequence[Sequence[Point]], frame: Frame, *, is_inside: bool) -> Markup:
    path = "".join(outline_of(ring, frame) for ring in rings)
    return element("path", element("title", name), d=path, class_="outline member" if is_inside else "outline")


def _geometry(cluster: BoardCluster) -> dict[str, object]:
    """Give a disc or, of a cluster that is one place or one area alone, its middle."""
    if cluster.radius_m <= 0:
        return {"type": "Point", "coordinates": [cluster.centre.lon, cluster.centre.lat]}
    return {"type": "Polygon", "coordinates": [[[point.lon, point.lat] for point in ring_of(cluster)]]}


def _disc(number: int, cluster: BoardCluster, frame: Frame) -> Iterator[Markup]:
    title = element("title", cluster.sentence)
    if cluster.radius_m > 0:
        yield element("path", title, d=outline_of(ring_of(cluster), frame), class_="disc")
    x, y = frame.place(cluster.centre)
    yield element("text", title, str(number), x=x, y=y + 8, class_="disc-number")
