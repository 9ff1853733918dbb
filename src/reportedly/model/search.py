"""What a search found: figures, statements and reports, and by what they can be divided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reportedly.model.ledger import Entry, Series

Kind = Literal["figure", "statement", "report"]
KINDS: tuple[Kind, ...] = ("figure", "statement", "report")
Order = Literal["best", "newest"]
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: Figure, statement or report.
        id: Of the figure, the statement or the report.
        report: Id that the report came with, else its content id.
        report_id: Its content id.
        title: Headline of the report, null where none is known.
        outlet: Who published it.
        published: When.
        source: Whose word it is; null for a report, and where nobody is named.
        words: The words found, or those around them.
        pieces: The same in pieces, each with whether it matched.
        entry: The figure in its series; null for others.
        series: The series, without its entries.
        replaced: Whether a newer version of the report has come.
    """

    kind: Kind
    id: str
    report: str
    report_id: str
    title: str | None
    outlet: str | None
    published: str | None
    source: str | None
    words: str
    pieces: Pieces
    entry: Entry | None = None
    series: Series | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """By what results can be divided: values, each with how many it would leave; months in their order, all else most first."""

    name: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found.

    Attributes:
        hits: Those of the page.
        count: How many there are.
        counts: How many of each kind the words find; facets that a kind does not have are passed over.
        facets: Of this kind.
    """

    hits: tuple[Hit, ...]
    count: int
    counts: Mapping[Kind, int]
    facets: tuple[Facet, ...]


def around(pieces: Pieces, longest: int) -> Pieces:
    """The words around the first that matched: no more characters than this, and a sign where some are left out."""
    whole = sum(len(words) for words, _ in pieces)
    if whole <= longest:
        return pieces
    before = 0
    for words, matched in pieces:
        if matched:
            break
        before += len(words)
    start = max(0, min(before - longest // 3, whole - longest)) if before < whole else 0
    shown: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = 0
    for words, matched in pieces:
        cut = words[max(0, start - at) : max(0, start + longest - at)]
        if cut:
            shown.append((cut, matched))
        at += len(words)
    return (*shown, (" …", False)) if start + longest < whole else tuple(shown)
