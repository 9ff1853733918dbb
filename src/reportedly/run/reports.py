"""The named question for one report: its record, its versions, and what became of its figures in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.model.ledger import Entry, Series
from reportedly.model.record import Record
from reportedly.run.ledger import LedgerFile
from reportedly.store import kept, shelf
from reportedly.store.database import reading
from reportedly.store.errors import NotFound
from reportedly.store.shelf import Spine


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure of a report as it stands in the ledger."""

    entry: Entry
    series: Series


@dataclass(frozen=True, slots=True)
class OnTheShelf:
    """A report with all that it says.

    Attributes:
        spine: What is known of it without opening it.
        record: All that it says.
        placed: Its figures in their series, by id; those that enter no series are left out.
        versions: All its versions, itself included, in order of publication.
    """

    spine: Spine
    record: Record
    placed: Mapping[str, Placed]
    versions: tuple[Spine, ...]


def report(file: LedgerFile, identity: str) -> OnTheShelf:
    """A report, by its content id or the id that it came with; of versions that share one, the latest.

    Raises:
        NotFound: The ledger has no such report.
    """
    with reading(file.engine) as connection:
        found = shelf.find(connection, identity)
        if found is None:
            raise NotFound(
                f"report {identity} was asked for; the ledger has none of that id; look for it with: reportedly search --in reports"
            )
        record = next(iter(kept.records(connection, [found])))
        placed = {entry.figure.id: Placed(entry, series) for entry, series in shelf.entries(connection, found)}
        return OnTheShelf(shelf.spine(connection, found), record, placed, tuple(shelf.versions(connection, found)))
