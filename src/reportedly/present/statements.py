"""Who says what: each source with its statements, and the words that sources used of others.

Kassym-Zhomart Tokayev, President of Kazakhstan
    A10  noted: the seized government offices were terrorist groups
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.model.attribution import Attribution
from reportedly.model.record import Record
from reportedly.present.line import Line, Piece, line
from reportedly.present.sources import NOT_NAMED, THE_REPORT, say_source
from reportedly.present.times import say_when

_LONGEST = 240  # characters of a statement that are shown; the marked text has them all
_POLARITIES = {"denies": "denies", "alleges": "alleges", "retracts": "takes back", "estimates": "estimates", "asserts": ""}


def statement_keys(record: Record) -> dict[str, str]:
    """A short key (`A1`, `A2`, ...) for each attribution, by id."""
    return {attribution.id: f"A{number}" for number, attribution in enumerate(record.attributions, 1)}


def statement_lines(record: Record, *, why: bool = False) -> Iterator[Line]:
    """Statements by source, sources in the order in which they first speak."""
    keys = statement_keys(record)
    attributions = {attribution.id: attribution for attribution in record.attributions}
    by_source: dict[str, list[Attribution]] = {}
    for attribution in record.attributions:
        by_source.setdefault(say_source(attribution.id, attributions), []).append(attribution)
    for source, statements in by_source.items():
        roles = dict.fromkeys(said.role for said in statements if said.role and said.role.lower() not in source.lower())
        named = Piece(source, "faint" if source == NOT_NAMED else "source")
        yield line(named, Piece("".join(f", {role}" for role in roles), "faint"), indent=2)
        for said in statements:
            yield line(Piece(f"{keys[said.id]}  ", "key"), *_statement(said), indent=6)
            if why and said.basis != "stated":
                yield line(Piece(f"source by {said.basis}", "faint"), indent=10)


def label_lines(record: Record) -> Iterator[Line]:
    """What people were called, and by whom: words of sources, not of the record."""
    for actor in record.actors:
        users: dict[str, list[str]] = {}
        for label in actor.labels:
            words = users.setdefault(label.by or THE_REPORT, [])
            if label.label not in words:
                words.append(label.label)
        for by, words in users.items():
            called = ", ".join(f"“{word}”" for word in words)
            plainly = any(word.lower() in actor.name.lower() for word in words)
            yield line(Piece(called, "quote"), Piece(" — " if plainly else f" of {actor.name} — ", "faint"), Piece(by, "source"), indent=2)


def _statement(said: Attribution) -> Iterator[Piece]:
    yield Piece(" ".join(said.cue.split()), "cue")
    if said.when is not None:
        yield Piece(f" ({say_when(said.when)})", "faint")
    if _POLARITIES.get(said.polarity):
        yield Piece(f" [{_POLARITIES[said.polarity]}]", "mark")
    content = " ".join(said.content.split())
    shown = content if len(content) <= _LONGEST else content[: content.rfind(" ", 0, _LONGEST)] + " …"
    yield Piece(f": “{shown}”" if said.kind == "direct" else f": {shown}")
