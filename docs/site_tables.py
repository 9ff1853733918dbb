"""Tables of the site that are made from the vocabularies, so that they cannot go stale.

A page says `<!-- table: measures -->` where the table is to stand; a table that is not known stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from reportedly.ontology.load import load

_MARK = re.compile(r"<!-- table: (\w+) -->")


def on_page_markdown(markdown: str, **_: object) -> str:
    """The page with its tables."""
    return _MARK.sub(lambda match: _TABLES[match[1]](), markdown)


def _measures() -> str:
    rows = (
        (name, entry["meaning"], entry.get("counts", ""), _codes(entry.get("codes")))
        for name, entry in load("measures")["measures"].items()
    )
    return _table(("measure", "meaning", "counts", "codes elsewhere"), rows)


def _events() -> str:
    rows = ((name, entry["meaning"], _codes(entry.get("codes"))) for name, entry in load("events")["events"].items())
    return _table(("type", "meaning", "codes elsewhere"), rows)


def _codes(codes: Any) -> str:
    if not isinstance(codes, dict):
        return ""
    return "; ".join(f"{name}: {', '.join(map(str, code)) if isinstance(code, list) else code}" for name, code in codes.items())


def _table(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.replace("|", "\\|").replace("\n", " ")


_TABLES: dict[str, Callable[[], str]] = {"measures": _measures, "events": _events}
