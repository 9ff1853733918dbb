"""Events: what happened, who did it to whom, where and when, and how far it got.

E1  arson · protesters → building of the prosecutor's office; office of the ruling party · Almaty
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.model.event import Event
from reportedly.model.record import Record
from reportedly.present.gaps import say_gaps
from reportedly.present.line import Line, Piece, line
from reportedly.present.sources import THE_REPORT, say_source
from reportedly.present.times import say_when


def event_keys(record: Record) -> dict[str, str]:
    """A short key (`E1`, `E2`, ...) for each event, by id."""
    return {event.id: f"E{number}" for number, event in enumerate(record.events, 1)}


def event_lines(record: Record, *, why: bool = False) -> Iterator[Line]:
    """All events of a record, a line each; the words are in the marked text under the same key."""
    keys = event_keys(record)
    attributions = {attribution.id: attribution for attribution in record.attributions}
    for event in record.events:
        source = say_source(event.attribution, attributions)
        said = [] if source == THE_REPORT else [Piece(" — "), Piece(source, "source")]
        yield line(Piece(f"{keys[event.id]}  ", "key"), *_event(event), *said, indent=2)
        if why:
            yield line(Piece(f"“{' '.join(event.evidence.quote.split())}”", "quote"), indent=6)
            yield from say_gaps(event.why_empty, event.rules, 6)


def _event(event: Event) -> Iterator[Piece]:
    yield Piece(event.type.replace("_", " "), "event")
    if event.stage != "accomplished":
        yield Piece(f" [{event.stage}]", "mark")
    if event.status != "asserted":
        yield Piece(f" [{event.status}]", "mark")
    doers, done_to = _phrases(event.agents), _phrases(event.targets)
    if doers or done_to:
        yield Piece(f" · {doers} → {done_to}" if doers and done_to else f" · {doers or f'→ {done_to}'}")
    if event.instruments:
        yield Piece(f" (with {_phrases(event.instruments)})")
    if event.place is not None:
        yield Piece(f" · {event.place.name}", "faint")
    if event.when is not None:
        yield Piece(f" · {say_when(event.when)}", "faint")


def _phrases(phrases: tuple[str, ...]) -> str:
    return "; ".join(" ".join(phrase.split()) for phrase in phrases)
