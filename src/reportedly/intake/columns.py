"""Which column of a table is which field: as the user said, else guessed by its name (`ontology/columns.yaml`), and told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportedly.intake.fields import FIELDS
from reportedly.intake.item import Noted
from reportedly.intake.refusal import CannotRead
from reportedly.ontology.load import load

_SHOWN = 12  # names of columns in a message


def chosen(header: Sequence[str], said: Mapping[str, str], origin: str) -> tuple[dict[str, str], bool]:
    """The column of each field that has one, and whether any was guessed.

    Raises:
        CannotRead: A column that was named is not there, or none has the text.
    """
    missing = [column for column in said.values() if column not in header]
    shown = ", ".join(name[:40] for name in header[:_SHOWN]) + (" and more" if len(header) > _SHOWN else "")
    if missing:
        raise CannotRead(f"the column {missing[0]!r} of {origin} was asked for", f"it has: {shown}", "name one of them", "no-such-column")
    columns = dict(said)
    plain = {_plain(name): name for name in reversed(header)}
    for field in FIELDS:
        name = next((plain[name] for name in load("columns")[field] if name in plain and plain[name] not in columns.values()), None)
        if field not in columns and name is not None:
            columns[field] = name
    if "text" not in columns:
        advice = "say which column holds the text: --column text=NAME"
        raise CannotRead(f"a table with a column of texts was asked for at {origin}", f"its columns are: {shown}", advice, "no-text-column")
    return columns, set(columns) != set(said)


def noted(origin: str, columns: Mapping[str, str], guessed: bool, where: str = "") -> Noted:
    """Which columns were taken, for the user to see."""
    taken = ", ".join(f"{field}={columns[field]}" for field in FIELDS if field in columns)
    how = "by their names; others with --column" if guessed else "as said"
    return Noted(origin, "columns", f"columns taken {how}: {taken}{f' ({where})' if where else ''}")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.strip().lower()).strip()
