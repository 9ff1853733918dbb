"""Excel: a report a row of the first sheet, the first row naming the columns. Needs the extra `tables`.

A workbook is an archive: what it would become is added up before any of it is unpacked, and the library never gets more than it
declares.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from reportedly.intake.columns import chosen, noted
from reportedly.intake.extras import wanted
from reportedly.intake.fields import received_from
from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.limits import megabytes
from reportedly.intake.refusal import CannotRead, Refused


def read(item: Item, _inner: Inner) -> Iterator[Outcome]:
    """A report or a refusal for each row of the first sheet."""
    openpyxl = wanted("openpyxl", "tables", item.origin)
    warnings.filterwarnings("ignore", module=r"openpyxl\.")  # which would tell of the workbook in its own words
    stream = item.seekable("a workbook")
    try:
        with zipfile.ZipFile(stream) as packed:
            size = sum(info.file_size for info in packed.infolist())
        if size > item.limits.whole:
            asked = f"a workbook of at most {megabytes(item.limits.whole)} was asked for"
            raise CannotRead(asked, f"{item.origin} unpacks to {megabytes(size)}", "split it", "too-large")
        yield from _rows(openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False), item)
    except CannotRead:
        raise
    except Exception as error:  # the library raises whatever a broken part of the workbook leads to, and at any row
        found = f"it is broken: {type(error).__name__}: {str(error)[:200]}"
        raise CannotRead(f"a workbook was asked for at {item.origin}", found, "save it anew", "broken-file") from error


def _rows(book: Any, item: Item) -> Iterator[Outcome]:
    """What the rows of the first sheet hold."""
    if not book.worksheets:
        raise CannotRead(f"a table was asked for in {item.origin}", "it has no sheets", "save it anew", "empty")
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_row=item.limits.rows)
    header = [str(cell or "") for cell in next(rows, ())]
    columns, guessed = chosen(header, item.columns, item.origin)
    yield noted(item.origin, columns, guessed, f"sheet {sheet.title!r}" if len(book.worksheets) > 1 else "")
    for number, row in enumerate(rows, start=2):
        values = dict(zip(header, map(_value, row), strict=False))
        if not any(value not in (None, "") for value in values.values()):
            continue
        fields: dict[str, object] = {field: values.get(column) for field, column in columns.items()}
        if str(fields.get("text") or "").strip():
            yield received_from(fields)
        else:
            found = f"the column {columns['text']!r} is empty"
            message = f"a text in each row was asked for; {found}; fill it, or remove the row"
            yield Refused(f"{item.origin}:{number}", "", "no-text", message)


def _value(cell: object) -> object:
    """A cell; a day without a time is a day."""
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | datetime) else cell
