"""Markdown: the words without the marks.

The canonical text is the file's text with what is only there for the eye taken away: emphasis, the signs of headings, quotations
and lists, addresses behind words, comments. Numbers and words stay as they are, and so do lines and empty lines. So a quote reads
as the page would, and "**12 people** were killed" is one clause. A head between two lines `---` (front matter) gives title, date,
author, outlet and address, and is no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportedly.intake.html import site_of
from reportedly.intake.item import Inner, Item
from reportedly.intake.received import Received
from reportedly.intake.stamps import iso_stamp
from reportedly.intake.text import read_text
from reportedly.model.report import Stated

_HEAD = re.compile(r"\A---[ \t]*\n(?P<head>(?:[^\n]{0,2000}\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<name>[A-Za-z_][\w -]{0,40}?)[ \t]*:[ \t]+(?P<value>[^\n]{1,500})$", re.MULTILINE)
_FIELDS = {
    "title": "title", "date": "published", "published": "published", "author": "author", "outlet": "outlet", "source": "outlet",
    "url": "url", "link": "url", "canonical": "url",
}  # fmt: skip
_FIRST_HEADING = re.compile(r"\A\s{0,20}#[ \t]++(?P<title>[^\n]{1,300}?)[ \t]*+#*+[ \t]*+(?:\n|\Z)")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]{0,3}(?:```|~~~)[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}(?:(?:\*[ \t]?){3,20}|(?:-[ \t]?){3,80}|(?:_[ \t]?){3,20}|={3,80})[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^(?:[ \t]{0,3}>[ \t]?){1,10}", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+|(?<![ \t])[ \t]++#{1,6}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,12}[-*+][ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S{1,2000}[^\n]{0,300}$", re.MULTILINE), ""),
    (re.compile(r"!?\[(?P<words>[^\[\]\n]{0,1000})\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)"), r"\g<words>"),
    (re.compile(r"\[(?P<words>[^\[\]\n]{1,1000})\]\[[^\]\n]{0,200}\]"), r"\g<words>"),
    (re.compile(r"<(?P<words>https?://[^\s<>]{1,2000})>"), r"\g<words>"),
    (re.compile(r"(?<![\\*\w])(?P<mark>\*{1,3})(?=\S)(?P<words>[^*\n]{1,2000}?)(?<=\S)(?P=mark)(?!\*)"), r"\g<words>"),
    (re.compile(r"(?<![\\_\w])(?P<mark>_{1,3})(?=\S)(?P<words>[^_\n]{1,2000}?)(?<=\S)(?P=mark)(?![_\w])"), r"\g<words>"),
    (re.compile(r"~~(?P<words>[^~\n]{1,2000})~~"), r"\g<words>"),
    (re.compile(r"(?P<mark>`{1,3})(?P<words>[^`\n]{1,2000})(?P=mark)"), r"\g<words>"),
    (re.compile(r"\\(?P<mark>[!-/:-@\[-`{-~])"), r"\g<mark>"),
)


def read(item: Item, _inner: Inner) -> Iterator[Received]:
    """The report, with what its head says of it."""
    received = replace(read_text(item.content(), item.charset), url=item.url, retrieved=item.retrieved, file_name=item.name)
    head = _HEAD.match(received.text)
    body = received.text[head.end() :] if head else received.text
    stated = tuple(_stated(head["head"])) if head else ()
    said = {each.field: each.value for each in reversed(stated)}
    title = _FIRST_HEADING.match(body)
    yield replace(
        received,
        text=plain(body),
        title=said.get("title") or (plain(title["title"]) if title else None),
        outlet=said.get("outlet") or site_of(item.url),
        author=said.get("author"),
        url=said.get("url") or item.url,
        published=said.get("published"),
        published_basis="metadata" if "published" in said else "unknown",
        stated=stated,
    )


def plain(text: str) -> str:
    """A text without the marks of Markdown."""
    for pattern, words in _MARKS:
        text = pattern.sub(words, text)
    return text


def _stated(head: str) -> Iterator[Stated]:
    for match in _FIELD.finditer(head):
        field = _FIELDS.get(match["name"].strip().lower())
        words = match["value"].strip()
        value = words.strip("\"' ")
        if field == "published":
            value = iso_stamp(value) or ""
        if field and value:
            yield Stated(field, value, f"front matter {match['name'].strip()}", words)
