"""Full-text search over figures, statements and whole reports, with counts by measure, place, source, status and month.

What a person types is words, never the search engine's own language: a phrase in quotation marks stands as it is, all else is single
words, every one of which must be there. One query counts what is found by all facets at once (`Cell`); what each value of a facet would
leave follows from the cells. The words that matched come marked, as pieces that joined give the text.

Which search engine does it is known in `store/matching.py` alone. People are found here by the words of reports; what results are divided
by are sources, places and vocabularies, and nobody else's name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from reportedly.model.codec import decode
from reportedly.model.ledger import Entry, Series
from reportedly.model.search import KINDS, Facet, Hit, Kind, Order, Pieces, Results
from reportedly.store import answers
from reportedly.store.matching import Matching, matching, terms
from reportedly.store.schema import ATTRIBUTIONS, ENTRIES, INTAKE, REPORTS, SERIES, SITUATIONS

FACETS: dict[Kind, tuple[str, ...]] = {
    "figure": ("measure", "place", "source", "status", "month"),
    "statement": ("source", "month"),
    "report": ("source", "month"),
}
MONTH = len("2022-01")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for beside the words; null for all.

    Attributes:
        facets: Values of facets, by name; a name stands for a facet's value, or for all values that hold it.
        since: Published at this moment or later, in UTC.
        until: Published at this moment or earlier.
        taken_in: Taken in at this moment or earlier.
        situation: Id of a situation, or words of its title.
        standing: Of figures only those that count.
    """

    facets: Mapping[str, str]
    since: str | None = None
    until: str | None = None
    taken_in: str | None = None
    situation: str | None = None
    standing: bool = False

    @property
    def of_reports(self) -> bool:
        """Whether something is asked for that the report of a statement tells."""
        return any((self.since, self.until, self.taken_in, self.situation))


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the results: so many, from this one on (the first is 0), the best first or the newest."""

    limit: int = 20
    offset: int = 0
    order: Order = "best"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many results share one value of every facet, and of what a facet may be asked for by beside it (`also`)."""

    values: Mapping[str, str | None]
    also: Mapping[str, str | None]
    count: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """The values of a facet that are asked for, and those of what it may be asked for by beside it."""

    values: frozenset[str]
    also: frozenset[str]

    def has(self, cell: Cell, name: str) -> bool:
        """Whether the results of a cell are asked for."""
        return cell.values[name] in self.values or cell.also.get(name) in self.also


def search(connection: Connection, words: str, kind: Kind, chosen: Chosen, page: Page) -> Results:
    """What the words find among figures, statements or reports.

    Args:
        connection: A transaction.
        words: As typed. None at all finds everything, the newest first.
        kind: What is looked for.
        chosen: Facets and times.
        page: Which of the results.
    """
    sought = terms(words)
    asked, page = matching(connection, sought), page if sought else replace(page, order="newest")
    cells = _cells(connection, asked, kind, chosen)
    wanted = _wanted(cells, kind, chosen)
    counts = {each: _count(connection, asked, each, chosen) if each != kind else _sum(_left(cells, wanted)) for each in KINDS}
    hits = _hits(connection, asked, kind, chosen, wanted, page) if counts[kind] else ()
    return Results(tuple(hits), counts[kind], counts, tuple(_facet(cells, name, wanted) for name in FACETS[kind]))


def _count(connection: Connection, asked: Matching, kind: Kind, chosen: Chosen) -> int:
    """How many there are of a kind that is not shown."""
    if any(name in chosen.facets for name in FACETS[kind]):
        cells = _cells(connection, asked, kind, chosen)
        return _sum(_left(cells, _wanted(cells, kind, chosen)))
    return int(connection.execute(_found(asked, kind, chosen, func.count())).scalar_one())


def _sum(cells: Iterable[Cell]) -> int:
    return sum(cell.count for cell in cells)


def _facet_columns(kind: Kind) -> tuple[dict[str, ColumnElement[Any]], dict[str, ColumnElement[Any]]]:
    """The columns of the facets of a kind, and by what else one may be asked for: a country by its code, a source by its outlet."""
    if kind == "figure":
        month = func.substr(ENTRIES.c.moment, 1, MONTH)
        said = func.coalesce(ENTRIES.c.source, ENTRIES.c.outlet)
        named = {"measure": ENTRIES.c.measure, "place": ENTRIES.c.place, "source": said, "status": ENTRIES.c.status, "month": month}
        return named, {"place": ENTRIES.c.country, "source": ENTRIES.c.outlet}
    month = func.substr(REPORTS.c.moment, 1, MONTH)
    if kind == "statement":
        return {"source": ATTRIBUTIONS.c.source, "month": month}, {"source": REPORTS.c.outlet}
    return {"source": REPORTS.c.outlet, "month": month}, {}


def _found(asked: Matching, kind: Kind, chosen: Chosen, *columns: ColumnElement[Any]) -> Select[Any]:
    """These columns of all that the words find of a kind within the times."""
    if kind == "figure":
        query = asked.among(select(*columns).select_from(ENTRIES), kind, ENTRIES.c.figure_id)
        moment, report, situation = ENTRIES.c.moment, ENTRIES.c.report_id, ENTRIES.c.situation_id
        query = query.where(ENTRIES.c.stands == 1) if chosen.standing else query
    else:
        moment, report, situation = REPORTS.c.moment, REPORTS.c.report_id, REPORTS.c.situation_id
        if kind == "statement":
            query = asked.among(select(*columns).select_from(ATTRIBUTIONS), kind, ATTRIBUTIONS.c.attribution_id)
            if chosen.of_reports or len(columns) > 1:
                query = query.where(REPORTS.c.report_id == ATTRIBUTIONS.c.report_id)
        else:
            query = asked.among(select(*columns).select_from(REPORTS), kind, REPORTS.c.number)
    if chosen.since:
        query = query.where(moment >= chosen.since)
    if chosen.until:
        query = query.where(moment <= chosen.until)
    if chosen.taken_in:
        query = query.where(report.in_(select(INTAKE.c.report_id).where(INTAKE.c.taken_in <= chosen.taken_in)))
    if chosen.situation:
        titled = func.lower(SITUATIONS.c.title).contains(chosen.situation.lower(), autoescape=True)
        named = select(SITUATIONS.c.situation_id).where(or_(SITUATIONS.c.situation_id == chosen.situation, titled))
        query = query.where(situation.in_(named))
    return query


def _cells(connection: Connection, asked: Matching, kind: Kind, chosen: Chosen) -> list[Cell]:
    named, also = _facet_columns(kind)
    columns = [*named.values(), *also.values()]
    query = _found(asked, kind, chosen, *(each.label(f"c{at}") for at, each in enumerate(columns)), func.count()).group_by(*columns)
    return [
        Cell(dict(zip(named, row, strict=False)), dict(zip(also, row[len(named) :], strict=False)), row[-1])
        for row in connection.execute(query)
    ]


def _wanted(cells: Sequence[Cell], kind: Kind, chosen: Chosen) -> dict[str, Wanted]:
    """The values that are meant of each facet asked for: just that one, else what it may be asked for by, else all that hold it."""
    found: dict[str, Wanted] = {}
    for name in FACETS[kind]:
        if asked := (chosen.facets.get(name) or "").casefold():
            values = {value for cell in cells if (value := cell.values[name])}
            also = {value for cell in cells if (value := cell.also.get(name))}
            ways = (
                Wanted(frozenset(each for each in values if each.casefold() == asked), frozenset()),
                Wanted(frozenset(), frozenset(each for each in also if each.casefold() == asked)),
                Wanted(*(frozenset(each for each in some if asked in each.casefold()) for some in (values, also))),
            )
            found[name] = next((each for each in ways if each.values or each.also), ways[-1])
    return found


def _left(cells: Iterable[Cell], wanted: Mapping[str, Wanted], but: str = "") -> Iterable[Cell]:
    """The cells that are asked for, one facet left out."""
    others = [(name, each) for name, each in wanted.items() if name != but]
    return [cell for cell in cells if all(each.has(cell, name) for name, each in others)] if others else cells


def _facet(cells: Iterable[Cell], name: str, wanted: Mapping[str, Wanted]) -> Facet:
    """Values of a facet, counted under what is asked for of the others."""
    counted: Counter[str] = Counter()
    for cell in _left(cells, wanted, but=name):
        if value := cell.values[name]:
            counted[value] += cell.count
    return Facet(name, tuple(sorted(counted.items(), key=lambda item: (0 if name == "month" else -item[1], item[0]))))


def _hits(connection: Connection, asked: Matching, kind: Kind, chosen: Chosen, wanted: Mapping[str, Wanted], page: Page) -> Iterable[Hit]:
    """The results of a page: first which they are, then what is shown of them, for marking words takes time."""
    named, also = _facet_columns(kind)
    key = {"figure": ENTRIES.c.figure_id, "statement": ATTRIBUTIONS.c.attribution_id, "report": REPORTS.c.number}[kind]
    query = _found(asked, kind, chosen, key, asked.handle(kind, key).label("handle"))
    for name, each in wanted.items():
        query = query.where(or_(named[name].in_(sorted(each.values)), *([also[name].in_(sorted(each.also))] if name in also else [])))
    newest = [column.desc() for column in (answers.ORDER if kind == "figure" else (REPORTS.c.moment, key))]
    order = newest if page.order == "newest" else (asked.rank(kind), *newest)
    handles = {row[0]: row[1] for row in connection.execute(query.order_by(*order).limit(page.limit).offset(page.offset))}
    words = asked.marked(connection, kind, list(handles.values()))
    shown = _shown(connection, kind, list(handles))
    return [_hit(kind, shown[each], words.get(handle, ())) for each, handle in handles.items()]


def _shown(connection: Connection, kind: Kind, keys: Sequence[Any]) -> dict[Any, Mapping[str, Any]]:
    """What is shown of these, by key."""
    about = [REPORTS.c.report_id, REPORTS.c.name, REPORTS.c.title, REPORTS.c.outlet, REPORTS.c.published, REPORTS.c.next_version]
    if kind == "figure":
        query = select(ENTRIES.c.figure_id.label("key"), ENTRIES.c.source, ENTRIES.c.entry, SERIES.c.head.label("series"), *about)
        query = query.join(REPORTS, REPORTS.c.report_id == ENTRIES.c.report_id).join(SERIES, SERIES.c.series_id == ENTRIES.c.series_id)
        query = query.where(ENTRIES.c.figure_id.in_(keys))
    elif kind == "statement":
        query = select(ATTRIBUTIONS.c.attribution_id.label("key"), ATTRIBUTIONS.c.source, *about)
        query = query.join(REPORTS, REPORTS.c.report_id == ATTRIBUTIONS.c.report_id).where(ATTRIBUTIONS.c.attribution_id.in_(keys))
    else:
        query = select(REPORTS.c.number.label("key"), *about).where(REPORTS.c.number.in_(keys))
    return {row.key: dict(row._mapping) for row in connection.execute(query)}


def _hit(kind: Kind, row: Mapping[str, Any], pieces: Pieces) -> Hit:
    return Hit(
        kind=kind,
        id=row["report_id"] if kind == "report" else row["key"],
        report=row["name"],
        report_id=row["report_id"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        source=row.get("source"),
        words="".join(words for words, _ in pieces),
        pieces=pieces,
        entry=decode(Entry, json.loads(row["entry"])) if kind == "figure" else None,
        series=decode(Series, json.loads(row["series"])) if kind == "figure" else None,
        replaced=row["next_version"] is not None,
    )
