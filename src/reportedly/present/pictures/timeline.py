"""Events over time, a row a kind, each event where its report says that it was.

A span of days is a bar. An event whose day is not told stands at the publication of its report with a tail to the left: it was then or
before. How far it got is the shape of the mark, so that a plan or a threat never looks like a deed; what is alleged is dashed, and
what was denied or taken back is struck through. `data-place` is the same on the map (`maps.place_key`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.present.pictures.claims import NOBODY, QUOTED, said_when
from reportedly.present.pictures.occurrences import Occurrence
from reportedly.present.pictures.places import place_key
from reportedly.present.pictures.scales import DAY, Scale, moment_ticks, moments, second_of
from reportedly.present.pictures.svg import BAD, COLOURS, INK, LINE, PAPER, SOFT, Attribute, Svg, clipped, join, label, mark, picture, tag
from reportedly.present.times import say_when

Link = Callable[[Occurrence], str | None]

WIDTH, LEFT, RIGHT, TOP = 760.0, 150.0, 744.0, 10.0
DRAWN = 400  # the latest; a picture of more is a blot
LANES = 18  # kinds of event with a row of their own
_ROW, _APART = 14.0, 12.0
_NAMES = {
    "accomplished": "happened", "ongoing": "going on", "attempted": "tried", "planned": "planned",
    "threatened": "threatened", "prevented": "prevented",
}  # fmt: skip
_LOOK = COLOURS[0]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An event with where it begins and ends, whether its day is told, and its row within its lane."""

    each: Occurrence
    first: float
    last: float
    told: bool
    row: int = 0


def timeline(occurrences: Sequence[Occurrence], link: Link | None = None) -> str:
    """Events over time with how far they got.

    Args:
        occurrences: The events, as reports tell them.
        link: Where a mark leads; to `#e-...` if left out.
    """
    link = link or (lambda each: f"#{each.event.id}")
    placed = [found for each in occurrences if (found := _placed(each))][-DRAWN:]
    across = moments([at for each in placed for at in (each.first, each.last)], LEFT + 12, RIGHT - 8)
    lanes = _lanes(placed, across)
    drawn, y = [], TOP
    for name, rows in lanes:
        deep = max((each.row for each in rows), default=0) + 1
        middle = y + 4 + _ROW / 2
        drawn.append(tag("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=LINE))
        drawn.append(label(clipped(name, 22), LEFT - 10, middle + 4, anchor="end", fill=INK))
        drawn += [_mark(each, across, middle + each.row * _ROW, link) for each in rows]
        y += deep * _ROW + 8
    left = len(occurrences) - len(placed)
    notes = [f"Not drawn: {left:,} events of reports without a date, or before the last {DRAWN}."] if left else []
    height = y + 26 + 20 + 15 * len(notes)
    return picture(
        WIDTH, height, f"Timeline of {len(placed)} events in {len(lanes)} kinds",
        _frame(across, y), *drawn, _key({each.each.event.stage for each in placed}, any(not each.told for each in placed), y + 38),
        *(label(note, LEFT, y + 56) for note in notes),
    )  # fmt: skip


def _placed(each: Occurrence) -> _Drawn | None:
    when, published = each.event.when, second_of(each.published)
    first = second_of(f"{when.first}T00:00:00") if when and when.first else None
    last = second_of(f"{when.last}T00:00:00") if when and when.last else None
    if first is None and last is None:
        return None if published is None else _Drawn(each, published, published, told=False)
    begin = first if first is not None else min(last or 0.0, published or last or 0.0)
    end = last if last is not None else max(begin, published or begin)
    return _Drawn(
        each, begin + DAY / 2 if end - begin < DAY else begin, max(end, begin) + DAY / 2 if end - begin < DAY else end + DAY, told=True
    )


def _lanes(placed: Sequence[_Drawn], across: Scale) -> list[tuple[str, list[_Drawn]]]:
    """Kinds, that which came first on top; marks that would cover each other beneath each other."""
    kinds: dict[str, list[_Drawn]] = {}
    for each in sorted(placed, key=lambda one: one.first):
        kinds.setdefault((each.each.event.form or each.each.event.type).replace("_", " "), []).append(each)
    names = list(kinds)
    if len(names) > LANES:
        kinds["other kinds"] = sorted((each for name in names[LANES - 1 :] for each in kinds.pop(name)), key=lambda one: one.first)
    return [(name, _stacked(rows, across)) for name, rows in kinds.items()]


def _stacked(rows: Sequence[_Drawn], across: Scale) -> list[_Drawn]:
    ends: list[float] = []
    placed = []
    for each in rows:
        begin, end = across.at(each.first), across.at(each.last)
        row = next((at for at, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[row : row + 1] = [end + _APART + (0 if each.told else _APART)]
        placed.append(_Drawn(each.each, each.first, each.last, each.told, row))
    return placed


def _mark(drawn: _Drawn, across: Scale, y: float, link: Link) -> Svg:
    event = drawn.each.event
    x, end = across.at(drawn.first), across.at(drawn.last)
    dash = "3 2" if event.status == "alleged" else None
    parts = [tag("circle", cx=x, cy=y, r=8, fill=PAPER, fill_opacity="0")]
    if end - x > 6:
        parts.append(tag("rect", x=x, y=y - 2.5, width=end - x, height=5, rx=2.5, fill=_LOOK, fill_opacity="0.45"))
    if not drawn.told:
        parts.append(tag("path", d=f"M{x - 5:.1f} {y:.1f}h-10m3.5 -3l-4 3l4 3", fill="none", stroke=SOFT, stroke_width=1.2))
    parts.append(_shape(event.stage, x, y, dash))
    if event.status in ("denied", "retracted"):
        parts.append(tag("path", d=f"M{x - 7:.1f} {y + 7:.1f}l14 -14", stroke=BAD, stroke_width=2.5))
    place = place_key(event.place) if event.place else None
    return mark(link(drawn.each), told(drawn.each), *parts, data_event=event.id, data_place=place)


def told(each: Occurrence) -> str:
    """The name of a mark."""
    event = each.event
    when = say_when(event.when) if event.when else f"day not told, published {said_when(each.published)}"
    where = event.place.name if event.place else "place not told"
    whose = ", in ".join(dict.fromkeys(part for part in (each.source, each.outlet) if part)) or NOBODY
    return f"{each.what}; {where}; {when}; {whose}: “{clipped(event.evidence.quote, QUOTED)}”"


def _shape(stage: str, x: float, y: float, dash: str | None = None) -> Svg:
    looks: dict[str, Attribute] = {"stroke": _LOOK, "stroke_width": 1.8, "stroke_dasharray": dash}
    match stage:
        case "planned":
            return tag("rect", x=x - 4, y=y - 4, width=8, height=8, fill=PAPER, **looks)
        case "threatened":
            return tag("path", d=f"M{x:.1f} {y - 5:.1f}l5.5 9h-11z", fill=PAPER, **looks)
        case "attempted":
            return join(
                tag("circle", cx=x, cy=y, r=4.5, fill=PAPER, **looks),
                tag("path", d=f"M{x:.1f} {y - 4.5:.1f}a4.5 4.5 0 0 0 0 9z", fill=_LOOK),
            )
        case "prevented":
            return join(
                tag("circle", cx=x, cy=y, r=4.5, fill=PAPER, **looks),
                tag("path", d=f"M{x - 3:.1f} {y - 3:.1f}l6 6m0 -6l-6 6", stroke=_LOOK, stroke_width=1.5),
            )
        case "ongoing":
            return join(tag("circle", cx=x, cy=y, r=5, fill=PAPER, **looks), tag("circle", cx=x, cy=y, r=2.5, fill=_LOOK))
        case _:
            return tag("circle", cx=x, cy=y, r=4.5, fill=_LOOK, **looks)


def _frame(across: Scale, foot: float) -> Svg:
    ticks = [
        join(
            tag("line", x1=across.at(at), x2=across.at(at), y1=TOP, y2=foot + 4, stroke=LINE),
            label(said, across.at(at), foot + 17, anchor="middle"),
        )
        for at, said in moment_ticks(across)
    ]
    return tag("g", *ticks, tag("line", x1=LEFT, x2=RIGHT, y1=foot, y2=foot, stroke=SOFT), aria_hidden="true")


def _key(stages: set[str], untold: bool, y: float) -> Svg:
    """What the shapes mean: those that are there."""
    parts, x = [], LEFT
    for stage, name in _NAMES.items():
        if stage in stages:
            parts += [_shape(stage, x + 5, y - 4), label(name, x + 15, y)]
            x += 25 + len(name) * 6.4
    if untold:
        parts += [
            tag("path", d=f"M{x + 16:.1f} {y - 4:.1f}h-10m3.5 -3l-4 3l4 3", fill="none", stroke=SOFT, stroke_width=1.2),
            label("day not told: then or before", x + 22, y),
        ]
    return tag("g", *parts, aria_hidden="true")
