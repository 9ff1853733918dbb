"""Rows as CSV (RFC 4180, UTF-8), text guarded against formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from reportedly.export.guard import guarded


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, object]], before: Iterable[Sequence[str]] = ()) -> bytes:
    """A table: its columns, lines that stand between them and the rows, and the rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(before)
    writer.writerows([cell(row.get(name)) for name in columns] for row in rows)
    return text.getvalue().encode("utf-8", "backslashreplace")


def cell(value: object) -> object:
    """A value as a cell holds it: null is empty, truth is `true` or `false`, text is guarded, a number is itself."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return guarded(value)
        case _:
            return value
