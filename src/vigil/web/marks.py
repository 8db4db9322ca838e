"""Marks: each community a hue and a shape, each response level a number of steps. No religious symbols.

A shape is SVG path data in a square of 16 by 16 with its middle at (8, 8); the stylesheet gives the hue. The same
path is drawn in words, in drawings and on the map, so that the three cannot differ.
"""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from vigil.posture.level import ResponseLevel
from vigil.register.place import Community
from vigil.web.svg import element

SHAPES: Final[Mapping[Community, str]] = {
    Community.MUSLIM: "M8 2a6 6 0 1 0 .001 0z",
    Community.JEWISH: "M8 1l7 7-7 7-7-7z",
    Community.CHRISTIAN: "M2.5 2.5h11v11h-11z",
    Community.SIKH: "M8 1.5l7 12.5H1z",
    Community.HINDU: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    Community.BUDDHIST: "M8 14.5L1 2h14z",
    Community.OTHER: "M1 5.5h14v5H1z",
}
SHAPE_NAMES: Final[Mapping[Community, str]] = {
    Community.MUSLIM: "circle",
    Community.JEWISH: "diamond",
    Community.CHRISTIAN: "square",
    Community.SIKH: "triangle",
    Community.HINDU: "hexagon",
    Community.BUDDHIST: "triangle on its point",
    Community.OTHER: "bar",
}

# Steps, one more for each level: not a shape that stands for a community, and told apart in grey.
_STEPS: Final = ("M1 10h4v5H1z", "M6 5.5h4v9.5H6z", "M11 1h4v14h-4z")


DONE: Final = "M6.2 13L1 8l1.8-1.8 3.4 3.2L13.2 2.6 15 4.4z"
"""What was done: the tick of the board. Not every phone's letters have one."""


def level_steps(level: ResponseLevel) -> str:
    """Give the path of a level: one, two or three steps."""
    return "".join(_STEPS[: level.rank + 1])


def sprite() -> str:
    """Give every mark once, hidden, for pages to use by its name (`mark-muslim`, `level-heightened`)."""
    communities = (_symbol(f"mark-{community}", path) for community, path in SHAPES.items())
    done = _symbol("mark-done", DONE)
    levels = (_symbol(f"level-{level}", level_steps(level)) for level in ResponseLevel)
    return element("svg", *communities, *levels, done, class_="sprite", aria_hidden="true")


def place_mark(community: Community, *, x: float, y: float, size: float, class_: str = "") -> Markup:
    """Give a community's mark with its middle at a point of a drawing."""
    half = size / 2
    return element(
        "use",
        href=f"#mark-{community}",
        x=x - half,
        y=y - half,
        width=size,
        height=size,
        class_=f"{community} {class_}".rstrip(),
    )


def _symbol(name: str, path: str) -> Markup:
    return element("symbol", element("path", d=path), id=name, viewBox="0 0 16 16")
