"""Writing rows into the tables: the same for SQLite and PostgreSQL, many at once where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.store.postgresql import copy_rows
from reportedly.store.rows import Row

MANY = 50  # rows from which COPY pays


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write rows that are not there."""
    if not rows:
        return
    if _copies(connection, rows):
        copy_rows(connection, table.name, list(rows[0]), [tuple(row.values()) for row in rows])
    else:
        connection.execute(_insert(connection, table), list(rows))


def put_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Write rows; those whose key is there already are passed over."""
    if not rows:
        return
    if _copies(connection, rows):
        columns = list(rows[0])
        quote = connection.dialect.identifier_preparer.quote
        names = ", ".join(map(quote, columns))
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE arriving (LIKE {quote(table.name)} INCLUDING DEFAULTS) ON COMMIT DROP")
        copy_rows(connection, "arriving", columns, [tuple(row.values()) for row in rows])
        connection.exec_driver_sql(
            f"INSERT INTO {quote(table.name)} ({names}) SELECT {names} FROM arriving ON CONFLICT DO NOTHING"  # noqa: S608 - names of ours
        )
        connection.exec_driver_sql("DROP TABLE arriving")
    else:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def put_over(connection: Connection, table: Table, key: str, rows: Sequence[Row]) -> None:
    """Write rows; those whose key is there already take its place."""
    if rows:
        query = _insert(connection, table)
        others = {name: query.excluded[name] for name in rows[0] if name != key}
        connection.execute(query.on_conflict_do_update(index_elements=[key], set_=others), list(rows))


def _insert(connection: Connection, table: Table) -> Any:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _copies(connection: Connection, rows: Sequence[Row]) -> bool:
    return len(rows) >= MANY and connection.dialect.name == "postgresql"
