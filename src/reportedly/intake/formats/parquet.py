"""Parquet: a report a row, read batch by batch. Needs the extra `tables`."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.intake.columns import chosen, noted
from reportedly.intake.extras import wanted
from reportedly.intake.fields import received_from
from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.limits import megabytes
from reportedly.intake.refusal import CannotRead, Refused

BATCH = 64  # rows that are held at once
NAMES = 10_000_000  # bytes that names and such in the file's own description may take


def read(item: Item, _inner: Inner) -> Iterator[Outcome]:
    """A report or a refusal for each row."""
    wanted("pyarrow", "tables", item.origin)
    parquet = wanted("pyarrow.parquet", "tables", item.origin)
    try:
        file = parquet.ParquetFile(
            item.seekable("a table"), pre_buffer=False, thrift_string_size_limit=NAMES, thrift_container_size_limit=NAMES
        )
        sizes = [file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups)]
        names = list(file.schema_arrow.names)
    except CannotRead:
        raise
    except Exception as error:  # the library raises whatever a broken part of the file leads to
        message = f"a Parquet file was asked for at {item.origin}"
        raise CannotRead(message, f"it is broken: {str(error)[:200]}", "write it anew", "broken-file") from error
    for number, size in enumerate(sizes):
        if size > item.limits.whole:
            asked = f"row groups of at most {megabytes(item.limits.whole)} were asked for"
            raise CannotRead(asked, f"row group {number} of {item.origin} is larger", "write it in smaller ones", "too-large")
    columns, guessed = chosen(names, item.columns, item.origin)
    yield noted(item.origin, columns, guessed)
    row = 0
    try:
        for batch in file.iter_batches(batch_size=BATCH, columns=sorted(set(columns.values()))):
            for values in batch.to_pylist():
                row += 1
                yield _report(f"{item.origin}:{row}", {field: values.get(column) for field, column in columns.items()}, columns, item)
    except Exception as error:
        raise CannotRead(
            f"row {row + 1} of {item.origin} was asked for", f"it is broken: {str(error)[:200]}", "write it anew", "broken-file"
        ) from error


def _report(origin: str, fields: dict[str, object], columns: dict[str, str], item: Item) -> Outcome:
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        found = f"the column {columns['text']!r} is empty or holds no words"
        return Refused(origin, "", "no-text", f"a text in each row was asked for; {found}; fill it, or remove the row")
    if len(text) > item.limits.line:
        return Refused(origin, "", "too-large", f"a text of at most {megabytes(item.limits.line)} was asked for; it is longer; split it")
    return received_from(fields)
