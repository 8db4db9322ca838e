"""The map without WebGL or scripts: outlines, places and rounds, drawn here. It is also the map that is printed."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from vigil.ground.point import Point
from vigil.posture.level import ResponseLevel
from vigil.register.place import Community
from vigil.web import svg
from vigil.web.geojson import rings_of
from vigil.web.marks import SHAPES
from vigil.web.svg import element

WIDTH: Final = 1000
_EDGE: Final = 12
_FINEST: Final = 0.6
"""Outlines are drawn no finer than this, in units of the drawing."""

_MARK: Final = 7.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map: where, whose, and at which level."""

    point: Point
    community: Community
    level: ResponseLevel = ResponseLevel.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a map shows. Outlines are GeoJSON geometries as text; a way is a round's points in order."""

    outlines: Sequence[str] = ()
    dots: Sequence[Dot] = ()
    ways: Sequence[Sequence[Point]] = ()
    label: str = "Map"


@dataclass(frozen=True, slots=True)
class Frame:
    """How the earth is laid flat: true to shape at the middle of what is shown, in units of the drawing."""

    west: float
    north: float
    across: float
    down: float
    height: float = field(default=WIDTH)

    def place(self, point: Point) -> tuple[float, float]:
        """Give where a point lies in the drawing."""
        return _EDGE + (point.lon - self.west) * self.across, _EDGE + (self.north - point.lat) * self.down


def frame_of(points: Iterable[Point]) -> Frame | None:
    """Give a frame that holds all points; None when there are none."""
    known = list(points)
    if not known:
        return None
    south, north = min(p.lat for p in known), max(p.lat for p in known)
    west, east = min(p.lon for p in known), max(p.lon for p in known)
    squeeze = max(0.05, math.cos(math.radians((south + north) / 2)))
    wide, tall = max((east - west) * squeeze, 0.002), max(north - south, 0.002)
    # A tall map keeps within a page's height, a wide one within its width.
    scale = (WIDTH - 2 * _EDGE) / max(wide, tall / 1.2)
    return Frame(west, north, scale * squeeze, scale, height=tall * scale + 2 * _EDGE)


def draw_map(scene: Scene) -> Markup:
    """Draw a map; an empty one says that there is nothing to show."""
    rings = [ring for outline in scene.outlines for ring in rings_of(outline)]
    frame = frame_of([*(p for ring in rings for p in ring), *(dot.point for dot in scene.dots)])
    if frame is None:
        parts = [svg.text("No place and no outline to show", x=WIDTH / 2, y=60, class_="middle")]
        return svg.drawing(parts, width=WIDTH, height=120, label=scene.label, class_="drawn")
    parts = [element("path", d="".join(outline_of(ring, frame) for ring in rings), class_="outline")]
    parts += [element("path", d=_way(way, frame), class_="round") for way in scene.ways if len(way) > 1]
    parts += _dots(scene.dots, frame)
    parts += _raised(scene.dots, frame)
    return svg.drawing(parts, width=WIDTH, height=frame.height, label=scene.label, class_="drawn")


def outline_of(ring: Sequence[Point], frame: Frame) -> str:
    """Give a ring as the path that draws it, no finer than anybody sees."""
    drawn: list[tuple[float, float]] = []
    for point in ring:
        x, y = frame.place(point)
        if not drawn or abs(x - drawn[-1][0]) + abs(y - drawn[-1][1]) >= _FINEST:
            drawn.append((x, y))
    return _line(drawn) + "z"


def _way(way: Sequence[Point], frame: Frame) -> str:
    return _line([frame.place(point) for point in way])


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _dots(dots: Sequence[Dot], frame: Frame) -> Iterable[Markup]:
    # One group a community: three thousand marks are then three thousand short references.
    members: defaultdict[Community, list[Dot]] = defaultdict(list)
    for dot in dots:
        members[dot.community].append(dot)
    for community in SHAPES:
        uses = [_use(community, frame.place(dot.point)) for dot in members[community]]
        if uses:
            yield element("g", *uses, class_=str(community))


def _use(community: Community, at: tuple[float, float]) -> Markup:
    x, y = at[0] - _MARK / 2, at[1] - _MARK / 2
    return element("use", href=f"#mark-{community}", x=x, y=y, width=_MARK, height=_MARK)


def _raised(dots: Sequence[Dot], frame: Frame) -> Iterable[Markup]:
    for dot in dots:
        if dot.level is not ResponseLevel.NORMAL:
            x, y = frame.place(dot.point)
            yield element("circle", cx=x, cy=y, r=_MARK * 0.85, class_=f"raised {dot.level}")
