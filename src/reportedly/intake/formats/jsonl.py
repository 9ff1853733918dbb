"""JSONL: a report a line, with `text`, and `id`, `published`, `outlet`, `url`, `title`, `author`, `supersedes` where known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reportedly.intake.fields import received_from
from reportedly.intake.item import Inner, Item
from reportedly.intake.limits import megabytes
from reportedly.intake.received import Received
from reportedly.intake.refusal import SHOWN, Refused


def read(item: Item, _inner: Inner) -> Iterator[Received | Refused]:
    """A report or a refusal for each line that is not empty."""
    number = 0
    while line := item.stream.readline(item.limits.line + 1):
        number += 1
        origin = f"{item.origin}:{number}"
        if len(line) > item.limits.line:
            while line and not line.endswith(b"\n"):
                line = item.stream.readline(item.limits.line)
            limit = megabytes(item.limits.line)
            yield Refused(origin, "", "too-large", f"a line of at most {limit} was asked for; it is longer; split it into reports")
        elif line.strip():
            yield _report(origin, line, item)


def _report(origin: str, line: bytes, item: Item) -> Received | Refused:
    try:
        row: Any = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Refused(origin, repr(line[:SHOWN]), "not-json", f"a JSON object was asked for; {reason}; mend the line")
    column = item.columns.get("text", "text")
    if not isinstance(row, dict) or not isinstance(row.get(column), str):
        found = f"the keys {', '.join(sorted(row))[:80]}" if isinstance(row, dict) else f"a {type(row).__name__}"
        message = (
            f"an object with a `{column}` was asked for; {found} were found; mend the line, or say which is the text: --column text=NAME"
        )
        return Refused(origin, repr(line[:SHOWN]), "no-text", message)
    return received_from({**row, **{field: row.get(name) for field, name in item.columns.items()}})
