"""What a watch remembers: of each address when to ask again, how the server marked what it gave, and which text was taken.

A file of JSON lines beside the ledger, only ever appended to: the last line of an address counts, and a line that was cut off by
a fall is passed over. When a watch begins, the file is written anew without what is outdated. One watch at a time: the file is
locked. A lost file costs requests and nothing else, for the ledger knows what it has.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Self

from reportedly.intake.clock import stamp
from reportedly.run.alone import alone

FORGOTTEN = timedelta(days=30)  # after which an address that is asked no more is forgotten


@dataclass(frozen=True, slots=True)
class Address:
    """What is remembered of an address.

    Attributes:
        url: The address.
        kind: `feed`, `sitemap` or `page`.
        source: The address of the feed or sitemap that it was found in; its own where it stands in the list.
        due: When to ask next, ISO 8601; null for no more.
        until: When a page is asked for the last time.
        etag: How the server marked what it gave.
        last_modified: When it said that this was last changed.
        failures: How many times in a row it failed.
        error: Code of the last failure.
        listed: When the feed or sitemap said that the page was last changed.
        digest: SHA-256 of the text that was taken.
        published: Date of publication of that version.
        outlet: Outlet of that version, kept for the next.
        known_as: Address of that version, kept for the next.
        title: Title that the feed gives it.
    """

    url: str
    kind: str
    source: str
    due: str | None = None
    until: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    error: str | None = None
    listed: str | None = None
    digest: str | None = None
    published: str | None = None
    outlet: str | None = None
    known_as: str | None = None
    title: str | None = None


class State:
    """The memory of a watch. Use it in a `with` statement.

    Args:
        path: The file.
        now: The moment, to forget what is outdated.

    Raises:
        Locked: Another watch is at work with it.
    """

    def __init__(self, path: Path, now: datetime) -> None:
        self.path = path
        self._lock = alone(path.with_name(f"{path.name}.lock"))
        self.addresses: dict[str, Address] = {address.url: address for address in _read(path)}
        oldest = stamp(now - FORGOTTEN)
        self.addresses = {url: each for url, each in self.addresses.items() if each.due is not None or (each.until or stamp(now)) >= oldest}
        self._file = self._written_anew()

    def __enter__(self) -> Self:
        """The memory itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file, and let others have it."""
        self._file.close()
        self._lock.close()

    def put(self, address: Address) -> None:
        """Remember an address; on disk before this returns."""
        if self.addresses.get(address.url) == address:
            return
        self.addresses[address.url] = address
        self._file.write(_line(address))
        self._file.flush()
        os.fsync(self._file.fileno())

    def due(self, now: datetime) -> list[Address]:
        """The addresses to ask now, those that have waited longest first; feeds before pages."""
        moment = stamp(now)
        found = [each for each in self.addresses.values() if each.due is not None and each.due <= moment]
        return sorted(found, key=lambda each: (each.kind == "page", each.due or "", each.url))

    def next_due(self) -> datetime | None:
        """When to ask next."""
        moments = [each.due for each in self.addresses.values() if each.due is not None]
        return datetime.fromisoformat(min(moments)).astimezone(UTC) if moments else None

    def _written_anew(self) -> IO[str]:
        fresh = self.path.with_name(f"{self.path.name}.new")
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(map(_line, self.addresses.values()))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        return self.path.open("a", encoding="utf-8")


def _line(address: Address) -> str:
    return json.dumps({key: value for key, value in asdict(address).items() if value is not None}, ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[Address]:
    if not path.exists():
        return
    known = set(Address.__dataclass_fields__)
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            with suppress(ValueError, TypeError):
                data: Any = json.loads(line)
                yield Address(**{key: value for key, value in data.items() if key in known})
