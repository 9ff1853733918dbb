"""ZIP and WACZ: what is in them, in order of names; nothing is ever written to disk.

Refused are members that lead out of the archive (`../`, `/`, a drive), links, and encrypted ones; members and their unpacked size
are limited (`intake/limits.py`), and a member is never read beyond what it declares. Of a WACZ [a web archive with its index]
only the WARC files are read.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.limits import megabytes
from reportedly.intake.refusal import CannotRead, Refused

_OFFICE = "[Content_Types].xml"
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, zlib.error, EOFError, RuntimeError, ValueError)
_SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db")  # what systems leave in archives


def read(item: Item, inner: Inner) -> Iterator[Outcome]:
    """What its members hold."""
    stream = item.seekable("an archive in an archive")
    try:
        with zipfile.ZipFile(stream) as packed:
            members = _members(packed, item)
            if not members:
                raise CannotRead(f"reports were asked for in {item.origin}", "it is an empty archive", "leave it out", "empty")
            for member in members:
                yield from _member(packed, member, item, inner)
    except _BROKEN as error:
        if isinstance(error, CannotRead):
            raise
        raise CannotRead(f"an archive was asked for at {item.origin}", f"it is broken: {error}", "get it anew", "broken-file") from error


def _members(packed: zipfile.ZipFile, item: Item) -> list[zipfile.ZipInfo]:
    """The members that are looked at, after the archive as a whole was found to be harmless."""
    limits, members = (
        item.limits,
        [info for info in packed.infolist() if not info.filename.endswith("/") and not _is_of_system(info.filename)],
    )
    names = {info.filename for info in members}
    if _OFFICE in names:
        advice = "save it as text, PDF or xlsx"
        raise CannotRead(f"reports were asked for in {item.origin}", "it is an office file of another kind", advice, "not-text")
    if len(members) > limits.entries:
        asked = f"an archive of at most {limits.entries:,} members was asked for"
        raise CannotRead(asked, f"{item.origin} has {len(members):,}", "split it", "bomb")
    size, compressed = sum(info.file_size for info in members), sum(info.compress_size for info in members)
    if size > limits.unpacked or size > max(limits.free, limits.ratio * compressed):
        asked = f"an archive that unpacks to at most {limits.ratio} times its size and {megabytes(limits.unpacked)} was asked for"
        raise CannotRead(asked, f"{item.origin} unpacks to {megabytes(size)}", "unpack it yourself if it can be trusted", "bomb")
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        members = [info for info in members if info.filename.startswith("archive/")]
    return sorted(members, key=lambda info: info.filename)


def _member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, item: Item, inner: Inner) -> Iterator[Outcome]:
    name = member.filename
    trouble = _trouble(member)
    if trouble is not None:
        code, found = trouble
        message = f"a report was asked for at {item.origin}: {name[:200]!r}; {found}; it is not read"
        yield Refused(f"{item.origin}: {name[:200]}", "", code, message)
    elif member.file_size == 0:
        yield Refused(f"{item.origin}: {name}", "", "empty", f"a report was asked for at {item.origin}: {name}; it is empty; leave it out")
    else:
        with packed.open(member) as stream:
            yield from inner(item.inside(name, io.BufferedReader(_Member(stream, f"{item.origin}: {name[:200]}"))))


def _is_of_system(name: str) -> bool:
    return name.startswith(_SYSTEM) or name.endswith(_SYSTEM)


def _trouble(member: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Why a member is not read."""
    parts = member.filename.replace("\\", "/").split("/")
    if not member.filename:
        return "unsafe-name", "it has no name"
    if member.filename.startswith(("/", "\\")) or ".." in parts or (parts and parts[0].endswith(":")):
        return "unsafe-name", "its name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "link", "it is a link"
    if member.flag_bits & _ENCRYPTED:
        return "encrypted", "it is encrypted"
    return None


class _Member(io.RawIOBase):
    """What a member holds; where it is broken, that is told of it and not of its reader."""

    def __init__(self, stream: IO[bytes], origin: str) -> None:
        super().__init__()
        self._stream, self._origin = stream, origin

    def readable(self) -> bool:
        """It is read."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        """The next bytes.

        Raises:
            CannotRead: They cannot be unpacked, or are not those that were packed.
        """
        try:
            piece = self._stream.read(len(into))
        except _BROKEN as error:
            message = f"{self._origin} was to be unpacked"
            raise CannotRead(message, f"it is broken: {str(error)[:200]}", "get it anew", "broken-file") from error
        into[: len(piece)] = piece
        return len(piece)
