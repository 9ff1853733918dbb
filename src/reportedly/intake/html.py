"""Web pages: the article's text without what surrounds it, and what the page says about itself.

trafilatura finds the article; its paragraphs become paragraphs of the canonical text, an empty line between two. What the page states
of itself (`intake/metadata.py`) gives date, outlet, author and address; the date is taken from statements alone, never guessed
from dates in the text. No clock is asked, so that a page gives the same report on every day.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.intake.metadata import Metadata, metadata_of
from reportedly.intake.received import Received
from reportedly.intake.text import text_encoding
from reportedly.model.issue import Issue

if TYPE_CHECKING:
    from trafilatura.settings import Document

_LEAD = rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}"
_MARKUP = re.compile(_LEAD + rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|section|p|h1)\b", re.IGNORECASE | re.DOTALL)
# Statements only, no search through the text; the bounds keep htmldate from asking for today's date.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2199-12-31"}
_PARAGRAPHS = re.compile(r"\n\s*")


def looks_like_html(raw: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return _MARKUP.match(raw[:8192]) is not None


def read_html(raw: bytes, url: str | None = None, charset: str | None = None) -> Received:
    """A web page as a report; an issue where no article was found in it.

    Args:
        raw: The page, in whatever encoding it declares.
        url: Its address, where known.
        charset: The encoding that it was sent in, where that was told.
    """
    page = _decoded(raw, charset)
    found = _extract(page, url)
    text = _PARAGRAPHS.sub("\n\n", (found.text or "").strip()) if found is not None else ""
    issues: tuple[Issue, ...] = ()
    if not text:
        message = "an article was looked for in the page; none was found; give the text of the report itself"
        issues = (Issue("no-text-in-page", "error", message),)
    said = metadata_of(page, url)
    day = (found.date or None) if found is not None else None
    published = said.first("published") or day
    return Received(
        text,
        title=(found.title or None) if found is not None else None,
        outlet=_outlet(said, found, url),
        url=_address(said, url),
        published=published,
        published_basis="metadata" if published else "unknown",
        issues=issues,
        author=said.first("author"),
        modified=said.first("modified"),
        stated=said.stated,
    )


def _decoded(raw: bytes, charset: str | None) -> str | bytes:
    """The page in the encoding that it was sent in, where that fits; what a page declares of itself is left to its parser."""
    told = text_encoding(charset)
    if told is None or raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return raw
    try:
        return raw.decode(told)
    except UnicodeError:  # some decoders raise no closer one
        return raw


def _extract(page: str | bytes, url: str | None) -> Document | None:
    found = _library()(page, url=url, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=_DATES)
    return found if found is None or not isinstance(found, dict) else None


@cache
def _library():  # type: ignore[no-untyped-def]
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes a second to load, and only pages need it

    return bare_extraction


def _outlet(said: Metadata, found: Document | None, url: str | None) -> str | None:
    """The name that the site gives itself, else the host of its address."""
    if outlet := said.first("outlet"):
        return outlet
    if found is not None and found.sitename:
        return str(found.sitename)
    return site_of(_address(said, url))


def site_of(url: str | None) -> str | None:
    """The host of an address, by which an outlet is called that does not say its name."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _address(said: Metadata, url: str | None) -> str | None:
    """The address under which the page wants to be known, if it is one of the same site; a page of one site cannot pose as another's."""
    canonical = said.first("url")
    if canonical is None or url is None:
        return url or canonical
    return canonical if _site(canonical) == _site(url) else url


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return ""
