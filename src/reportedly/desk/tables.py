"""What is on the screen as CSV and JSON: the same rows, at the same moment, with the same filters.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and would run what a report wrote there. Such text gets
an apostrophe before it in CSV, which spreadsheets show as text; numbers stay numbers. JSON has every value as it is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

from fastapi import Response

from reportedly.export.guard import guarded
from reportedly.model.codec import encode
from reportedly.present.safe import harmless_json


def as_csv(rows: Iterable[Mapping[str, object]], name: str) -> Response:
    """Rows as a file of comma-separated values."""
    told = list(rows)
    text = io.StringIO()
    if told:
        writer = csv.DictWriter(text, fieldnames=list(told[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in told)
    return _file(text.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def as_json(value: object, name: str) -> Response:
    """Rows or values of the model as JSON."""
    return _file(harmless_json(json.dumps(encode(value), ensure_ascii=False)), "application/json", f"{name}.json")


def _file(text: str, kind: str, name: str) -> Response:
    safe = "".join(each if each.isascii() and (each.isalnum() or each in "-_.") else "-" for each in name)
    return Response(
        text.encode("utf-8", "backslashreplace"), media_type=kind, headers={"content-disposition": f'inline; filename="{safe}"'}
    )


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value
