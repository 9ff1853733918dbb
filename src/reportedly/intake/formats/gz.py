"""gzip: what is in it, unpacked as it is read. A WARC file is a row of such pieces, which are one stream here."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.limits import Limits, megabytes
from reportedly.intake.refusal import CannotRead

_ENDINGS = (".gz", ".gzip")


def read(item: Item, inner: Inner) -> Iterator[Outcome]:
    """What was packed."""
    name = next((item.name[: -len(ending)] for ending in _ENDINGS if item.name.lower().endswith(ending)), item.name)
    packed = Counted(item.stream)
    unpacked = Unpacked(gzip.GzipFile(fileobj=packed), packed, item.limits, item.origin)
    within = item.inside("unpacked", io.BufferedReader(unpacked))
    yield from inner(replace(within, origin=item.origin, name=name, url=item.url, fetch=item.fetch))


class Counted(io.RawIOBase):
    """A stream that counts what was taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self.count = stream, 0

    def readable(self) -> bool:
        """It is read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._stream.read(size)
        self.count += len(piece)
        return piece


class Unpacked(io.RawIOBase):
    """What a compressed stream becomes, and no more of it than its size allows."""

    def __init__(self, stream: gzip.GzipFile, packed: Counted, limits: Limits, origin: str) -> None:
        super().__init__()
        self._stream, self._packed, self._limits, self._origin = stream, packed, limits, origin
        self._count = 0

    def readable(self) -> bool:
        """It is read."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        """The next bytes.

        Raises:
            CannotRead: It unpacks to too much, or is broken.
        """
        try:
            piece = self._stream.read(len(into))
        except (OSError, EOFError, zlib.error) as error:
            message = f"{self._origin} was to be unpacked"
            raise CannotRead(message, f"it is broken: {str(error)[:200]}", "get it anew", "broken-file") from error
        self._count += len(piece)
        limits = self._limits
        if self._count > max(limits.free, limits.ratio * self._packed.count) or self._count > limits.unpacked:
            asked = f"at most {limits.ratio} times the size of {self._origin}, or {megabytes(limits.free)}, were asked for"
            raise CannotRead(asked, "it unpacks to more", "unpack it yourself if it can be trusted", "bomb")
        into[: len(piece)] = piece
        return len(piece)
