"""Words against texts, in the language of the database: FTS5 in SQLite, `tsquery` in PostgreSQL.

Nothing that a person types reaches either as syntax: each term becomes one quoted phrase, and all of them must match. Both reduce English
words to their stems, so that "detained" finds "detains". What matched is marked by two characters of the range for private use; should a
text hold them itself, a word too many is marked, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select, bindparam, column, func, literal_column, select, table

from reportedly.model.search import Pieces
from reportedly.store.schema import ATTRIBUTIONS, FIGURES, REPORTS

MOST_TERMS = 32
LONGEST = 400  # characters of what is typed that are looked at
OPEN, CLOSE, CUT = "\ue000", "\ue001", " … "
AROUND = 48  # words shown of a report's text
HEAD = 300  # characters shown of it where no words were asked for
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_LETTER = re.compile(r"[^\W_]")

ENGLISH: ColumnElement[Any] = literal_column("'english'::regconfig")

# Not among the tables of `schema`, for they are made by the search engine and not by columns.
QUOTES = table("quotes", *map(column, ("rowid", "quote", "about", "kind", "item", "report_id")))
TEXTS = table("search", *map(column, ("rowid", "title", "text")))


def terms(words: str) -> tuple[str, ...]:
    """The phrases and single words that a person typed, without those that hold no letter and no digit."""
    legible = words[:LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    found = (phrase or word for phrase, word in _TERM.findall(legible))
    return tuple(dict.fromkeys(each.strip() for each in found if _LETTER.search(each)))[:MOST_TERMS]


class Matching(Protocol):
    """What a database does with the terms."""

    def among(self, query: Select[Any], kind: str, key: ColumnElement[Any]) -> Select[Any]:
        """Only those rows whose words have the terms; `key` is the id of a figure or an attribution, or the number of a report."""
        ...

    def rank(self, kind: str) -> ColumnElement[Any]:
        """How badly a row of `among` matches: the best first."""
        ...

    def handle(self, kind: str, key: ColumnElement[Any]) -> ColumnElement[Any]:
        """By what `marked` finds a row of `among` again."""
        ...

    def marked(self, connection: Connection, kind: str, handles: Sequence[Any]) -> dict[Any, Pieces]:
        """The words of these, with what matched marked; of a report some words around the best place."""
        ...


def matching(connection: Connection, sought: tuple[str, ...]) -> Matching:
    """How the database of a transaction finds terms."""
    return _Everything() if not sought else _TextSearch(sought) if connection.dialect.name == "postgresql" else _Fts5(sought)


@dataclass(frozen=True, slots=True)
class _Everything:
    """No term: all there is."""

    def among(self, query: Select[Any], kind: str, key: ColumnElement[Any]) -> Select[Any]:  # noqa: ARG002 - all of any kind
        return query

    def rank(self, kind: str) -> ColumnElement[Any]:  # noqa: ARG002 - none is better than another
        return literal_column("''")

    def handle(self, kind: str, key: ColumnElement[Any]) -> ColumnElement[Any]:  # noqa: ARG002 - the same for each
        return key

    def marked(self, connection: Connection, kind: str, handles: Sequence[Any]) -> dict[Any, Pieces]:
        key, words = {
            "figure": (FIGURES.c.figure_id, FIGURES.c.quote),
            "statement": (ATTRIBUTIONS.c.attribution_id, ATTRIBUTIONS.c.content),
            "report": (REPORTS.c.number, func.substr(REPORTS.c.text, 1, HEAD)),
        }[kind]
        return {each: ((said, False),) for each, said in connection.execute(select(key, words).where(key.in_(handles)))}


@dataclass(frozen=True, slots=True)
class _Fts5:
    """SQLite. A quotation mark within a phrase is doubled, which is all that FTS5 needs to take it as words."""

    sought: tuple[str, ...]

    @property
    def expression(self) -> str:
        return " ".join('"{}"'.format(each.replace('"', '""')) for each in self.sought)

    def among(self, query: Select[Any], kind: str, key: ColumnElement[Any]) -> Select[Any]:
        if kind == "report":
            return query.where(TEXTS.c.rowid == key, self._matches("search"))
        return query.where(QUOTES.c.item == key, QUOTES.c.kind == kind, self._matches("quotes"))

    def rank(self, kind: str) -> ColumnElement[Any]:
        return func.bm25(literal_column("search" if kind == "report" else "quotes"))

    def handle(self, kind: str, key: ColumnElement[Any]) -> ColumnElement[Any]:
        return key if kind == "report" else QUOTES.c.rowid

    def marked(self, connection: Connection, kind: str, handles: Sequence[Any]) -> dict[Any, Pieces]:
        if kind == "report":
            shown = select(TEXTS.c.rowid, func.snippet(literal_column("search"), 1, OPEN, CLOSE, CUT, AROUND))
            shown = shown.where(TEXTS.c.rowid.in_(handles), self._matches("search"))
        else:
            shown = select(QUOTES.c.rowid, func.highlight(literal_column("quotes"), 0, OPEN, CLOSE))
            shown = shown.where(QUOTES.c.rowid.in_(handles), self._matches("quotes"))
        return {each: pieces(said or "") for each, said in connection.execute(shown)}

    def _matches(self, name: str) -> ColumnElement[bool]:
        return literal_column(name).op("MATCH", is_comparison=True)(bindparam("terms", self.expression))


@dataclass(frozen=True, slots=True)
class _TextSearch:
    """PostgreSQL."""

    sought: tuple[str, ...]

    @property
    def query(self) -> ColumnElement[Any]:
        found: ColumnElement[Any] = func.phraseto_tsquery(ENGLISH, self.sought[0])
        for each in self.sought[1:]:
            found = found.op("&&")(func.phraseto_tsquery(ENGLISH, each))
        return found

    def among(self, query: Select[Any], kind: str, key: ColumnElement[Any]) -> Select[Any]:
        found = query.where(self._vector(kind).op("@@", is_comparison=True)(self.query))
        return found if kind == "report" else found.where(QUOTES.c.item == key, QUOTES.c.kind == kind)

    def rank(self, kind: str) -> ColumnElement[Any]:
        return -func.ts_rank(self._vector(kind), self.query)

    def handle(self, kind: str, key: ColumnElement[Any]) -> ColumnElement[Any]:  # noqa: ARG002 - the same for each
        return key

    def marked(self, connection: Connection, kind: str, handles: Sequence[Any]) -> dict[Any, Pieces]:
        least, most = (AROUND // 2, AROUND) if kind == "report" else (0, 0)
        options = f"StartSel={OPEN}, StopSel={CLOSE}, " + (f"MinWords={least}, MaxWords={most}" if most else "HighlightAll=true")
        key, words = (REPORTS.c.number, REPORTS.c.text) if kind == "report" else (QUOTES.c.item, QUOTES.c.quote)
        shown = select(key, func.ts_headline(ENGLISH, words, self.query, options)).where(key.in_(handles))
        if kind != "report":
            shown = shown.where(QUOTES.c.kind == kind)
        return {each: pieces(said or "") for each, said in connection.execute(shown)}

    def _vector(self, kind: str) -> ColumnElement[Any]:
        """As the migrations index it."""
        return func.report_words(REPORTS.c.title, REPORTS.c.text) if kind == "report" else func.quote_words(QUOTES.c.quote, QUOTES.c.about)


def pieces(marked: str) -> Pieces:
    """A text with marks as pieces: each a run of characters, and whether it matched. Marks that do not pair mark nothing further."""
    found: list[tuple[str, bool]] = []
    for position, part in enumerate(marked.split(OPEN)):
        inside, close, outside = part.partition(CLOSE)
        found.append((inside, position > 0 and bool(close)))
        if close:
            found.append((outside.replace(CLOSE, ""), False))
    return tuple((words, matched) for words, matched in found if words)
