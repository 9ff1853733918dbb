"""WARC: the pages of a web archive, each with its address and the date of its record.

A response that went well, a resource or a conversion is read by what it holds, like any other file. Requests, redirects, pictures and
the like are passed over, and how many of what is noted at the end; a revisit stands for a page that the archive has elsewhere. The
date of a record is when the page was fetched; when it was published is for the page to say.

The library writes what it stumbles over, in the words of the file, to wherever errors go; here that is a note, and in our words.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from reportedly.intake.item import Inner, Item, Noted, Outcome
from reportedly.intake.refusal import CannotRead, Refused
from reportedly.intake.stamps import iso_stamp

_READ = frozenset({"response", "resource", "conversion"})
_PASSED = (
    "image/", "video/", "audio/", "font/", "application/javascript", "application/x-javascript", "text/javascript", "text/css",
    "application/json", "application/octet-stream", "application/font", "text/dns",
)  # fmt: skip
_LOG = logging.getLogger("warcio")
_OKAY = "200"
_SHOWN = 6  # kinds that are named in the note


def read(item: Item, inner: Inner) -> Iterator[Outcome]:
    """What its records hold."""
    if not _LOG.handlers:
        _LOG.addHandler(logging.NullHandler())
    passed: Counter[str] = Counter()
    number = 0
    try:
        archive = ArchiveIterator(item.stream, check_digests=False)
        while (record := _following(archive)) is not None:
            number += 1
            why = _passed_over(record)
            if why is not None:
                passed[why] += 1
            else:
                yield from _record(record, number, item, inner)
    except CannotRead:
        raise
    except Exception as error:  # the library raises whatever a broken record leads to
        number += 1
        message = f"a web archive was asked for at {item.origin}; record {number} is broken: {str(error)[:200]}"
        yield Refused(f"{item.origin}:{number}", "", "broken-file", f"{message}; what stands behind it is not read; get the file anew")
    if not number:
        yield item.refused(CannotRead(f"a web archive was asked for at {item.origin}", "it holds no record", "get it anew", "empty"))
    if passed:
        most = ", ".join(f"{count:,} {kind}" for kind, count in sorted(passed.items(), key=lambda each: (-each[1], each[0]))[:_SHOWN])
        yield Noted(item.origin, "passed-over", f"{number:,} records; passed over: {most}{' and others' if len(passed) > _SHOWN else ''}")


def _following(archive: ArchiveIterator) -> Any:
    """The next record; null behind the last."""
    with redirect_stderr(io.StringIO()):
        return next(archive, None)


def _passed_over(record: Any) -> str | None:
    """What a record is, if it is not to be read."""
    if record.rec_type not in _READ:
        return str(record.rec_type)
    if record.rec_type == "response" and record.http_headers is None:
        return "not HTTP"
    if record.http_headers is not None and record.http_headers.get_statuscode() != _OKAY:
        return f"answers {record.http_headers.get_statuscode()}"
    kind = _type(record)[0]
    return kind if kind and kind.startswith(_PASSED) else None


def _record(record: Any, number: int, item: Item, inner: Inner) -> Iterator[Outcome]:
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI")
    origin = f"{url or 'record'} ({number})"
    stream = _Content(record.content_stream(), origin)
    kind, charset = _type(record)
    retrieved = iso_stamp(headers.get_header("WARC-Date") or "")
    yield from inner(
        replace(item.inside(origin, io.BufferedReader(stream), type=kind, charset=charset, url=url, retrieved=retrieved), name=_name(url))
    )
    if stream.count == 0:
        return
    raw = record.raw_stream
    left = getattr(raw, "limit", 0)
    if left > 0 and not raw.read(1) and item.stream.peek(1) == b"":
        message = f"the whole of record {number} was asked for; the file ends {left:,} bytes before it does; what there is was read"
        yield Refused(f"{item.origin}: {origin}", "", "truncated", f"{message}; get the file anew")


def _type(record: Any) -> tuple[str | None, str | None]:
    """Media type and encoding that the record declares."""
    headers = record.http_headers or record.rec_headers
    kind, _, rest = (headers.get_header("Content-Type") or "").partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip("\"' ")
    return kind.strip().lower() or None, charset or None


def _name(url: str | None) -> str:
    """The end of the path of an address."""
    return (url or "").partition("?")[0].partition("#")[0].rpartition("/")[2]


class _Content(io.RawIOBase):
    """What a record holds, decoded as it was sent; counts what was taken."""

    def __init__(self, stream: Any, origin: str) -> None:
        super().__init__()
        self._stream, self._origin, self.count = stream, origin, 0

    def readable(self) -> bool:
        """It is read."""
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        piece = self._stream.read(len(into))
        self.count += len(piece)
        into[: len(piece)] = piece
        return len(piece)
