"""What a report says, as claims that stand beside its text: each with a key, an anchor, and the words that it marks.

Claims are figures, events, statements (who says what), places and dates. An anchor follows from the id of the item, so that an address
with `#w-f-...` leads to the words, and one with `#c-f-...` to the claim. Nobody is listed by name who is not a source or a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.model.attribution import Attribution
from reportedly.model.event import Event
from reportedly.model.figure import Figure
from reportedly.model.place import Toponym
from reportedly.model.record import Record
from reportedly.model.time import TimeExpression
from reportedly.present.events import event_keys
from reportedly.present.figures import figure_keys
from reportedly.present.overlay import Span
from reportedly.present.sources import THE_REPORT
from reportedly.present.statements import statement_keys

Kind = Literal["figure", "event", "statement", "place", "date"]
KINDS: dict[Kind, str] = {
    "figure": "Figures",
    "event": "Events",
    "statement": "Who says what",
    "place": "Places",
    "date": "Dates",
}
Item = Figure | Event | Attribution | Toponym | TimeExpression


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a report says.

    Attributes:
        kind: Figure, event, statement, place or date.
        id: Id of the item; of a place or a date one that its position makes.
        key: Short key (`F1`), the same for a figure that is said twice.
        item: The figure, event, attribution, toponym or expression of time.
        spans: The words that it marks, the first first.
    """

    kind: Kind
    id: str
    key: str
    item: Item
    spans: tuple[Span, ...]

    @property
    def at(self) -> int:
        """Where its words begin."""
        return self.spans[0].start


def claims(record: Record, kinds: Iterable[Kind] = KINDS) -> tuple[Claim, ...]:
    """All claims of a report of these kinds, kind by kind, in the order of their words."""
    wanted = set(kinds)
    makers = {"figure": _figures, "event": _events, "statement": _statements, "place": _places, "date": _dates}
    return tuple(claim for kind, make in makers.items() if kind in wanted for claim in make(record))


def labels(record: Record) -> tuple[tuple[str, str], ...]:
    """Words that judge people, each with whose word it is, once."""
    found = ((label.label, label.by or THE_REPORT) for actor in record.actors for label in actor.labels)
    return tuple(dict.fromkeys(found))


def _figures(record: Record) -> Iterator[Claim]:
    keys = figure_keys(record)
    for figure in record.figures:
        yield Claim("figure", figure.id, keys[figure.id], figure, (Span(figure.evidence.start, figure.evidence.end, "figure", figure.id),))


def _events(record: Record) -> Iterator[Claim]:
    keys = event_keys(record)
    for event in record.events:
        start, end = event.evidence.start, event.evidence.end
        at = record.report.text.find(event.trigger, start, end) if event.trigger else -1
        if at >= 0:
            start, end = at, at + len(event.trigger)
        yield Claim("event", event.id, keys[event.id], event, (Span(start, end, "event", event.id),))


def _statements(record: Record) -> Iterator[Claim]:
    keys = statement_keys(record)
    for said in record.attributions:
        words = sorted({*said.source_spans, *(said.cue_spans or (said.evidence,))})
        spans = tuple(Span(each.start, each.end, "statement", said.id) for each in words)
        yield Claim("statement", said.id, keys[said.id], said, spans)


def _places(record: Record) -> Iterator[Claim]:
    named = [place for place in record.places if place.role == "place"]
    for number, place in enumerate(named, 1):
        identity = f"p-{place.start}-{place.end}"
        yield Claim("place", identity, f"P{number}", place, (Span(place.start, place.end, "place", identity),))


def _dates(record: Record) -> Iterator[Claim]:
    for number, when in enumerate(record.dates, 1):
        identity = f"t-{when.start}-{when.end}"
        yield Claim("date", identity, f"D{number}", when, (Span(when.start, when.end, "date", identity),))
