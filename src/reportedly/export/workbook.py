"""The tables as one Excel workbook, a sheet each. No cell is a formula; see export/guard.py for the apostrophe.

A sheet cannot hold most control characters: they are written as `_x0007_`, the way of the file format itself (ECMA-376, ST_Xstring),
and so is an underscore that would be misread. A cell holds at most 32,767 characters: longer text is cut, and counted.
"""

from __future__ import annotations

import io
import re
from datetime import datetime

from reportedly.export.case import Case
from reportedly.export.delimited import cell
from reportedly.export.loss import Exported, Loss, Tally
from reportedly.export.packing import packed, unpacked
from reportedly.export.tables import RULE, tables

LONGEST = 32_767
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def as_excel(case: Case) -> Exported:
    """One workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - an extra; loaded where it is needed

    tally = Tally()
    book = Workbook(write_only=True)
    made = tables(case, tally)
    for name, (columns, rows) in made.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(columns)
        for row in rows:
            sheet.append([_fitting(cell(row[column]), tally) for column in columns])
    book.properties.creator = "Reportedly"
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    target = io.BytesIO()
    book.save(target)
    written = {f"rows of {name}": len(rows) for name, (_, rows) in made.items()}
    return Exported({"": _stamped(target.getvalue())}, Loss("excel", case.asked, RULE, written, tally.lost()))


def escaped(text: str) -> str:
    """Text as a sheet can hold it."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _fitting(value: object, tally: Tally) -> object:
    if not isinstance(value, str):
        return value
    text = escaped(value)
    if len(text) > LONGEST:
        tally("text of more than 32,767 characters, cut; whole in CSV, Parquet and the bundle")
    return text[:LONGEST]


def _stamped(book: bytes) -> bytes:
    """The workbook without the time at which it was saved."""
    files = unpacked(book)
    core = files["docProps/core.xml"].decode("utf-8")
    files["docProps/core.xml"] = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "1980-01-01T00:00:00Z", core).encode("utf-8")
    return packed(files)
