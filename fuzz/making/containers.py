"""Archives: ZIP, WACZ, gzip, WARC."""

from __future__ import annotations

import gzip
from random import Random

from fuzz.making.messages import message
from fuzz.making.packing import packed
from fuzz.making.small import SMALL
from fuzz.making.tables import workbook
from fuzz.making.words import ADDRESSES, CHARSETS, DATES, File
from fuzz.odd import odd

NAMES = odd("members")


def archive(chance: Random) -> File:
    """A ZIP file of files of any kind, archives too."""
    made = [
        chance.choice((*SMALL, *SMALL, archive, gzipped, web_archive) if chance.random() < 0.9 else (message, workbook))(chance)
        for _ in range(chance.randrange(1, 4))
    ]
    return "a.zip", packed([(chance.choice(NAMES).format(*([name] * 60)), raw) for name, raw in made], chance)


def wacz(chance: Random) -> File:
    """A web archive with its index."""
    members = [
        ("datapackage.json", b"{}"),
        ("archive/data.warc.gz", gzip.compress(web_archive(chance)[1], mtime=0)),
        ("pages/pages.jsonl", b"{}"),
    ]
    return "a.wacz", packed(members, chance)


def gzipped(chance: Random) -> File:
    """Something packed, in one piece or more."""
    name, raw = chance.choice((*SMALL, web_archive))(chance)
    cut = chance.randrange(len(raw) + 1) if chance.random() < 0.5 else 0
    return f"{name}.gz", gzip.compress(raw[:cut], mtime=0) * (cut > 0) + gzip.compress(raw[cut:], mtime=0)


def web_archive(chance: Random) -> File:
    """A WARC file."""
    return "a.warc", b"".join(_capture(chance) for _ in range(chance.randrange(1, 4)))


def _capture(chance: Random) -> bytes:
    name, raw = chance.choice(SMALL)(chance)
    kind = chance.choice(
        ("response", "response", "response", "resource", "conversion", "warcinfo", "revisit", "request", "metadata", "continuation", "")
    )
    if kind == "response":
        coding = chance.choice(("", "", "", "gzip", "deflate", "br", "chunked"))
        body = gzip.compress(raw, mtime=0) if coding == "gzip" else _chunked(raw, chance) if coding == "chunked" else raw
        told = f"Transfer-Encoding: {coding}\r\n" if coding == "chunked" else f"Content-Encoding: {coding}\r\n" if coding else ""
        first = chance.choice(("HTTP/1.1 200 OK",) * 6 + ("HTTP/1.1 404 No", "HTTP/1.1", "200", "", "HTTP/9 200 OK"))
        media = chance.choice(
            ("text/html", "text/plain", "application/pdf", "application/xml", "image/png", "application/gzip", "text/csv", "")
        )
        raw = f"{first}\r\nContent-Type: {media}; charset={chance.choice(CHARSETS)}\r\n{told}\r\n".encode() + body
    size = chance.choice((len(raw),) * 8 + (len(raw) + 9, max(0, len(raw) - 9), -1, 10**18))
    lines = [
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {chance.choice((f'http://a.example/{name}', *ADDRESSES))}",
        f"WARC-Date: {chance.choice(DATES)}",
        f"Content-Length: {size}",
        "Content-Type: application/http;msgtype=response",
    ]
    if chance.random() < 0.1:
        lines.pop(chance.randrange(len(lines)))
    version = chance.choice(("WARC/1.0",) * 9 + ("WARC/1.1", "WARC/9", "ARC"))
    one = (
        f"{version}\r\n{chr(13) + chr(10)}".rstrip().encode()
        + b"\r\n"
        + "\r\n".join(lines).encode("utf-8", "replace")
        + b"\r\n\r\n"
        + raw
        + b"\r\n\r\n"
    )
    return gzip.compress(one, mtime=0) if chance.random() < 0.3 else one


def _chunked(raw: bytes, chance: Random) -> bytes:
    size = chance.choice((f"{len(raw):x}",) * 4 + ("ffffffff", "-1", "x", ""))
    return size.encode() + b"\r\n" + raw + b"\r\n0\r\n\r\n"
