"""What is exported: situations, the records behind them, and decisions, as frozen values that any format takes.

Figures are looked up by id; ids are unique in a ledger. A figure is told in the name of its source, and a person is named only where
the record keeps them as an actor: who speaks as a source or holds an office. `named` is the one gate for names of who did or suffered
something; words that hold any other name are left out by every format, and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from reportedly.model.actor import Actor
from reportedly.model.ledger import Decision, Entry, Series, Situation
from reportedly.model.record import Record
from reportedly.ontology.load import load

_NAME = re.compile(r"(?<!\w)[^\W\d_a-z][\w'’-]*")
_WORD = re.compile(r"[^\W\d_]+")
_VOCABULARIES = ("people", "subjects", "numbers", "things", "roles", "measures")
_SMALL = frozenset({"the", "a", "an", "some", "all", "many", "several", "of", "and", "no", "more", "less", "at", "about", "total"})


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with where it belongs."""

    entry: Entry
    series: Series
    situation: Situation


@dataclass(frozen=True)
class Case:
    """What is exported.

    Attributes:
        situations: With the entries that were asked for; positions are those of whole series.
        records: Reports with all that they say, in order of publication.
        decisions: All decisions, those taken back included.
        asked: Filters and moments, by name.
        taken_in: For each report, when the ledger took it in.
        replaced: Content ids of reports that a newer version replaced.
        copies: For a report that is a copy, the first of its like.
        refused: What could not be read as a report: origin, content, code, message.
    """

    situations: tuple[Situation, ...]
    records: tuple[Record, ...]
    decisions: tuple[Decision, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    taken_in: Mapping[str, str] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()
    copies: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[tuple[str, str, str, str], ...] = ()

    def rows(self) -> Iterator[Row]:
        """All entries, series by series."""
        for situation in self.situations:
            for series in situation.series:
                for entry in series.entries:
                    yield Row(entry, series, situation)

    def heads(self) -> Iterator[tuple[Series, Situation]]:
        """All series that have an entry which counts."""
        for situation in self.situations:
            for series in situation.series:
                if latest(series) is not None:
                    yield series, situation

    @cached_property
    def record_of(self) -> Mapping[str, Record]:
        """The record of each figure and each event, by its id."""
        figures = {each.id: record for record in self.records for each in record.figures}
        return figures | {each.id: record for record in self.records for each in record.events}


def latest(series: Series) -> Entry | None:
    """The last entry that counts: it dates and places the position."""
    standing = [entry for entry in series.entries if entry.stands]
    return standing[-1] if standing else None


def actor_of(words: str, record: Record) -> Actor | None:
    """The actor that words name: one whose name is in them, the longest first."""
    for actor in sorted(record.actors, key=lambda each: (-len(each.name), each.name)):
        if re.search(rf"(?<!\w){re.escape(actor.name)}(?!\w)", words):
            return actor
    return None


def named(words: str, record: Record) -> str | None:
    """Words for who did or suffered something, if they name nobody but actors of the record and places; null otherwise."""
    rest = words
    known = [actor.name for actor in record.actors] + [place.quote for place in record.places]
    for name in sorted(set(known), key=lambda each: (-len(each), each)):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", rest)
    return words if all(_plain(found[0]) for found in _NAME.finditer(rest)) else None


def _plain(word: str) -> bool:
    """Whether a word with a capital is a common word at the head of a sentence ("Ninety-five", "Protesters")."""
    known = _common_words()
    return all(part in known or part.removesuffix("s") in known for part in _WORD.findall(word.lower()))


@cache
def _common_words() -> frozenset[str]:
    """Words that our vocabularies write in lower case."""
    found = set(_SMALL)
    waiting: list[object] = [load(name) for name in _VOCABULARIES]
    while waiting:
        match waiting.pop():
            case dict() as mapping:
                waiting += [*mapping.keys(), *mapping.values()]
            case list() as items:
                waiting += items
            case str() as text:
                found |= {word for word in _WORD.findall(text) if word.islower()}
    return frozenset(found)
