"""CSV and its like: a report a row, the first row naming the columns; commas, semicolons, tabs and bars are told apart by the first row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

from reportedly.intake.columns import chosen, noted
from reportedly.intake.fields import received_from
from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.refusal import CannotRead, Refused
from reportedly.model.issue import Issue

_DELIMITERS = ",;\t|"
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(item: Item, _inner: Inner) -> Iterator[Outcome]:
    """A report or a refusal for each row."""
    csv.field_size_limit(min(item.limits.line, sys.maxsize))
    encoding = _BOMS.get(item.head()[:2], "utf-8-sig")
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    text = io.TextIOWrapper(item.stream, encoding=encoding, errors=errors, newline="")
    rows = csv.reader(_lines(text, item), delimiter=_delimiter(item.head(), encoding), strict=False)
    try:
        header = [_sound(cell)[0] for cell in next(rows, [])]
        columns, guessed = chosen(header, item.columns, item.origin)
        yield noted(item.origin, columns, guessed)
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _report(f"{item.origin}:{rows.line_num}", header, row, columns)
    except csv.Error as error:
        message = f"a table with commas was asked for; {error} in line {rows.line_num}; what stands behind it is not read; mend the file"
        yield Refused(f"{item.origin}:{rows.line_num}", "", "not-csv", message)
    finally:
        text.detach()


def _report(origin: str, header: list[str], row: list[str], columns: dict[str, str]) -> Outcome:
    cells = [_sound(cell) for cell in row]
    values = dict(zip(header, (cell for cell, _ in cells), strict=False))
    fields: dict[str, object] = {field: values.get(column) for field, column in columns.items()}
    if not str(fields.get("text") or "").strip():
        found = f"the column {columns['text']!r} is empty"
        return Refused(origin, repr(row)[:200], "no-text", f"a text in each row was asked for; {found}; fill it, or remove the row")
    issues: tuple[Issue, ...] = ()
    if any(guessed for _, guessed in cells):
        message = (
            "text in UTF-8 was asked for; a cell is none; it was read as Windows-1252; if letters are wrong, convert the file to UTF-8"
        )
        issues = (Issue("not-utf-8", "warning", message),)
    return received_from(fields, issues)


def _lines(text: io.TextIOWrapper, item: Item) -> Iterator[str]:
    """Lines, each within the limit."""
    while line := text.readline(item.limits.line + 1):
        if len(line) > item.limits.line:
            raise CannotRead(f"a row of at most {item.limits.line:,} bytes was asked for", "a row is longer", "split it", "too-large")
        yield line


def _sound(cell: str) -> tuple[str, bool]:
    """A cell whose bytes are no UTF-8, read as Windows-1252; and whether that was so."""
    if not any("\ud800" <= character <= "\udfff" for character in cell):
        return cell, False
    return cell.encode("utf-8", "surrogateescape").decode("windows-1252", "replace"), True


def _delimiter(head: bytes, encoding: str) -> str:
    """What stands most often in the first line, outside of quotation marks."""
    first = head.decode(encoding, "replace").partition("\n")[0]
    bare = "".join(part for number, part in enumerate(first.split('"')) if number % 2 == 0)
    return max(_DELIMITERS, key=lambda mark: (bare.count(mark), -_DELIMITERS.index(mark)))
