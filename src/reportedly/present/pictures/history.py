"""The history of a series: who said how many, from when on, and what stands in the end.

A line a source, in steps: what somebody said holds until they say something else, and no line slopes, for nobody counted in between.
A range is a band between its ends; "at least" points up and "at most" down, for the amount may lie there; a rounded number is a
hollow ring. What was taken back is struck through and its line ends there. At the right stands a bracket from the lowest to the
highest that counts now. Sources differ by colour, shape and dashes, so that no one of them is needed to tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.model.ledger import Entry, Series
from reportedly.present.ledger_lines import say_position, say_series
from reportedly.present.pictures.claims import Bounds, bounds, is_taken_back, teller, told
from reportedly.present.pictures.scales import Scale, amount_ticks, amounts, moment_ticks, moments, second_of
from reportedly.present.pictures.svg import (
    BAD,
    COLOURS,
    INK,
    LINE,
    PAPER,
    SOFT,
    Attribute,
    Svg,
    clipped,
    join,
    label,
    mark,
    picture,
    tag,
    width_of,
)

Link = Callable[[Entry], str | None]

WIDTH, LEFT, RIGHT, TOP, FOOT = 760.0, 62.0, 584.0, 14.0, 30.0
PLOT = 210.0
DRAWN = 300  # the latest claims; a picture of more is a blot
NAMED = 12  # sources in the key
_ROW = 15.0
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "12 3")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A claim with its place: when, how much, and the number of its source."""

    entry: Entry
    at: float
    bounds: Bounds
    source: int


def history(series: Series, link: Link | None = None, entries: Sequence[Entry] | None = None) -> str:
    """The history of a series as a step chart over the time of publication.

    Args:
        series: The series.
        link: Where a mark leads: the address of a figure; to `#f-...` if left out.
        entries: Its entries, where the series comes without them.
    """
    link = link or (lambda entry: f"#{entry.figure.id}")
    every = series.entries if entries is None else entries
    shown = [each for each in every if second_of(each.published) is not None and bounds(each.figure)][-DRAWN:]
    names = _names(shown)
    claims = sorted(
        (_Drawn(each, second_of(each.published) or 0.0, found, names.index(teller(each)))
         for each in shown if (found := bounds(each.figure)) is not None),
        key=lambda each: each.at,
    )  # fmt: skip
    notes = _notes(every, claims)
    height = TOP + PLOT + FOOT + _ROW * len(notes)
    ends = [value for each in claims for value in (each.bounds.low, each.bounds.high)]
    across, up = moments([each.at for each in claims], LEFT, RIGHT), amounts(ends, TOP + PLOT, TOP)
    lines = [_line([each for each in claims if each.source == at], at, across, up, claims) for at in range(len(names))]
    return picture(
        WIDTH, height, f"History of {say_series(series)}: {len(claims)} figures of {len(names)} sources",
        _frame(across, up), join(*lines), _standing(series, up), _labels(claims, names, series, up),
        join(*(_mark(each, across, up, link) for each in claims)), _values(claims, across, up),
        join(*(label(note, LEFT, TOP + PLOT + FOOT + 8 + _ROW * at) for at, note in enumerate(notes))),
    )  # fmt: skip


def _names(entries: Sequence[Entry]) -> list[str]:
    """Sources, who spoke first in front."""
    return list(dict.fromkeys(teller(each) for each in entries))


def _notes(every: Sequence[Entry], claims: Sequence[_Drawn]) -> list[str]:
    undated = sum(second_of(each.published) is None for each in every)
    wordless = sum(bounds(each.figure) is None for each in every)
    left = len(every) - len(claims) - undated - wordless
    told_of = [(undated, "without a date of publication"), (wordless, "without a number"), (left, "earlier ones")]
    return [f"Not drawn: {number:,} {what}." for number, what in told_of if number > 0]


def _frame(across: Scale, up: Scale) -> Svg:
    """Axes and grid; nothing of it is read out, for every mark says its own numbers."""
    rows = [
        join(
            tag("line", x1=LEFT, x2=RIGHT, y1=up.at(value), y2=up.at(value), stroke=LINE),
            label(said, LEFT - 8, up.at(value) + 4, anchor="end"),
        )
        for value, said in amount_ticks(up)
    ]
    columns = [
        join(
            tag("line", x1=across.at(at), x2=across.at(at), y1=TOP + PLOT, y2=TOP + PLOT + 5, stroke=SOFT),
            label(said, across.at(at), TOP + PLOT + 19, anchor="middle"),
        )
        for at, said in moment_ticks(across)
    ]
    base = tag("line", x1=LEFT, x2=RIGHT, y1=up.at(max(0, up.low)), y2=up.at(max(0, up.low)), stroke=SOFT)
    return tag("g", *rows, *columns, base, aria_hidden="true")


def _line(claims: Sequence[_Drawn], source: int, across: Scale, up: Scale, every: Sequence[_Drawn]) -> Svg:
    """The steps of one source, with the bands of its ranges; a line ends where its claim was taken back."""
    colour, dash = COLOURS[source % len(COLOURS)], _DASHES[source % len(_DASHES)] or None
    path, bands, pen = "", [], False
    for number, each in enumerate(claims):
        x, y = across.at(each.at), up.at(each.bounds.at)
        gone = each.entry.relation.kind == "retracts" or is_taken_back(each.entry)
        path += f"H{x:.1f}V{y:.1f}" if pen else f"M{x:.1f} {y:.1f}"
        pen = not gone
        end = across.at(claims[number + 1].at) if number + 1 < len(claims) else across.last
        if each.bounds.high > each.bounds.low and not gone:
            top, foot = up.at(each.bounds.high), up.at(each.bounds.low)
            bands.append(tag("rect", x=x, y=top, width=max(end - x, 1), height=foot - top, fill=colour, fill_opacity="0.16"))
    if pen and claims[-1].entry.stands:
        path += f"H{across.last:.1f}"
    elif pen and (until := _replaced_at(claims[-1], every)) is not None:
        path += f"H{across.at(until):.1f}"
    line = (
        tag("path", d=path, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dash, stroke_opacity="0.85") if claims else Svg("")
    )
    return tag("g", *bands, line, aria_hidden="true")


def _replaced_at(claim: _Drawn, every: Sequence[_Drawn]) -> float | None:
    """When another claim took the place of one; null where it went for another reason."""
    by = (claim.entry.why_not or "").removeprefix("replaced by ")
    return next((each.at for each in every if each.entry.figure.id == by), None)


def _mark(each: _Drawn, across: Scale, up: Scale, link: Link) -> Svg:
    """A claim: its shape, its open end, and the stroke through it if it was taken back."""
    x, y, colour = across.at(each.at), up.at(each.bounds.at), COLOURS[each.source % len(COLOURS)]
    gone = each.entry.relation.kind == "retracts" or is_taken_back(each.entry)
    hollow = each.bounds.rough or gone
    parts = [tag("circle", cx=x, cy=y, r=11, fill=PAPER, fill_opacity="0")]  # what a finger needs
    if each.bounds.high > each.bounds.low:
        top, foot = up.at(each.bounds.high), up.at(each.bounds.low)
        parts.append(
            tag(
                "path", d=f"M{x - 5:.1f} {top:.1f}h10M{x - 5:.1f} {foot:.1f}h10M{x:.1f} {top:.1f}V{foot:.1f}", stroke=colour, stroke_width=2
            )
        )
    if each.bounds.open_above or each.bounds.open_below:
        way = -1 if each.bounds.open_above else 1
        parts.append(tag(
            "path", d=f"M{x:.1f} {y:.1f}v{20 * way}m-5 {-6 * way}l5 {6 * way}l5 {-6 * way}", fill="none", stroke=colour, stroke_width=2,
        ))  # fmt: skip
    parts.append(_shape(each.source, x, y, PAPER if hollow else colour, colour))
    if gone:
        parts.append(tag("path", d=f"M{x - 8:.1f} {y + 8:.1f}l16 -16", stroke=BAD, stroke_width=2.5))
    return mark(link(each.entry), told(each.entry), *parts, data_figure=each.entry.figure.id)


def _shape(source: int, x: float, y: float, fill: str, stroke: str) -> Svg:
    """A circle, a square, a diamond or a triangle: the source without its colour."""
    looks: dict[str, Attribute] = {"fill": fill, "stroke": stroke, "stroke_width": 2}
    match source % 4:
        case 0:
            return tag("circle", cx=x, cy=y, r=4.5, **looks)
        case 1:
            return tag("rect", x=x - 4, y=y - 4, width=8, height=8, **looks)
        case 2:
            return tag("path", d=f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", **looks)
        case _:
            return tag("path", d=f"M{x:.1f} {y - 5:.1f}l5.5 9.5h-11z", **looks)


def _values(claims: Sequence[_Drawn], across: Scale, up: Scale) -> Svg:
    """Amounts beside their marks, where there is room; a mark without one says it when it is pointed at."""
    taken: list[tuple[float, float, float, float]] = []
    for each in claims:
        x, y = across.at(each.at), up.at(each.bounds.at)
        taken.append((x - 7, y - 7, x + 7, y + 7))
    drawn, said_at = [], set()
    for each in claims:
        x, y = across.at(each.at), up.at(each.bounds.at)
        said = _amount(each)
        if (said, round(y)) in said_at:
            continue
        for dx, dy, anchor in ((0, -11, "middle"), (0, 19, "middle"), (10, 4, "start"), (-10, 4, "end")):
            wide = width_of(said, 11)
            left = x + dx - {"middle": wide / 2, "start": 0, "end": wide}[anchor]
            box = (left, y + dy - 9, left + wide, y + dy + 2)
            own = (x - 7, y - 7, x + 7, y + 7)
            if box[1] < 0 or box[3] > TOP + PLOT or box[2] > RIGHT or any(_meet(box, other) for other in taken if other != own):
                continue
            if each.bounds.open_above and dy < 0:
                continue
            taken.append(box)
            said_at.add((said, round(y)))
            drawn.append(label(said, x + dx, y + dy, anchor=anchor, fill=INK, paint_order="stroke", stroke=PAPER, stroke_width=3))
            break
    return tag("g", *drawn, aria_hidden="true", pointer_events="none")


def _amount(each: _Drawn) -> str:
    found = each.bounds
    if found.high > found.low:
        return f"{found.low:,.0f}–{found.high:,.0f}"
    sign = "≥ " if found.open_above else "≤ " if found.open_below else "~" if found.rough else ""
    return f"{sign}{found.at:,.0f}" if found.at < 1e7 else f"{sign}{found.at:.3g}"


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _reach_of_standing(series: Series, up: Scale) -> tuple[float, float] | None:
    """Top and foot of the bracket; null where nothing stands."""
    position = series.position
    known = [each for each in (position.low, position.high) if each is not None]
    if not known:
        return None
    foot = up.at(min(known))
    return (max(up.last, foot - 26) if position.high is None else up.at(max(known))), foot


def _middle_of_standing(series: Series, up: Scale) -> float:
    """Where the words beside the bracket stand."""
    reach = _reach_of_standing(series, up)
    return TOP + 6 if reach is None else min(sum(reach) / 2, TOP + PLOT - 2 * _ROW)


def _standing(series: Series, up: Scale) -> Svg:
    """The bracket of what stands; open where it is open. What is contested says so beneath."""
    position, reach, y = series.position, _reach_of_standing(series, up), _middle_of_standing(series, up) + 4
    if reach is None:
        return tag("g", label("nothing stands", RIGHT + 18, y, fill=INK, font_weight="bold"), aria_hidden="true")
    (top, foot), colour = reach, BAD if position.contested else INK
    head = f"M{RIGHT + 2:.1f} {top + 6:.1f}l5 -6l5 6" if position.high is None else f"M{RIGHT + 2:.1f} {top:.1f}h10"
    path = f"{head}M{RIGHT + 7:.1f} {top:.1f}V{foot:.1f}M{RIGHT + 2:.1f} {foot:.1f}h10"
    said = "stands: " + say_position(position, series).partition(", best")[0]
    lines = [said, "contested"] if position.contested else [said]
    return tag(
        "g",
        tag("path", d=path, fill="none", stroke=colour, stroke_width=2),
        *(label(each, RIGHT + 18, y + _ROW * at, fill=colour, font_weight="bold") for at, each in enumerate(lines)),
        aria_hidden="true",
    )


def _labels(claims: Sequence[_Drawn], names: Sequence[str], series: Series, up: Scale) -> Svg:
    """The key: who is which line, beside where it ends, pushed apart so that all can be read."""
    begin = _middle_of_standing(series, up) - _ROW + 1  # the words beside the bracket are left free
    end = begin + _ROW * (3 if series.position.contested else 2) - 2
    last = {each.source: each for each in claims}
    order = sorted(last, key=lambda at: up.at(last[at].bounds.at))[:NAMED]
    drawn, y = [], TOP + 2.0
    for at in order:
        if begin < y < end:
            y = end
        x = RIGHT + 24
        drawn += [
            tag(
                "line",
                x1=x,
                x2=x + 22,
                y1=y,
                y2=y,
                stroke=COLOURS[at % len(COLOURS)],
                stroke_width=2,
                stroke_dasharray=_DASHES[at % len(_DASHES)] or None,
            ),
            _shape(at, x + 11, y, COLOURS[at % len(COLOURS)], COLOURS[at % len(COLOURS)]),
            label(clipped(names[at], 22), x + 28, y + 4, fill=INK),
        ]
        y += _ROW
    more = len(last) - len(order)
    if more:
        drawn.append(label(f"and {more:,} more", RIGHT + 52, y + 4))
    return tag("g", *drawn, aria_hidden="true")
