"""RSS and Atom: a report an entry, with the text that the feed itself has of it.

Many feeds have only the first sentences: then an issue says so, and `reportedly watch` fetches the pages. An entry's own id,
address, date and hour, author and title are kept. A feed that declares entities of its own is refused before a parser sees it.
The parser gets a stream: of bytes it would first try whether they are the name of a file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from reportedly.intake.item import Inner, Item, Outcome
from reportedly.intake.received import Received
from reportedly.intake.refusal import CannotRead, Refused
from reportedly.intake.stamps import iso_stamp
from reportedly.intake.xml import without_entities, words_of
from reportedly.model.issue import Issue
from reportedly.model.report import Stated

ENTRIES = 10_000
SHORT = 600  # characters below which a text that the feed calls a summary is taken for one
_MARKUP = re.compile(r"<[a-zA-Z!/]|&[a-zA-Z#]\w{1,10};")
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
_LONGEST = 12  # digits of a reference to a character
_NO_CHARACTER = b"&#xFFFD"


def read(item: Item, _inner: Inner) -> Iterator[Outcome]:
    """Its entries."""
    raw = item.content(item.limits.feed, "a feed")
    found = 0
    for number, entry in enumerate(feed_entries(raw, item.origin), start=1):
        found += 1
        if entry.text.strip():
            yield entry
        else:
            origin = f"{item.origin}:{number}"
            message = (
                f"a text was asked for in entry {number} of {item.origin}; it has none; fetch its page: {entry.url or 'it has no address'}"
            )
            yield Refused(origin, (entry.title or "")[:200], "no-text", message)
    if not found:
        raise CannotRead(f"a feed was asked for at {item.origin}", "it has no entries", "give the address of the feed itself", "empty")


def feed_entries(raw: bytes, origin: str) -> list[Received]:
    """The entries of a feed as reports; their text may be empty.

    Raises:
        CannotRead: It declares entities, or the parser fails on it.
    """
    import feedparser  # noqa: PLC0415 - only feeds need it

    without_entities(raw, origin)
    try:
        parsed = feedparser.parse(io.BytesIO(_REFERENCE.sub(_sound, raw)), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever its loose reading of broken markup runs into
        found = f"it is broken: {type(error).__name__}: {str(error)[:200]}"
        raise CannotRead(f"a feed was asked for at {origin}", found, "get it anew", "broken-file") from error
    outlet = _text(parsed.feed.get("title"))
    return [_entry(entry, outlet) for entry in parsed.entries[:ENTRIES]]


def _sound(reference: re.Match[bytes]) -> bytes:
    """A reference to a character; where there is none of that number, to the one that stands for it."""
    digits = reference[1] or reference[2]
    code = int(digits, 16 if reference[1] else 10) if len(digits) <= _LONGEST else -1
    return reference[0] if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else _NO_CHARACTER


def _entry(entry: Any, outlet: str | None) -> Received:
    full = max((_text(each.get("value")) or "" for each in entry.get("content", ())), key=len, default="")
    summary = _text(entry.get("summary")) or ""
    text = _plain(full if len(full) >= len(summary) else summary)
    issues: tuple[Issue, ...] = ()
    if not full and len(text) < SHORT:
        message = "a whole report was asked for; the feed has a summary of it; fetch its page, or use: reportedly watch"
        issues = (Issue("feed-summary", "info", message),)
    stated = tuple(_stated(entry))
    said = {each.field: each.value for each in reversed(stated)}
    return Received(
        text,
        title=_plain(_text(entry.get("title")) or "") or None,
        outlet=_text((entry.get("source") or {}).get("title")) or outlet,
        url=_address(entry.get("link")),
        published=said.get("published"),
        published_basis="metadata" if "published" in said else "unknown",
        modified=said.get("modified"),
        external_id=_text(entry.get("id")) if not _address(entry.get("link")) else None,
        author=said.get("author"),
        stated=stated,
        issues=issues,
    )


def _stated(entry: Any) -> Iterator[Stated]:
    for field, key in (("published", "published"), ("modified", "updated"), ("published", "updated")):
        words = _text(dict.get(entry, key))
        value = iso_stamp(words) if words else None
        if words and value:
            yield Stated(field, value, f"feed {key}", words[:100])
    author = _text(entry.get("author"))
    if author and "@" not in author:
        yield Stated("author", author[:200], "feed author", author[:200])


def _plain(markup: str) -> str:
    """The words of a piece of HTML, a paragraph a paragraph; text without marks as it stands."""
    return words_of(markup) if _MARKUP.search(markup) else markup.strip()


def _address(link: object) -> str | None:
    return link if isinstance(link, str) and link.startswith(("http://", "https://")) else None


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return value.encode("utf-8", "replace").decode("utf-8").strip() or None
