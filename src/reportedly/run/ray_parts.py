"""The parts of a run on many machines: reports to be read, and what was read of them, as Parquet files in a folder that all reach.

A part is some reports: a table of their ids and of all that was received, as JSON. What was read of it is a table of the same ids
and of what goes into the ledger, the record included, as JSON; so nothing that is taken from the folder is ever run. Files come into
their places whole, and what was read by another version of Reportedly, or is broken, counts as not there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reportedly
from reportedly.intake.received import Received
from reportedly.intake.reporting import report_id
from reportedly.model.codec import decode, dumps
from reportedly.model.identity import content_id
from reportedly.run.keeping import Prepared

RECEIVED, PREPARED = "received", "prepared"  # kinds of parts, and the columns of their tables
LOCK = "reportedly.lock"
ID = "report_id"
VERSION = b"reportedly"  # in the description of each file


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts in a folder.

    Attributes:
        folder: The folder, by the same name on every machine.
    """

    folder: Path

    def begin(self) -> None:
        """Make the folder ready. Reports that an earlier run left to be read go away: this one puts its own there."""
        shutil.rmtree(self.place(RECEIVED), ignore_errors=True)
        for kind in (RECEIVED, PREPARED):
            self.place(kind).mkdir(parents=True, exist_ok=True)

    def put(self, reports: Sequence[Received]) -> str:
        """Put reports there to be read. Returns the name of the part."""
        ids = [report_id(each) for each in reports]
        name = content_id("part", *ids)
        self._write(RECEIVED, name, ids, map(dumps, reports))
        return name

    def received(self, name: str) -> list[Received]:
        """The reports of a part; none where it has been read."""
        if self._path(PREPARED, name).exists():
            return []
        return [decode(Received, json.loads(row)) for row in self._table(RECEIVED, name)[RECEIVED].to_pylist()]

    def finish(self, name: str, reports: Iterable[Received], results: Iterable[Prepared]) -> None:
        """Put there what was read of the reports of a part, in their order. They need not be read again."""
        self._write(PREPARED, name, map(report_id, reports), map(dumps, results))
        self._path(RECEIVED, name).unlink(missing_ok=True)

    def prepared(self, name: str, wanted: Collection[str] | None = None) -> Iterator[Prepared]:
        """What was read of the reports of a part; of these ids alone, where any are given."""
        for row in self._table(PREPARED, name).to_pylist():
            if wanted is None or row[ID] in wanted:
                yield decode(Prepared, json.loads(row[PREPARED]))

    def finished(self) -> dict[str, list[str]]:
        """What has been read, by part: ids of reports."""
        from pyarrow import ArrowException  # noqa: PLC0415 - comes with an extra

        found: dict[str, list[str]] = {}
        for path in sorted(self.place(PREPARED).glob("*.parquet")):
            try:
                table = self._table(PREPARED, path.stem, [ID])
            except ArrowException:
                table = None
            if table is not None and table.schema.metadata.get(VERSION) == reportedly.__version__.encode():
                found[path.stem] = table[ID].to_pylist()
            else:
                path.unlink()
        return found

    def clear(self) -> None:
        """Remove all parts, for the ledger has them, and the folder if nothing else is in it."""
        for kind in (RECEIVED, PREPARED):
            shutil.rmtree(self.place(kind))
        (self.folder / LOCK).unlink(missing_ok=True)
        with suppress(OSError):
            self.folder.rmdir()

    def place(self, kind: str) -> Path:
        """Where parts of a kind lie, by a name that nobody else's files have."""
        return self.folder / f"reportedly-{kind}"

    def _path(self, kind: str, name: str) -> Path:
        return self.place(kind) / f"{name}.parquet"

    def _table(self, kind: str, name: str, columns: list[str] | None = None) -> Any:
        from pyarrow import parquet  # noqa: PLC0415 - comes with an extra

        return parquet.ParquetFile(self._path(kind, name)).read(columns=columns)

    def _write(self, kind: str, name: str, ids: Iterable[str], rows: Iterable[str]) -> None:
        import pyarrow  # noqa: PLC0415 - comes with an extra
        from pyarrow import parquet  # noqa: PLC0415

        schema = pyarrow.schema([(ID, pyarrow.string()), (kind, pyarrow.large_string())], {VERSION: reportedly.__version__})
        table = pyarrow.table({ID: list(ids), kind: list(rows)}, schema)
        path = self._path(kind, name)
        beside = path.with_suffix(f".{os.getpid()}.new")
        parquet.write_table(table, beside, compression="zstd")
        beside.replace(path)
