"""Something to be read, and what a reader makes of it: the one shape that all readers share.

    reader(item, inner) -> reports, refusals and notes, one after another

`inner` reads what is found within: the members of an archive, the attachments of a message, the page that a list names. So a reader
of containers knows nothing of other readers.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, BinaryIO, cast

from reportedly.intake.limits import LIMITS, Limits
from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead, Refused, too_large

PIECE = 65_536  # bytes that are read at once


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that the user should know of what was read, and that is no failure: the columns that were guessed, what was skipped.

    Attributes:
        origin: Where.
        code: A stable name.
        message: What.
    """

    origin: str
    code: str
    message: str


Outcome = Received | Refused | Noted
Fetch = Callable[[str], "Item"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be read.

    Attributes:
        origin: Where it stands, for messages: `inbox.zip: notes/a.pdf`.
        stream: Its bytes; what has been peeked at is still there.
        name: Its file name, whose ending may tell what it is.
        type: The media type that it was sent with.
        charset: The encoding that it was sent with.
        url: Its address.
        retrieved: When it was fetched, ISO 8601 in UTC.
        depth: How many containers it lies in.
        columns: Which columns of a table are which fields, as the user said.
        fetch: What fetches an address that a list names; null where nothing may be fetched.
        limits: How much is read.
    """

    origin: str
    stream: io.BufferedReader
    name: str = ""
    type: str | None = None
    charset: str | None = None
    url: str | None = None
    retrieved: str | None = None
    depth: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    fetch: Fetch | None = None
    limits: Limits = LIMITS

    @property
    def suffix(self) -> str:
        """The ending of its name, in small letters, with its dot."""
        stem, dot, ending = self.name.replace("\\", "/").rpartition("/")[2].rpartition(".")
        return f".{ending.lower()}" if dot and stem else ""

    def head(self, size: int = 8192) -> bytes:
        """Its first bytes, which stay to be read."""
        return self.stream.peek(size)[:size]

    def content(self, limit: int | None = None, kind: str = "a report") -> bytes:
        """All its bytes.

        Raises:
            CannotRead: There are more than the limit.
        """
        most = self.limits.report if limit is None else limit
        pieces, size = [], 0
        while piece := self.stream.read(min(PIECE, most + 1 - size)):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise too_large(self.origin, most, kind)
        return b"".join(pieces)

    def seekable(self, kind: str) -> BinaryIO:
        """Its bytes as a file that can be read in any order: itself, or a copy in memory."""
        return self.stream if self.stream.seekable() and self.depth == 0 else io.BytesIO(self.content(self.limits.whole, kind))

    def inside(self, name: str, stream: IO[bytes] | bytes, **known: str | None) -> Item:
        """Something that was found in it."""
        return replace(
            self,
            origin=f"{self.origin}: {name}",
            stream=buffered(stream),
            name=name,
            type=known.get("type"),
            charset=known.get("charset"),
            url=known.get("url"),
            retrieved=known.get("retrieved", self.retrieved),
            depth=self.depth + 1,
            fetch=None,  # what lies in a container is a stranger's word, and nobody goes where it points
        )

    def refused(self, error: CannotRead, where: str = "", content: str = "") -> Refused:
        """What is kept of a refusal."""
        return Refused(f"{self.origin}:{where}" if where else self.origin, content, error.code, str(error))


Inner = Callable[[Item], Iterator[Outcome]]
Read = Callable[[Item, Inner], Iterator[Outcome]]


def buffered(stream: IO[bytes] | bytes) -> io.BufferedReader:
    """A stream that can be peeked into."""
    if isinstance(stream, bytes):
        stream = io.BytesIO(stream)
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast("io.RawIOBase", stream), buffer_size=16_384)
