"""Queries over entries, for views: filters in, rows out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, or_, select

from reportedly.store.schema import ENTRIES, FIGURES, INTAKE, REPORTS, SERIES, SITUATIONS

ORDER = (ENTRIES.c.moment, ENTRIES.c.report, ENTRIES.c.start, ENTRIES.c.figure_id)
CHUNK = 500  # ids in one query
UNDATED = "9999-12-31T23:59:59.999999+00:00"  # the moment of a report without a date: after all others


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, its series and its situation, as JSON, each without what it holds."""

    entry: str
    series: str
    situation: str


def entries_query(
    *,
    measure: str | bool | None = None,
    place: str | bool | None = None,
    source: str | bool | None = None,
    status: str | bool | None = None,
    situation: str | bool | None = None,
    standing: str | bool | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Select[Any]:
    """The entries that are asked for, as ids in order of publication."""
    query = select(ENTRIES.c.figure_id).order_by(*ORDER)
    if measure:
        query = query.where(ENTRIES.c.measure == measure)
    if place:
        lowered = str(place).lower()
        query = query.where(or_(func.lower(ENTRIES.c.place) == lowered, func.lower(ENTRIES.c.country) == lowered))
    if source:
        query = query.where(
            or_(*(func.lower(column).contains(str(source).lower(), autoescape=True) for column in (ENTRIES.c.source, ENTRIES.c.outlet)))
        )
    if status:
        query = query.where(ENTRIES.c.status == status)
    if situation:
        named = select(SITUATIONS.c.situation_id).where(func.lower(SITUATIONS.c.title).contains(str(situation).lower(), autoescape=True))
        query = query.where(or_(ENTRIES.c.situation_id == situation, ENTRIES.c.situation_id.in_(named)))
    if standing:
        query = query.where(ENTRIES.c.stands == 1)
    if since:
        query = query.where(ENTRIES.c.moment >= since)
    if until:
        query = query.where(ENTRIES.c.moment <= until)
    return query


def but_for(query: Select[Any], situations: Collection[str], taken_in: str | None) -> Select[Any]:
    """A query's entries without those of some situations, and without those that were taken in later."""
    query = query.where(ENTRIES.c.situation_id.not_in(sorted(situations)))
    if taken_in is not None:
        query = query.where(ENTRIES.c.report_id.in_(select(INTAKE.c.report_id).where(INTAKE.c.taken_in <= taken_in)))
    return query


def page(connection: Connection, query: Select[Any], limit: int | None, offset: int = 0) -> Iterator[Line]:
    """The entries of a query from the one at `offset` on, with their series and situations."""
    asked = (query.limit(limit).offset(offset) if limit is not None else query).subquery()
    lines = (
        select(ENTRIES.c.entry, SERIES.c.head.label("series"), SITUATIONS.c.head.label("situation"))
        .join(asked, asked.c.figure_id == ENTRIES.c.figure_id)
        .join(SERIES, SERIES.c.series_id == ENTRIES.c.series_id)
        .join(SITUATIONS, SITUATIONS.c.situation_id == ENTRIES.c.situation_id)
        .order_by(*ORDER)
    )
    for row in connection.execute(lines):
        yield Line(row.entry, row.series, row.situation)


def texts(connection: Connection, query: Select[Any]) -> list[str]:
    """The entries of a query, as JSON."""
    return list(connection.execute(query.with_only_columns(ENTRIES.c.entry)).scalars())


def count(connection: Connection, query: Select[Any]) -> int:
    """How many entries a query has."""
    return int(connection.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one())


def situation_of(connection: Connection, identity: str) -> str | None:
    """The situation of a figure, a series, a report (by its own id or content id) or of that id."""
    by_figure = (
        select(REPORTS.c.situation_id).join(FIGURES, FIGURES.c.report_id == REPORTS.c.report_id).where(FIGURES.c.figure_id == identity)
    )
    by_series = select(SERIES.c.situation_id).where(SERIES.c.series_id == identity)
    by_report = select(REPORTS.c.situation_id).where(or_(REPORTS.c.report_id == identity, REPORTS.c.name == identity))
    by_itself = select(SITUATIONS.c.situation_id).where(SITUATIONS.c.situation_id == identity)
    for query in (by_figure, by_series, by_itself, by_report):
        found = connection.execute(query).scalars().first()
        if found is not None:
            return str(found)
    return None


def strays(connection: Connection) -> int:
    """How many series and entries belong to no situation."""
    known = select(SITUATIONS.c.situation_id)
    return sum(
        int(connection.execute(select(func.count()).select_from(table).where(table.c.situation_id.not_in(known))).scalar_one())
        for table in (SERIES, ENTRIES)
    )


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report without its text.

    Attributes:
        report_id: Its content id.
        name: The id that it came with, else its content id.
        title: Headline.
        outlet: Who published it.
        url: Where.
        published: When, as given.
        moment: The same, to put reports in order by.
        copy_of: Content id of the first report with the same text, where it is a copy.
        next_version: Content id of the version that replaces it.
    """

    report_id: str
    name: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    moment: str
    copy_of: str | None
    next_version: str | None


def report_lines(connection: Connection, situation: str, until: str | None = None, taken_in: str | None = None) -> list[ReportLine]:
    """The reports of a situation, in order of publication; those published, and taken in, no later than asked."""
    columns = [REPORTS.c[name] for name in ReportLine.__dataclass_fields__]
    query = select(*columns).where(REPORTS.c.situation_id == situation).order_by(REPORTS.c.moment, REPORTS.c.name, REPORTS.c.report_id)
    return [ReportLine(**row._mapping) for row in connection.execute(_by_then(query, until, taken_in))]


def report_texts(connection: Connection, reports: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The texts of reports, by the id that they came with, else their content id; of several versions of one id all, the last first."""
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(reports), CHUNK):
        query = select(REPORTS.c.name, REPORTS.c.text).where(REPORTS.c.name.in_(reports[start : start + CHUNK]))
        for row in connection.execute(query.order_by(REPORTS.c.moment.desc(), REPORTS.c.report_id)):
            found[row.name] = (*found.get(row.name, ()), row.text)
    return found


def newest(connection: Connection, until: str | None = None, taken_in: str | None = None) -> str | None:
    """The moment of the newest dated report."""
    query = select(func.max(REPORTS.c.moment)).where(REPORTS.c.moment < UNDATED)
    return connection.execute(_by_then(query, until, taken_in)).scalar_one_or_none()


def latest_situations(
    connection: Connection, words: str | None, until: str | None, taken_in: str | None, limit: int, offset: int
) -> tuple[list[tuple[str, str]], int]:
    """Situations with the moment of their newest report, that with the newest first; and how many there are in all.

    `words` are of the title or places; the moment is empty where no report is dated.
    """
    last = func.max(case((REPORTS.c.moment < UNDATED, REPORTS.c.moment), else_="")).label("last")
    query = _by_then(select(REPORTS.c.situation_id, last).where(REPORTS.c.situation_id.is_not(None)), until, taken_in)
    if words:
        named = (func.lower(column).contains(words.lower(), autoescape=True) for column in (SITUATIONS.c.title, SITUATIONS.c.places))
        query = query.where(REPORTS.c.situation_id.in_(select(SITUATIONS.c.situation_id).where(or_(*named))))
    grouped = query.group_by(REPORTS.c.situation_id)
    ordered = grouped.order_by(last.desc(), REPORTS.c.situation_id).limit(limit).offset(offset)
    return [(row.situation_id, row.last) for row in connection.execute(ordered)], count(connection, grouped)


def changed_between(connection: Connection, situations: Sequence[str], after: str, until: str) -> dict[str, list[tuple[str, str]]]:
    """Entries that are no repetition, published after one moment and by another, with their series, both as JSON; by situation."""
    query = (
        select(ENTRIES.c.situation_id, ENTRIES.c.entry, SERIES.c.head)
        .join(SERIES, SERIES.c.series_id == ENTRIES.c.series_id)
        .where(ENTRIES.c.situation_id.in_(situations), ENTRIES.c.moment > after, ENTRIES.c.moment <= until, ENTRIES.c.relation != "repeats")
        .order_by(*ORDER)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.situation_id, []).append((row.entry, row.head))
    return found


def _by_then(query: Select[Any], until: str | None, taken_in: str | None) -> Select[Any]:
    if until is not None:
        query = query.where(REPORTS.c.moment <= until)
    if taken_in is not None:
        query = query.where(REPORTS.c.report_id.in_(select(INTAKE.c.report_id).where(INTAKE.c.taken_in <= taken_in)))
    return query
