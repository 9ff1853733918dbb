"""Elements of SVG as text. Whatever comes from a report enters through `words` or an attribute, and both escape it.

`Svg` is a type of its own, so that the type checker refuses a bare string where markup stands: hostile words cannot become any. No
`style` attribute and no `<style>`: looks are presentation attributes, which a strict content security policy allows, and their
colours are custom properties of the page (`var(--ink)`), so that a picture follows it from light to dark.

Drawn by hand after trying a known grammar first. Altair 6.3 with vl-convert 1.9 gave clean and repeatable SVG, but took 8 s for the
first chart of a process and 350 to 500 ms for each further one, of twelve marks, with 240 MB of memory; the bar was 150 ms. The
functions here take 1 to 10 ms a chart and 20 ms a map (the first map of a process 0.3 s, for the outlines), and nothing beyond the
standard library.
"""

from __future__ import annotations

from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from reportedly.present.safe import harmless

Svg = NewType("Svg", str)
Attribute = str | int | float | None

INK, SOFT, LINE, PAPER, SUNK = "var(--ink)", "var(--soft)", "var(--line)", "var(--sheet)", "var(--sunk)"
BAD = "var(--bad)"
# One for each source, told apart by shape and dashes too. Each has 3 : 1 or more on white and on the dark sheet alike.
COLOURS = tuple(f"var(--source-{at}, {tone})" for at, tone in enumerate(
    ("#2f7fb8", "#c0632b", "#3d8f5f", "#9063c0", "#b5487f", "#6f7d2e"), 1))  # fmt: skip
_NONCHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}  # which XML cannot hold
LONGEST = 700  # characters of a name: a report may call a place by a megabyte
_WIDTH = 0.56  # of a letter, in heights of the type: an average


def tag(name: str, *children: Svg, **attributes: Attribute) -> Svg:
    """An element: `tag("line", x1=0, stroke_width=2)`. What is null is left out; numbers are written to a tenth."""
    said = "".join(f" {_name(key)}={quoteattr(_value(value))}" for key, value in attributes.items() if value is not None)
    inner = "".join(children)
    return Svg(f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>")


def words(text: str) -> Svg:
    """Words as character data."""
    return Svg(escape(plain(text)))


def plain(text: str) -> str:
    """Text in one line, without characters that hide, reorder, or that XML cannot hold."""
    return harmless(" ".join(text.split())).translate(_NONCHARACTERS)


def label(text: str, x: float, y: float, size: float = 11, anchor: str = "start", fill: str = SOFT, **more: Attribute) -> Svg:
    """A line of text."""
    return tag("text", words(clipped(text, LONGEST)), x=x, y=y, font_size=size, text_anchor=anchor, fill=fill, **more)


def join(*pieces: Svg) -> Svg:
    """Elements one after the other."""
    return Svg("".join(pieces))


def picture(width: float, height: float, told: str, *children: Svg) -> Svg:
    """A whole picture. It is a group and not an image, for its marks are links that are reached by keyboard."""
    return tag(
        "svg", *children, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {_value(width)} {_value(height)}", width=width, height=height,
        role="group", aria_label=plain(told), font_family="inherit",
    )  # fmt: skip


def mark(href: str | None, told: str, *children: Svg, **attributes: Attribute) -> Svg:
    """A mark that can be pointed at, reached by keyboard and read out; `told` is its name and what a pointer shows."""
    said = clipped(plain(told), LONGEST)
    title = tag("title", words(said))
    if href is None:
        return tag("g", title, *children, role="img", aria_label=said, tabindex=0, **attributes)
    return tag("a", title, *children, href=href, aria_label=said, **attributes)


def clipped(text: str, most: int) -> str:
    """Text of at most so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def width_of(text: str, size: float) -> float:
    """About how wide a line of text is."""
    return len(text) * size * _WIDTH


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
    return plain(value) if isinstance(value, str) else str(value)
