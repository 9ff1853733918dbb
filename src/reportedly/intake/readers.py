"""What is read, and by which reader: the one table of media types and endings.

A reader is a module of `formats/`, named here and loaded when it is first needed. What a thing is, is asked in this order:

1. its first bytes, where they can be nothing else (a PDF, an archive, Parquet);
2. its name, for what looks like any text (JSONL, CSV, Markdown, messages);
3. how it begins: a feed, a sitemap, a page;
4. the media type that it was sent with;
5. else it is text, and a list of addresses if it is made of nothing else.

So a server or a file name that lies changes nothing. Other packages add readers by an entry point of the group `reportedly.readers`,
which names a `Reader`; theirs are asked before ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from reportedly.intake.html import looks_like_html
from reportedly.intake.item import Item, Outcome, Read
from reportedly.intake.refusal import SHOWN, CannotRead, Refused

GROUP = "reportedly.readers"
_FORMATS = "reportedly.intake.formats"


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads one kind of file.

    Attributes:
        name: As it is told.
        read: `module:function`; see `intake/item.py`.
        suffixes: Endings of file names.
        types: Media types.
        marks: First bytes that only such files have.
        by_name: Whether the ending decides, where the first bytes could be any text.
        many: Whether it gives many reports.
        gives: What becomes of it, in a few words.
        limit: What is refused, in a few words.
        needs: The extra that it needs, if any.
        origin: The package that it comes from.
    """

    name: str
    read: str
    suffixes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    marks: tuple[bytes, ...] = ()
    by_name: bool = False
    many: bool = False
    gives: str = "one report"
    limit: str = "10 MB"
    needs: str = ""
    origin: str = "reportedly"

    def load(self) -> Read:
        """Its function."""
        module, _, function = self.read.partition(":")
        return cast("Read", getattr(import_module(module), function))


TEXT = Reader("text", f"{_FORMATS}.text:read", (".txt", ".text"), ("text/plain",))
HTML = Reader("HTML", f"{_FORMATS}.page:read", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), gives="the article")
MARKDOWN = Reader("Markdown", f"{_FORMATS}.markdown:read", (".md", ".markdown"), ("text/markdown",), by_name=True)
PDF = Reader(
    "PDF", f"{_FORMATS}.pdf:read", (".pdf",), ("application/pdf",), (b"%PDF-",), gives="one report with its pages",
    limit="100 MB, 2,000 pages, 60 seconds, 2 GB of memory; encrypted or scanned",
)  # fmt: skip
JSONL = Reader(
    "JSONL", f"{_FORMATS}.jsonl:read", (".jsonl", ".ndjson"), ("application/jsonl", "application/x-ndjson"),
    by_name=True, many=True, gives="a report a line", limit="10 MB a line",
)  # fmt: skip
CSV = Reader(
    "CSV", f"{_FORMATS}.delimited:read", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"),
    by_name=True, many=True, gives="a report a row", limit="10 MB a row",
)  # fmt: skip
PARQUET = Reader(
    "Parquet", f"{_FORMATS}.parquet:read", (".parquet",), ("application/vnd.apache.parquet",), (b"PAR1",),
    many=True, gives="a report a row", limit="10 MB a row, 500 MB a row group", needs="tables",
)  # fmt: skip
EXCEL = Reader(
    "Excel", f"{_FORMATS}.excel:read", (".xlsx",), ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    many=True, gives="a report a row of the first sheet", limit="500 MB unpacked", needs="tables",
)  # fmt: skip
FEED = Reader(
    "RSS and Atom", f"{_FORMATS}.feed:read", (".rss", ".atom", ".xml"), ("application/rss+xml", "application/atom+xml"),
    many=True, gives="a report an entry, with the text that the feed has of it", limit="5 MB; entities of its own",
)  # fmt: skip
SITEMAP = Reader(
    "sitemap", f"{_FORMATS}.sitemap:read", many=True, gives="the pages that it lists, fetched", limit="5 MB, 50,000 addresses",
)  # fmt: skip
ADDRESSES = Reader(
    "list of addresses", f"{_FORMATS}.addresses:read", (".urls",), ("text/uri-list",), many=True, gives="the pages, fetched",
    limit="50,000 addresses",
)  # fmt: skip
WARC = Reader(
    "WARC", f"{_FORMATS}.warc:read", (".warc",), ("application/warc",), (b"WARC/",),
    many=True, gives="a report a page, with the date of its record", limit="10 MB a page",
)  # fmt: skip
MESSAGE = Reader(
    "e-mail", f"{_FORMATS}.mail:read", (".eml",), ("message/rfc822",), by_name=True, many=True,
    gives="the message, and its attachments", limit="200 parts, 500 MB",
)  # fmt: skip
MAILBOX = Reader(
    "mailbox", f"{_FORMATS}.mail:read_mailbox", (".mbox",), ("application/mbox",), by_name=True, many=True,
    gives="its messages", limit="500 MB a message",
)  # fmt: skip
ZIP = Reader(
    "ZIP and WACZ", f"{_FORMATS}.archive:read", (".zip", ".wacz"), ("application/zip", "application/wacz"), (b"PK\x03\x04", b"PK\x05\x06"),
    many=True, gives="what is in it", limit="100,000 members, 10 GB unpacked, 200 times its size, 4 deep; links, paths that lead out",
)  # fmt: skip
GZIP = Reader(
    "gzip", f"{_FORMATS}.gz:read", (".gz",), ("application/gzip", "application/x-gzip"), (b"\x1f\x8b\x08",),
    many=True, gives="what is in it", limit="200 times its size",
)  # fmt: skip

READERS = (TEXT, MARKDOWN, HTML, PDF, JSONL, CSV, PARQUET, EXCEL, FEED, SITEMAP, ADDRESSES, WARC, ZIP, GZIP, MESSAGE, MAILBOX)

_XML_LEAD = (
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,500}\?>)?"
    rb"(?:\s|<!--.{0,2000}?-->|<\?[^>]{0,500}\?>|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,6000}?\]\s*)?>){0,20}"
)
_FEED = re.compile(_XML_LEAD + rb"<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL)
_SITEMAP = re.compile(_XML_LEAD + rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]", re.DOTALL)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TAG = re.compile(rb"<[a-zA-Z!/]")
_ADDRESS = re.compile(r"https?://\S+")


@cache
def readers() -> tuple[Reader, ...]:
    """All readers: those of other packages, by the names of their entry points, then ours."""
    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        reader = point.load()
        if isinstance(reader, Reader):
            found.append(reader)
    return (*found, *READERS)


def read(item: Item) -> Iterator[Outcome]:
    """All that can be read of something; what cannot is refused with the reason. Never raises."""
    head = b""
    try:
        if item.depth > item.limits.depth:
            message = f"at most {item.limits.depth} files within each other were asked for"
            raise CannotRead(message, f"{item.origin[-200:]} lies deeper", "unpack it first", "too-deep")
        head = item.head()
        if not head:
            raise CannotRead("a report was asked for", f"{item.origin} is empty", "leave it out, or give the file that was meant", "empty")
        yield from choose(item).load()(item, read)
    except CannotRead as error:
        yield item.refused(error, content=repr(head[:SHOWN]))
    except Exception as error:
        message = f"a report was asked for at {item.origin}; its reader failed with {type(error).__name__}: {str(error)[:300]}"
        yield Refused(item.origin, repr(head[:SHOWN]), "reader-failed", f"{message}; the file may be broken; open and save it anew")


def choose(item: Item) -> Reader:
    """The reader for something.

    Raises:
        CannotRead: It is of a kind that none reads.
    """
    head = item.head()
    named = [reader for reader in readers() if item.suffix in reader.suffixes]
    marked = [reader for reader in readers() if any(head.startswith(mark) for mark in reader.marks)]
    if marked:
        return _zipped(item) if marked[0] is ZIP else marked[0]
    by_name = next((reader for reader in named if reader.by_name or reader.origin != "reportedly"), None)
    if by_name is not None:
        return by_name
    markup = head[2:].replace(b"\x00", b"") if head.startswith(_UTF_16) else head
    if _FEED.match(markup):
        return FEED
    if _SITEMAP.match(markup):
        return SITEMAP
    if looks_like_html(markup):
        return HTML
    if _XML.match(markup):
        advice = "give the text that is in it, or a page, a feed or a sitemap"
        raise CannotRead(f"a report was asked for at {item.origin}", "it is XML of another kind", advice, "unknown-xml")
    sent = next((reader for reader in readers() if item.type in reader.types), None)
    if (HTML in named or sent is HTML) and _TAG.search(head):
        return HTML
    if sent is not None and sent not in {HTML, TEXT} and not sent.marks:
        return sent
    return ADDRESSES if ADDRESSES in named or _lists_addresses(head) else TEXT


def _zipped(item: Item) -> Reader:
    """An Excel file is a ZIP file; it is told apart by its name or its type."""
    return EXCEL if item.suffix in EXCEL.suffixes or item.type in EXCEL.types else ZIP


def _lists_addresses(head: bytes) -> bool:
    lines = [line.strip() for line in head.decode("utf-8", "replace").splitlines()]
    whole = [line for line in (lines[:-1] if len(lines) > 1 and len(head) >= 4096 else lines) if line and not line.startswith("#")]
    return bool(whole) and all(_ADDRESS.fullmatch(line) for line in whole)
