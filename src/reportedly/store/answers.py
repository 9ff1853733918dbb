"""Queries over entries, for views: filters in, rows out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from reportedly.store.schema import ENTRIES, FIGURES, REPORTS, SERIES, SITUATIONS

ORDER = (ENTRIES.c.moment, ENTRIES.c.report, ENTRIES.c.start, ENTRIES.c.figure_id)


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


def page(connection: Connection, query: Select[Any], limit: int | None) -> Iterator[Line]:
    """The first entries of a query, with their series and situations."""
    asked = query.limit(limit).subquery() if limit is not None else query.subquery()
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
