"""RSS, Atom and sitemaps."""

from __future__ import annotations

from random import Random

from fuzz.making.pages import element
from fuzz.making.words import ADDRESSES, CHARSETS, DATES, File, encoded, escaped, words
from fuzz.watching import BAIT, SERVER


def feed(chance: Random) -> File:
    """RSS of some version, or Atom."""
    shape = chance.choice(("rss", "rss", "feed", "rdf:RDF"))
    head = chance.choice(
        (
            "<?xml version='1.0'?>",
            "",
            f"<?xml version='1.0' encoding='{chance.choice(CHARSETS)}'?>",
            f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{BAIT}">]>',
        )
    )
    items = "".join(_entry(chance, "entry" if shape == "feed" else "item") for _ in range(chance.randrange(1, 5)))
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    space = 'xmlns="http://www.w3.org/2005/Atom"' if shape == "feed" else f"version='{chance.choice(('2.0', '0.91', '', '9'))}'"
    inside = items if shape != "rss" else f"<channel><title>{escaped(words(chance))}</title>{items}</channel>"
    return chance.choice(("a.rss", "a.xml", "a.atom", "a")), encoded(f"{head}<{shape} {space} {names}>{inside}</{shape}>", chance)


def _entry(chance: Random, name: str) -> str:
    fields = (
        "title",
        "link",
        "description",
        "summary",
        "content",
        "content:encoded",
        "pubDate",
        "published",
        "updated",
        "dc:date",
        "author",
        "guid",
        "id",
        "source",
        "enclosure",
        "media:content",
    )
    return f"<{name}>{''.join(_field(chance.choice(fields), chance) for _ in range(chance.randrange(1, 8)))}</{name}>"


def _field(name: str, chance: Random) -> str:
    if name in {"pubDate", "published", "updated", "dc:date"}:
        said = chance.choice(DATES)
    elif name in {"link", "guid", "id", "enclosure"}:
        said = chance.choice(ADDRESSES)
    else:
        said = chance.choice((words(chance), element(chance, 2), f"{element(chance, 1)}&e;"))
    told = ""
    if chance.random() < 0.4:
        kind, of = chance.choice(("type", "href", "xml:base", "mode")), chance.choice(("html", "xhtml", "base64", "text/plain", *ADDRESSES))
        told = f' {kind}="{escaped(of)}"'
    return f"<{name}{told}>{chance.choice((said, escaped(said), f'<![CDATA[{said}]]>'))}</{name}>"


def sitemap(chance: Random) -> File:
    """A sitemap, or an index of them."""
    root, child = chance.choice((("urlset", "url"), ("sitemapindex", "sitemap")))
    listed = "".join(
        f"<{child}><loc>{escaped(chance.choice(ADDRESSES))}</loc><lastmod>{chance.choice(DATES)}</lastmod></{child}>"
        for _ in range(chance.randrange(6))
    )
    doctype = chance.choice(("", "", f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{BAIT}">%e;]>', f'<!DOCTYPE x SYSTEM "{SERVER}/x.dtd">'))
    return "sitemap.xml", encoded(
        f"<?xml version='1.0'?>{doctype}<{root} xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{listed}</{root}>", chance
    )
