"""The text of a report with its evidence marked.

    [F7 participants in the riots in the country {E7 destroyed} more than 400 cars, of which 346 are policemen]

Kinds are told apart by colour and, where there is none, by their brackets: [figure], {event}, <who says>, (place), ‹date›.
Marks nest. Where two kinds cross, the inner is closed at the outer's end and goes on behind it, so that brackets always match.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.model.record import Record
from reportedly.present.events import event_keys
from reportedly.present.figures import figure_keys
from reportedly.present.line import Line, Piece, Role
from reportedly.present.statements import statement_keys

_BRACKETS: dict[Role, tuple[str, str]] = {
    "figure": ("[", "]"),
    "event": ("{", "}"),
    "cue": ("<", ">"),
    "place": ("(", ")"),
    "date": ("‹", "›"),
}
LEGEND = "[figure] {event} <who says> (place) ‹date›"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that is evidence.

    Attributes:
        start: First character.
        end: After the last.
        role: What it is evidence of.
        key: Key of the item in the lists, empty for places and dates.
    """

    start: int
    end: int
    role: Role
    key: str = ""


def marks_of(record: Record) -> tuple[Mark, ...]:
    """All evidence of a record: the clauses of figures, the triggers of events, cues, places and dates."""
    text = record.report.text
    figures, events, statements = figure_keys(record), event_keys(record), statement_keys(record)
    found = [Mark(figure.evidence.start, figure.evidence.end, "figure", figures[figure.id]) for figure in record.figures]
    for event in record.events:
        at = text.find(event.trigger, event.evidence.start, event.evidence.end)
        span = (at, at + len(event.trigger)) if at >= 0 and event.trigger else (event.evidence.start, event.evidence.end)
        found.append(Mark(*span, "event", events[event.id]))
    for said in record.attributions:
        found += [Mark(cue.start, cue.end, "cue", statements[said.id]) for cue in said.cue_spans or (said.evidence,)]
    found += [Mark(place.start, place.end, "place") for place in record.places if place.role == "place"]
    found += [Mark(when.start, when.end, "date") for when in record.dates]
    return tuple(sorted(set(found), key=lambda mark: (mark.start, -mark.end, mark.role, mark.key)))


def marked_lines(record: Record, indent: int = 2) -> Iterator[Line]:
    """The text, line by line, with its evidence marked."""
    pieces: list[Piece] = []
    for piece in _pieces(record.report.text, marks_of(record)):
        head, *rest = piece.text.split("\n")
        pieces.append(Piece(head, piece.role))
        for tail in rest:
            yield _line(pieces, indent)
            pieces = [Piece(tail, piece.role)]
    yield _line(pieces, indent)


def _line(pieces: list[Piece], indent: int) -> Line:
    return Line(tuple(piece for piece in pieces if piece.text), indent if any(piece.text for piece in pieces) else 0)


def _pieces(text: str, marks: tuple[Mark, ...]) -> Iterator[Piece]:
    """A sweep over the borders of marks, with a stack of those that are open."""
    at, waiting, stack = 0, list(reversed(marks)), list[Mark]()
    while waiting or stack:
        opening = waiting[-1].start if waiting else len(text) + 1
        closing = min((mark.end for mark in stack), default=len(text) + 1)
        border = min(opening, closing)
        if border > at:
            yield Piece(text[at:border], stack[-1].role if stack else "plain")
            at = border
        if closing <= opening:
            yield from _close(stack, at)
        else:
            mark = waiting.pop()
            yield Piece(_BRACKETS[mark.role][0] + (f"{mark.key} " if mark.key else ""), mark.role)
            stack.append(mark)
    if at < len(text):
        yield Piece(text[at:])


def _close(stack: list[Mark], at: int) -> Iterator[Piece]:
    """Close what ends here; what is open within it is closed too and opened anew."""
    lowest = min(depth for depth, mark in enumerate(stack) if mark.end <= at)
    above = stack[lowest:]
    del stack[lowest:]
    for mark in reversed(above):
        yield Piece(_BRACKETS[mark.role][1], mark.role)
    for mark in above:
        if mark.end > at:
            yield Piece(_BRACKETS[mark.role][0], mark.role)
            stack.append(mark)
