"""Web pages: the article's text without what surrounds it, and what the page says about itself.

trafilatura finds the article; its paragraphs become paragraphs of the canonical text, an empty line between two. The date of
publication is taken only from where a page states one (metadata, JSON-LD, a `time` element, its address), never guessed
from dates in the text. No clock is asked, so that a page gives the same report on every day.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.intake.received import Received
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


def read_html(raw: bytes, url: str | None = None) -> Received:
    """A web page as a report; an issue where no article was found in it.

    Args:
        raw: The page, in whatever encoding it declares.
        url: Its address, where known.
    """
    found = _extract(raw, url)
    text = _PARAGRAPHS.sub("\n\n", (found.text or "").strip()) if found is not None else ""
    issues: tuple[Issue, ...] = ()
    if not text:
        message = "an article was looked for in the page; none was found; give the text of the report itself"
        issues = (Issue("no-text-in-page", "error", message),)
    date = found.date if found is not None else None
    return Received(
        text,
        title=(found.title or None) if found is not None else None,
        outlet=_outlet(found, url),
        url=url or (found.url if found is not None else None) or None,
        published=date or None,
        published_basis="metadata" if date else "unknown",
        issues=issues,
    )


def _extract(raw: bytes, url: str | None) -> Document | None:
    found = _library()(raw, url=url, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=_DATES)
    return found if found is None or not isinstance(found, dict) else None


@cache
def _library():  # type: ignore[no-untyped-def]
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes a second to load, and only pages need it

    return bare_extraction


def _outlet(found: Document | None, url: str | None) -> str | None:
    """The name that the site gives itself, else the host of its address."""
    if found is not None and found.sitename:
        return str(found.sitename)
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
