"""XML from strangers: no entity of their own, nothing loaded; and the words of a piece of HTML.

A few hundred bytes of entities that stand for each other become gigabytes ("billion laughs"). Feeds and sitemaps need none, so a file
that declares one is refused before any parser sees it, whatever its encoding.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from reportedly.intake.refusal import CannotRead

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "figcaption",
        "pre",
        "br",
        "hr",
        "dl",
        "dt",
        "dd",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "iframe"})
_GAPS = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_SPACES = re.compile(r"[^\S\n]+")


def without_entities(raw: bytes, origin: str) -> None:
    """Nothing, if a file declares no entities.

    Raises:
        CannotRead: It does.
    """
    if _ENTITY.search(raw.replace(b"\x00", b"")):  # zeros: UTF-16 and UTF-32
        advice = "remove the declarations if the file can be trusted"
        raise CannotRead(
            f"a feed or sitemap was asked for at {origin}", "it declares entities of its own, which can explode", advice, "bomb"
        )


def words_of(markup: str) -> str:
    """The words of a piece of HTML, an empty line between its paragraphs."""
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div", parser=lxml_html.HTMLParser(recover=True, no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    pieces: list[str] = []
    hidden = 0  # how many of the elements around are not shown
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            hidden += element.tag in _UNSEEN
            pieces += _shown(element.tag, element.text, hidden)
        elif event == "end":
            hidden -= element.tag in _UNSEEN
            pieces += _shown(element.tag, element.tail if element is not tree else None, hidden)
        else:
            pieces += _shown("", element.tail, hidden)
    return _GAPS.sub("\n\n", "".join(pieces)).strip()


def _shown(tag: object, words: str | None, hidden: int) -> tuple[str, str]:
    """A break where a block begins or ends, and the words behind it."""
    return "\n" if tag in _BLOCKS else "", "" if hidden else _SPACES.sub(" ", (words or "").replace("\n", " "))
