"""A report from where the user points: a file, a web address, or standard input (-).

What is read decides by its content what it is, not by its name: HTML by how it begins, else plain text. Everything is read up
to `LARGEST` bytes and no further; nothing that a report links to is followed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from reportedly.intake.html import looks_like_html, read_html
from reportedly.intake.received import Received
from reportedly.intake.refusal import LARGEST, CannotRead, too_large
from reportedly.intake.text import read_text
from reportedly.intake.web import fetch

STDIN = "-"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://")


def receive(source: str, stdin: BinaryIO | None = None, *, allow_private: bool = False) -> Received:
    """A report as received.

    Args:
        source: A path, an http or https address, or "-".
        stdin: Where the bytes of "-" come from.
        allow_private: Whether addresses on a private network may be fetched.

    Raises:
        OSError: The file is not there, or must not be read.
        CannotRead: What is there is no report, or is too large.
        FetchError: The address could not be fetched.
    """
    if source == STDIN:
        if stdin is None:
            raise CannotRead("a report on standard input was asked for", "there is none", "give a file or an address")
        return interpret(_limited(stdin, "standard input"))
    scheme = _SCHEME.match(source)
    if scheme is not None:
        raw, url = fetch(source, allow_private)
        return replace(interpret(raw, url), url=url)
    with Path(source).open("rb") as file:
        return interpret(_limited(file, source))


def interpret(raw: bytes, url: str | None = None) -> Received:
    """The report that bytes hold, HTML or plain text.

    Raises:
        CannotRead: They are neither.
    """
    return read_html(raw, url) if looks_like_html(raw) else read_text(raw)


def _limited(file: BinaryIO, name: str) -> bytes:
    raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise too_large(name)
    return raw
