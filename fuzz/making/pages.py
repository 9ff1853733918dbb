"""Pages: what they say of themselves, and elements within elements."""

from __future__ import annotations

import json
from random import Random

from fuzz.making.words import ADDRESSES, CHARSETS, DATES, File, encoded, escaped, words
from fuzz.odd import odd
from fuzz.watching import BAIT

TAGS = odd("tags")
METAS = odd("metas")


def page(chance: Random) -> File:
    """A page: what it says of itself, and elements within elements."""
    head = "".join(_said(chance) for _ in range(chance.randrange(6)))
    if chance.random() < 0.4:
        head += f'<script type="application/ld+json">{_linked_data(chance)}</script>'
    if chance.random() < 0.3:
        head += f'<meta charset="{chance.choice(CHARSETS)}">'
    if chance.random() < 0.3:
        head += f'<link rel="canonical" href="{escaped(chance.choice(ADDRESSES))}"><base href="{escaped(chance.choice(ADDRESSES))}">'
    body = "".join(element(chance, chance.choice((1, 2, 3, 5))) for _ in range(chance.randrange(1, 6)))
    doctype = chance.choice(
        ("<!DOCTYPE html>", "", f'<!DOCTYPE html [<!ENTITY x SYSTEM "{BAIT}">]>', "<?xml version='1.0' encoding='utf-16'?>")
    )
    whole = f"{doctype}<html><head><title>{escaped(words(chance))}</title>{head}</head><body><article>{body}</article></body></html>"
    return chance.choice(("a.html", "a.htm", "a.xhtml", "a")), encoded(whole, chance)


def _said(chance: Random) -> str:
    name, of = chance.choice(("name", "property", "http-equiv", "itemprop")), chance.choice(METAS)
    return f'<meta {name}="{of}" content="{escaped(_meta(chance))}">'


def _meta(chance: Random) -> str:
    return chance.choice((chance.choice(DATES), chance.choice(ADDRESSES), words(chance), f"0; url={chance.choice(ADDRESSES)}"))


def _linked_data(chance: Random) -> str:
    article: dict[str, object] = {
        "@type": chance.choice(("NewsArticle", ["Article"], 3, None)),
        "datePublished": chance.choice((*DATES, 5, None, [])),
        "headline": words(chance),
        "author": chance.choice(("A", {"name": "A"}, [{"name": ["A"]}], 1)),
        "publisher": {"name": chance.choice(("W", 1, None))},
    }
    said: object = article
    for _ in range(chance.choice((0, 0, 1, 3, 40))):
        said = chance.choice(([said], {"@graph": [said]}, {"mainEntity": said}))
    return json.dumps(said)[: chance.choice((10_000, 10_000, 30))]


def element(chance: Random, depth: int) -> str:
    """An element, and what is within it."""
    tag = chance.choice(TAGS)
    inside = "".join(
        element(chance, depth - 1) if depth > 1 and chance.random() < 0.4 else escaped(words(chance)) for _ in range(chance.randrange(1, 4))
    )
    attributes = "".join(
        f' {name}="{escaped(chance.choice(ADDRESSES))}"'
        for name in chance.sample(("href", "src", "class", "datetime", "style", "onclick"), chance.randrange(3))
    )
    oddity = chance.choice(
        (
            "",
            "",
            "",
            "<!-- x -->",
            "<![CDATA[x]]>",
            "&#0;",
            "&#xD800;",
            "&nbsp;",
            "&#99999999;",
            "&x;",
            "<?x y?>",
            "<br/>",
            "\x00",
            "\x0c",
            "</p></p>",
        )
    )
    deep = chance.choice((1,) * 30 + (300,))
    return f"<{tag}{attributes}>" * deep + inside + oddity + f"</{tag}>" * chance.choice((deep, deep, deep, 0))
