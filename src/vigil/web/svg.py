"""Writing SVG: elements with escaped words and rounded numbers, and nothing else.

Colours and fonts are classes of the stylesheet, never attributes: the content security policy keeps styles in
files, and light, dark, print and high contrast then come by themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where something lies in a drawing: its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float


def element(name: str, *inside: str | Markup, **attributes: str | float) -> Markup:
    """Give an element; what is inside is escaped unless it was made here.

    Attribute names are written with `_` for `-`, and with one at the end where Python keeps the word (`class_`).
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"' for key, value in attributes.items()
    )
    content = Markup().join(inside)
    return Markup(f"<{name}{written}>{content}</{name}>")  # noqa: S704 - every part was escaped above


def drawing(parts: Iterable[Markup], *, width: float, height: float, label: str, class_: str = "") -> Markup:
    """Give a whole picture with the sentence that says what is on it."""
    return element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        class_=class_,
        role="img",
        aria_label=label,
    )


def text(words: str, *, x: float, y: float, class_: str = "") -> Markup:
    """Give words at a point."""
    return element("text", words, x=x, y=y, class_=class_)


def line(*, x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Give a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rectangle(box: Box, *, class_: str, title: str = "") -> Markup:
    """Give a rectangle, with words that appear when it is pointed at."""
    inside = (element("title", title),) if title else ()
    return element("rect", *inside, x=box.x, y=box.y, width=box.width, height=box.height, class_=class_)


def _plain(value: str | float) -> str:
    # A tenth of a pixel is finer than anybody sees; thousands of marks make the difference a page feels.
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
