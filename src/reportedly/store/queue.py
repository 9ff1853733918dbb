"""What waits for a person: doubtful entries that nobody decided about, in the order of their situations and series.

Doubt is told by columns alone, so that a long queue is counted and paged without reading its entries; `run/views.py` says in words what is
doubtful about each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

from reportedly.store.answers import Line, entries_query
from reportedly.store.schema import ENTRIES, SERIES, SITUATIONS

Place = tuple[str, str, int, int]  # in the queue: first day of the situation, its id, order of the series, order of the entry

_STANDS = ENTRIES.c.stands == 1
DOUBTFUL = and_(
    ENTRIES.c.decision_id.is_(None),
    or_(
        ENTRIES.c.relation == "retracts",
        ENTRIES.c.issues != "",
        and_(_STANDS, SERIES.c.contested == 1),
        and_(_STANDS, SERIES.c.issues != ""),
        and_(_STANDS, ENTRIES.c.relation == "lowers", ENTRIES.c.rule.not_like("%no correction%")),
    ),
)
ORDER = (func.coalesce(SITUATIONS.c.first_day, "9999"), SITUATIONS.c.situation_id, SERIES.c.rank, ENTRIES.c.rank)


def places(connection: Connection, asked: Mapping[str, Any] | None = None) -> list[tuple[str, Place]]:
    """The figures of the queue with their places, in order.

    Args:
        connection: A transaction.
        asked: What narrows the queue, as `answers.entries_query` takes it; all, if left out.
    """
    query = _narrowed(_together(select(ENTRIES.c.figure_id, *ORDER)).where(DOUBTFUL), asked).order_by(*ORDER)
    return [(row[0], (row[1], row[2], row[3], row[4])) for row in connection.execute(query)]


def place(connection: Connection, figure: str) -> Place | None:
    """Where a figure stands or would stand, doubtful or not; null for one that is in no series."""
    row = connection.execute(_together(select(*ORDER)).where(ENTRIES.c.figure_id == figure)).first()
    return (row[0], row[1], row[2], row[3]) if row else None


def lines(connection: Connection, limit: int | None = None, offset: int = 0, asked: Mapping[str, Any] | None = None) -> Iterator[Line]:
    """The entries of the queue with their series and situations, in order."""
    query = _together(select(ENTRIES.c.entry, SERIES.c.head.label("series"), SITUATIONS.c.head.label("situation")))
    query = _narrowed(query.where(DOUBTFUL), asked).order_by(*ORDER).offset(offset or None)
    for row in connection.execute(query if limit is None else query.limit(limit)):
        yield Line(row.entry, row.series, row.situation)


def _narrowed(query: Select[Any], asked: Mapping[str, Any] | None) -> Select[Any]:
    return query.where(ENTRIES.c.figure_id.in_(entries_query(**asked).order_by(None))) if asked else query


def _together(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(ENTRIES)
        .join(SERIES, SERIES.c.series_id == ENTRIES.c.series_id)
        .join(SITUATIONS, SITUATIONS.c.situation_id == ENTRIES.c.situation_id)
    )
